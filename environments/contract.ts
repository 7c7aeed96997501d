/**
 * The contract between worlds and everything else: Gymnasium's, in TypeScript, and its batched form, which is the one
 * that trains.
 *
 * The single form is for people and for writing a world. The batched form writes into buffers that the caller owns and
 * allocates nothing, so that stepping costs what the dynamics cost.
 */
import type { Space } from './spaces/space.js';

export type Info = Readonly<Record<string, unknown>>;

export interface ResetOptions {
  /** Reseeds the world's generator with this integer, literally. Without it a world that has a generator goes on with it. */
  readonly seed?: number;
  /** Settings of this one episode; each world documents its own. */
  readonly options?: Info;
}

/** How an episode begins. */
export interface ResetResult<Observation> {
  readonly observation: Observation;
  readonly info: Info;
}

export interface StepResult<Observation> {
  readonly observation: Observation;
  readonly reward: number;
  /** The task itself ended: nothing follows, the discount of this transition is 0. */
  readonly terminated: boolean;
  /** The episode was cut (a time limit): the future still has a value. Both may be true; terminated then wins. */
  readonly truncated: boolean;
  readonly info: Info;
}

/** One world. `step` before the first `reset`, or after an end without a `reset`, raises `wrong-order`. */
export interface Environment<Observation = unknown, Action = unknown> {
  readonly observationSpace: Space<Observation>;
  readonly actionSpace: Space<Action>;
  reset(options?: ResetOptions): ResetResult<Observation>;
  step(action: Action): StepResult<Observation>;
  /** Which discrete actions are possible now: one byte an action, 1 for possible. A fresh array each call. [A] */
  actionMask?(): Uint8Array;
  /** The world as people see it: text, or a drawing as a list of shapes (see `Scene`). */
  render?(): string | Scene;
  close?(): void;
  /** Everything that the future depends on, generator included, as bytes. */
  snapshot?(): Uint8Array;
  /** Puts back what `snapshot` returned; raises `file-damaged` if these are not such bytes. */
  restore?(snapshot: Uint8Array): void;
}

/** A drawing in world units, independent of any canvas: reports turn it into SVG or a canvas. y points up. */
export interface Scene {
  readonly width: readonly [left: number, right: number];
  readonly height: readonly [bottom: number, top: number];
  readonly shapes: readonly Shape[];
}

export type Shape =
  | {
      readonly kind: 'polygon';
      readonly points: readonly (readonly [x: number, y: number])[];
      readonly color: string;
    }
  | {
      readonly kind: 'line';
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
      readonly width: number;
      readonly color: string;
    }
  | {
      readonly kind: 'circle';
      readonly center: readonly [number, number];
      readonly radius: number;
      readonly color: string;
    };

export type NumericArray = Float32Array | Int32Array | Uint8Array;

/**
 * One array per key of a Dict observation, all worlds one after the other, row-major: [B, ...shape].
 * An observation that is no Dict has the one key `observation`.
 */
export type ObservationBuffers = Readonly<Record<string, NumericArray>>;

/** Discrete: Int32Array [B]. MultiDiscrete: Int32Array [B, D]. Box: Float32Array [B, ...shape]. */
export type ActionBuffer = Int32Array | Float32Array;

/** What a batched step writes; the caller owns it (see `makeStepBuffers`). */
export interface StepBuffers {
  /** What the agent decides on next. After an automatic reset in the same step: the new episode's first observation. */
  readonly observations: ObservationBuffers;
  readonly rewards: Float32Array; // [B]
  readonly terminated: Uint8Array; // [B]
  readonly truncated: Uint8Array; // [B]
  /** Under `same-step`, the rows of worlds whose episode ended hold its true last observation; other rows are unspecified. */
  readonly finalObservations: ObservationBuffers;
  /** Possible actions in `observations`. [B, A] */
  readonly masks?: Uint8Array;
  /** Possible actions in `finalObservations`, same rows. [B, A] */
  readonly finalMasks?: Uint8Array;
}

/**
 * When a world whose episode ended starts the next one. `next-step`: the next call ignores its action and returns the
 * reset observation with reward 0. `same-step`: at once; `finalObservations` keeps the last one. `disabled`: the caller resets.
 */
export type Autoreset = 'next-step' | 'same-step' | 'disabled';

/** Many worlds of one kind, stepped together. Training always runs this form, with one world too. */
export interface VectorEnvironment {
  readonly count: number;
  readonly autoreset: Autoreset;
  /** The spaces of one world. */
  readonly observationSpace: Space<unknown>;
  readonly actionSpace: Space<unknown>;
  /** True where steps come with action masks. */
  readonly masked: boolean;
  /**
   * Starts every world anew, or those whose byte in `only` [B] is not 0 (the other rows of `out` stay as they are).
   * `seeds` has one integer per world (Gymnasium: seed + i), undefined goes on with the generators.
   */
  reset(seeds: readonly number[] | undefined, out: StepBuffers, only?: Uint8Array): void;
  /** Writes `out`, allocates nothing. */
  step(actions: ActionBuffer, out: StepBuffers): void;
  snapshot?(): Uint8Array;
  restore?(snapshot: Uint8Array): void;
  close?(): void;
}

/** What a run keeps of the data of its world, so that its agent is whole without them. */
export interface KeptOfData {
  /** Options that were fitted to the data (a scaler), as plain data. */
  readonly fitted: Info;
  /** Which data an agent learns from, for whoever asks later whether it has seen them: plain facts, and columns of numbers. */
  learnedFrom(): { readonly facts: Info; readonly columns: Readonly<Record<string, Float64Array>> };
}

/** What the registry knows of a world. Options are the `environmentOptions` of a recipe. */
export interface EnvironmentSpecification {
  /** Gymnasium's id where there is one: `CartPole-v1`. */
  readonly id: string;
  readonly description: string;
  readonly create: (options: Info) => Environment;
  /** A batched form of its own, where the world has one; otherwise single worlds are stepped one after the other. Includes the time limit. */
  readonly createVector?: (count: number, autoreset: Autoreset, options: Info) => VectorEnvironment;
  /** Steps after which an episode is truncated; undefined: never. */
  readonly maxEpisodeSteps?: number;
  /** Mean return from which the task counts as solved. */
  readonly rewardThreshold?: number;
  /**
   * The option `data` may be price files: paths, relative to the recipe. Whoever loads the recipe reads and registers them, and `create`
   * gets the name of the registered data in their place (see `marketData`).
   */
  readonly needsMarketData?: true;
  /** Where a world learns something from its data before an agent does. */
  readonly keep?: (options: Info) => KeptOfData;
}
