import type { ObservationPart } from '../buffers.js';
import type { NumericArray, ObservationBuffers, StepBuffers } from '../contract.js';
import type { ElementType } from '../spaces/elements.js';

export interface ReplyLayout {
  /** The arrays of an observation, in the order of the reply. */
  readonly layout: readonly ObservationPart[];
  readonly count: number;
  /** How many bytes a mask has; 0 where there are none. */
  readonly actions: number;
  /** Whether the last observations of episodes follow, where some ended. */
  readonly keepsFinals: boolean;
}

/** A message begins with its header. */
const start = 8;

interface Part {
  readonly key: string;
  readonly size: number;
  /** All rows as they are now. [B, ...shape] */
  readonly now: NumericArray;
  /** The whole message as elements of this part's type, aligned. */
  readonly whole: NumericArray;
}

/** The buffer that replies are read into, and how to read them: see `Batch.reply` of bridge.py. */
export class Reply {
  /** Room for the longest one, header included. */
  readonly bytes: Uint8Array;
  readonly rewards: Float64Array; // [B]
  readonly #terminated: Uint8Array; // [B]
  readonly #truncated: Uint8Array; // [B]
  readonly #masks: Uint8Array; // [B, A]
  readonly #parts: readonly Part[];
  readonly #layout: ReplyLayout;
  /** Where the last observations begin. */
  readonly #finals: number;

  constructor(of: ReplyLayout) {
    const { layout, count, actions, keepsFinals } = of;
    const rowBytes = layout.reduce((sum, { size, type }) => sum + size * elementBytes[type], actions);
    const fixed = upToEight(start + count * (8 + rowBytes + 2));
    const buffer = new ArrayBuffer(upToEight(fixed + (keepsFinals ? count * rowBytes : 0)));
    let at = start;
    const take = (bytes: number): number => (at += bytes) - bytes;
    this.#layout = of;
    this.#finals = fixed;
    this.bytes = new Uint8Array(buffer);
    this.rewards = new Float64Array(buffer, take(count * 8), count);
    this.#parts = layout.map(({ key, size, type }) => {
      const place = take(count * size * elementBytes[type]);
      return { key, size, now: view(type, buffer, place, count * size), whole: view(type, buffer) };
    });
    this.#terminated = new Uint8Array(buffer, take(count), count);
    this.#truncated = new Uint8Array(buffer, take(count), count);
    this.#masks = new Uint8Array(buffer, take(count * actions), count * actions);
  }

  /** Everything, the last observations of the rows that ended included. */
  copyAll(out: StepBuffers): void {
    out.rewards.set(this.rewards);
    out.terminated.set(this.#terminated);
    out.truncated.set(this.#truncated);
    out.masks?.set(this.#masks);
    for (const { key, now } of this.#parts) out.observations[key].set(now);
    if (this.#layout.keepsFinals) this.#copyFinals(out);
  }

  /** One row, as a reset has left it. */
  copyRow(row: number, out: StepBuffers): void {
    out.rewards[row] = 0;
    out.terminated[row] = 0;
    out.truncated[row] = 0;
    for (const { key, size, now } of this.#parts)
      copy(now, row * size, size, out.observations[key], row * size);
    const { actions } = this.#layout;
    if (out.masks !== undefined) copy(this.#masks, row * actions, actions, out.masks, row * actions);
  }

  /** They are there for the rows that ended only, one after the other in each part. */
  #copyFinals({ finalObservations, finalMasks }: StepBuffers): void {
    const { count, actions } = this.#layout;
    let at = this.#finals;
    for (const part of this.#parts) at = this.#copyFinalPart(part, at, finalObservations);
    if (finalMasks === undefined) return;
    for (let row = 0; row < count; row++) {
      if (!this.#hasEnded(row)) continue;
      copy(this.bytes, at, actions, finalMasks, row * actions);
      at += actions;
    }
  }

  #copyFinalPart({ key, size, whole }: Part, at: number, into: ObservationBuffers): number {
    let from = at / whole.BYTES_PER_ELEMENT;
    for (let row = 0; row < this.#layout.count; row++) {
      if (!this.#hasEnded(row)) continue;
      copy(whole, from, size, into[key], row * size);
      from += size;
    }
    return from * whole.BYTES_PER_ELEMENT;
  }

  #hasEnded(row: number): boolean {
    return (this.#terminated[row] | this.#truncated[row]) !== 0;
  }
}

const elementBytes: Readonly<Record<ElementType, number>> = { float32: 4, int32: 4, uint8: 1 };

const upToEight = (bytes: number): number => Math.ceil(bytes / 8) * 8;

function view(type: ElementType, buffer: ArrayBuffer, at = 0, length?: number): NumericArray {
  switch (type) {
    case 'float32':
      return new Float32Array(buffer, at, length);
    case 'int32':
      return new Int32Array(buffer, at, length);
    case 'uint8':
      return new Uint8Array(buffer, at, length);
  }
}

function copy(from: NumericArray, at: number, size: number, into: NumericArray, to: number): void {
  for (let i = 0; i < size; i++) into[to + i] = from[at + i];
}
