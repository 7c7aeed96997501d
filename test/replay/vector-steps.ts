import type { TransitionBatch } from '../../src/replay/contract.js';

/** What one world did in one vector step, in plain numbers. */
export interface WorldStep {
  readonly reward: number;
  readonly action: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
}

/** A transition as somebody would write it down by hand. */
export interface PlainTransition {
  readonly position: readonly number[];
  readonly pixels: readonly number[];
  readonly nextPosition: readonly number[];
  readonly nextPixels: readonly number[];
  readonly action: number;
  readonly reward: number;
  readonly discount: number;
  readonly nextMask: readonly number[];
}

export const actions = 3;
export const discount = Math.fround(0.97);
/** A float32 vector and a uint8 picture. */
export const observations = [
  { key: 'position', shape: [2], size: 2, type: 'float32' },
  { key: 'picture/pixels', shape: [2, 2], size: 4, type: 'uint8' },
] as const;

/**
 * Plays worlds under `same-step` into one set of buffers, which is overwritten with rubbish after every step, and writes
 * down beside it what really happened. The n-th observation of world e is told apart from all others.
 */
export class Player {
  readonly happened: PlainTransition[] = [];
  readonly #environments: number;
  #seen: readonly Moment[];
  #count = 0;

  constructor(environments: number) {
    this.#environments = environments;
    this.#seen = Array.from({ length: environments }, () => this.#moment());
  }

  /** One vector step, given to `add` in buffers that are only valid during the call. */
  play(worlds: readonly WorldStep[], add: (batch: TransitionBatch) => void): void {
    const before = this.#seen;
    const reached = worlds.map(() => this.#moment());
    // Where an episode ended the worlds show the first observation of the next one.
    const shown = worlds.map((world, e) => (ended(world) ? this.#moment() : reached[e]));
    worlds.forEach((world, e) => this.happened.push(transition(before[e], world, reached[e])));
    const batch = buffers(before, worlds, shown, reached);
    add(batch);
    spoil(batch);
    this.#seen = shown;
  }

  #moment(): Moment {
    const id = this.#count++;
    return {
      position: [id, -id / 2],
      pixels: [id & 255, (id >> 8) & 255, this.#environments, 255],
      mask: [1, id & 1, (id >> 1) & 1],
    };
  }
}

interface Moment {
  readonly position: readonly number[];
  readonly pixels: readonly number[];
  readonly mask: readonly number[];
}

export const ended = ({ terminated, truncated }: WorldStep): boolean => terminated || truncated;

function transition(before: Moment, world: WorldStep, after: Moment): PlainTransition {
  return {
    position: before.position,
    pixels: before.pixels,
    nextPosition: after.position,
    nextPixels: after.pixels,
    action: world.action,
    reward: world.reward,
    discount: world.terminated ? 0 : discount,
    nextMask: after.mask,
  };
}

function buffers(
  before: readonly Moment[],
  worlds: readonly WorldStep[],
  shown: readonly Moment[],
  reached: readonly Moment[],
): TransitionBatch {
  // Rows of worlds that go on are unspecified in the final buffers.
  const final = worlds.map((world, e) => (ended(world) ? reached[e] : rubbish));
  return {
    observations: observationsOf(before),
    actions: Int32Array.from(worlds, ({ action }) => action),
    step: {
      observations: observationsOf(shown),
      rewards: Float32Array.from(worlds, ({ reward }) => reward),
      terminated: Uint8Array.from(worlds, ({ terminated }) => (terminated ? 1 : 0)),
      truncated: Uint8Array.from(worlds, ({ truncated }) => (truncated ? 1 : 0)),
      finalObservations: observationsOf(final),
      masks: Uint8Array.from(shown.flatMap(({ mask }) => mask)),
      finalMasks: Uint8Array.from(final.flatMap(({ mask }) => mask)),
    },
  };
}

const rubbish: Moment = { position: [-7, -7], pixels: [77, 77, 77, 77], mask: [7, 7, 7] };

const observationsOf = (moments: readonly Moment[]) => ({
  position: Float32Array.from(moments.flatMap(({ position }) => position)),
  'picture/pixels': Uint8Array.from(moments.flatMap(({ pixels }) => pixels)),
});

function spoil({ observations: seen, actions: chosen, step }: TransitionBatch): void {
  const arrays = [
    ...Object.values(seen),
    ...Object.values(step.observations),
    ...Object.values(step.finalObservations),
    chosen,
    step.rewards,
    step.terminated,
    step.truncated,
    step.masks!,
    step.finalMasks!,
  ];
  for (const array of arrays) array.fill(99);
}
