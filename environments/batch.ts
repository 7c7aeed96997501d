import { check, fail } from '../src/errors.js';
import { checkSeed } from './lazy-generator.js';
import type {
  ActionBuffer,
  Autoreset,
  ObservationBuffers,
  StepBuffers,
  VectorEnvironment,
} from './contract.js';
import { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from './snapshot.js';
import type { Space } from './spaces/space.js';

/** How a step ended: a sum of these. */
export const TERMINATED = 1;
export const TRUNCATED = 2;

/** Worlds of one kind, one a row, as `batch` drives them. None of these may allocate where speed matters. */
export interface Rows {
  readonly count: number;
  readonly observationSpace: Space<unknown>;
  readonly actionSpace: Space<unknown>;
  /** Starts an episode; without a seed the row's generator goes on. */
  start(row: number, seed: number | undefined): void;
  /** Steps one world, writes `rewards[row]`, and says how the step ended: 0, `TERMINATED`, `TRUNCATED` or both. */
  step(row: number, actions: ActionBuffer, rewards: Float32Array): number;
  /** Writes the row's current observation. */
  observe(row: number, into: ObservationBuffers): void;
  /** Writes the row's possible actions. [B, A] */
  mask?(row: number, into: Uint8Array): void;
  save?(): Uint8Array;
  load?(saved: Uint8Array): void;
  close?(): void;
}

export interface BatchSettings {
  readonly autoreset: Autoreset;
  /** Steps after which an episode is truncated; undefined: never. */
  readonly maxEpisodeSteps?: number | undefined;
}

const RUNNING = 0;
const NEVER_STARTED = 4;
const component = 'vector environment';

/**
 * A vector environment out of rows: the time limit, all three ways of starting again and the snapshot, written once for
 * every world. A generator that was never seeded starts from its row's number.
 */
export function batch(rows: Rows, settings: BatchSettings): VectorEnvironment {
  return new BatchedRows(rows, settings);
}

class BatchedRows implements VectorEnvironment {
  readonly count: number;
  readonly autoreset: Autoreset;
  readonly observationSpace: Space<unknown>;
  readonly actionSpace: Space<unknown>;
  readonly masked: boolean;
  readonly snapshot?: () => Uint8Array;
  readonly restore?: (snapshot: Uint8Array) => void;
  readonly close?: () => void;
  readonly #rows: Rows;
  readonly #maxEpisodeSteps: number;
  readonly #elapsed: Int32Array; // [B] steps of the current episode
  readonly #state: Uint8Array; // [B] NEVER_STARTED, RUNNING, or how the last step ended the episode

  constructor(rows: Rows, { autoreset, maxEpisodeSteps = Infinity }: BatchSettings) {
    checkSettings(rows.count, autoreset, maxEpisodeSteps);
    this.count = rows.count;
    this.autoreset = autoreset;
    this.observationSpace = rows.observationSpace;
    this.actionSpace = rows.actionSpace;
    this.masked = rows.mask !== undefined;
    this.#rows = rows;
    this.#maxEpisodeSteps = maxEpisodeSteps;
    this.#elapsed = new Int32Array(rows.count);
    this.#state = new Uint8Array(rows.count).fill(NEVER_STARTED);
    const { save, load, close } = rows;
    if (save !== undefined && load !== undefined) {
      this.snapshot = () => this.#pack(save.call(rows));
      this.restore = (snapshot) => load.call(rows, this.#unpack(snapshot));
    }
    if (close !== undefined) this.close = () => close.call(rows);
  }

  reset(seeds: readonly number[] | undefined, out: StepBuffers, only?: Uint8Array): void {
    checkSeeds(seeds, this.count);
    for (let row = 0; row < this.count; row++) {
      if (only !== undefined && only[row] === 0) continue;
      const isFirst = this.#state[row] === NEVER_STARTED;
      this.#begin(row, seeds?.[row] ?? (isFirst ? row : undefined), out);
    }
  }

  step(actions: ActionBuffer, out: StepBuffers): void {
    const rows = this.#rows;
    const state = this.#state;
    const elapsed = this.#elapsed;
    for (let row = 0; row < this.count; row++) {
      if (state[row] !== RUNNING) {
        if (this.autoreset !== 'next-step' || state[row] === NEVER_STARTED) notRunning(row, state[row]);
        this.#begin(row, undefined, out);
        continue;
      }
      let ended = rows.step(row, actions, out.rewards);
      elapsed[row]++;
      if (elapsed[row] >= this.#maxEpisodeSteps) ended |= TRUNCATED;
      out.terminated[row] = ended & TERMINATED;
      out.truncated[row] = ended >> 1;
      state[row] = ended;
      if (ended !== RUNNING && this.autoreset === 'same-step') {
        this.#show(row, out.finalObservations, out.finalMasks);
        this.#start(row, undefined);
      }
      this.#show(row, out.observations, out.masks);
    }
  }

  #begin(row: number, seed: number | undefined, out: StepBuffers): void {
    this.#start(row, seed);
    out.rewards[row] = 0;
    out.terminated[row] = 0;
    out.truncated[row] = 0;
    this.#show(row, out.observations, out.masks);
  }

  #start(row: number, seed: number | undefined): void {
    this.#rows.start(row, seed);
    this.#elapsed[row] = 0;
    this.#state[row] = RUNNING;
  }

  #show(row: number, observations: ObservationBuffers, masks: Uint8Array | undefined): void {
    this.#rows.observe(row, observations);
    if (masks !== undefined) this.#rows.mask?.(row, masks);
  }

  #pack(saved: Uint8Array): Uint8Array {
    return packSnapshot(component, [bytesOf(this.#elapsed), bytesOf(this.#state), saved]);
  }

  #unpack(snapshot: Uint8Array): Uint8Array {
    const [elapsed, state, saved] = unpackSnapshot(component, snapshot, 3);
    restoreNumbers(component, this.#elapsed, elapsed);
    restoreNumbers(component, this.#state, state);
    return saved;
  }
}

function notRunning(row: number, state: number): never {
  const value = state === NEVER_STARTED ? 'a world that was never reset' : 'a world whose episode ended';
  fail('wrong-order', {
    component,
    parameter: `row ${row}`,
    value,
    requirement: 'reset before it is stepped',
    hint: 'call reset(seeds, out), or reset(seeds, out, only) with a 1 for the ended worlds',
  });
}

function checkSettings(count: number, autoreset: Autoreset, maxEpisodeSteps: number): void {
  check(Number.isSafeInteger(count) && count > 0, {
    component,
    parameter: 'count',
    value: count,
    requirement: 'a positive integer',
  });
  check(['next-step', 'same-step', 'disabled'].includes(autoreset), {
    component,
    parameter: 'autoreset',
    value: autoreset,
    requirement: '"next-step", "same-step" or "disabled"',
  });
  checkMaxEpisodeSteps(maxEpisodeSteps);
}

/** Raises `invalid-value` unless this is a number of steps, or Infinity. */
export function checkMaxEpisodeSteps(maxEpisodeSteps: number): void {
  check((Number.isSafeInteger(maxEpisodeSteps) || maxEpisodeSteps === Infinity) && maxEpisodeSteps > 0, {
    component: 'time limit',
    parameter: 'maxEpisodeSteps',
    value: maxEpisodeSteps,
    requirement: 'a positive integer',
  });
}

function checkSeeds(seeds: readonly number[] | undefined, count: number): void {
  check(seeds === undefined || seeds.length === count, {
    component,
    parameter: 'seeds',
    value: seeds?.length,
    requirement: `a list of ${count} integers, one for each world`,
  });
  seeds?.forEach(checkSeed);
}
