/** What is remembered: the contract of every replay. */
import type { ParameterStore, TensorArray } from '../engines/engine.js';
import type { RandomStream } from '../random/streams.js';
import type { State } from '../runs/storage.js';
import type { Shape } from '../tensor/shape.js';
import type { TensorType } from '../tensor/tensor.js';

export interface ReplayOptions {
  /** Transitions that are kept, over all environments. */
  readonly capacity: number;
  /** Worlds that step together. */
  readonly environments: number;
  readonly observations: readonly {
    readonly key: string;
    readonly shape: Shape;
    readonly size: number;
    readonly type: TensorType;
  }[];
  readonly actions: number;
  readonly masked: boolean;
  /** gamma: the discount of a transition that did not terminate. */
  readonly discount: number;
}

/** One vector step, as the loop has it in its buffers; a replay copies what it keeps. */
export interface TransitionBatch {
  /** What was decided on. One array per key, [B, ...shape] */
  readonly observations: Readonly<Record<string, TensorArray>>;
  readonly actions: Int32Array; // [B]
  readonly step: {
    readonly observations: Readonly<Record<string, TensorArray>>;
    readonly rewards: Float32Array; // [B]
    readonly terminated: Uint8Array; // [B]
    readonly truncated: Uint8Array; // [B]
    /** Rows of ended episodes hold their true last observation. */
    readonly finalObservations: Readonly<Record<string, TensorArray>>;
    readonly masks?: Uint8Array; // [B, A]
    readonly finalMasks?: Uint8Array; // [B, A]
  };
}

export interface Replay {
  /** Where the transitions lie: a learner's program gathers its batch from here. */
  readonly store: ParameterStore;
  /** Transitions that fit. */
  readonly capacity: number;
  /** Transitions that are there. */
  readonly size: number;
  /**
   * @param rows only under `next-step` autoreset: 0 for worlds that only reset, which leave nothing to remember. [B] What follows a
   * step is then always in `step.observations`, and `finalObservations` is not read.
   */
  add(batch: TransitionBatch, rows?: Uint8Array): void;
  /** Draws the rows of a batch. Raises `wrong-order` while the replay is empty. */
  sample(indices: Int32Array, stream: RandomStream): void;
  save(): State;
  load(state: State): void;
  dispose(): void;
}
