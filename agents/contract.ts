/** What decides and learns: the contract of every agent. */
import type { ActionBuffer, Autoreset, ObservationBuffers, StepBuffers } from '../environments/contract.js';
import type { ObservationPart } from '../environments/buffers.js';
import type { Engine } from '../src/engines/engine.js';
import type { Streams } from '../src/random/streams.js';
import type { State } from '../src/runs/storage.js';

/** One vector step: what was seen, what was done, what came of it. The arrays are the caller's; agents copy what they keep. */
export interface Transition {
  readonly observations: ObservationBuffers;
  readonly actions: ActionBuffer;
  readonly step: StepBuffers;
}

/** What an agent costs, without padding. */
export interface AgentCost {
  readonly parameters: number;
  /** Bytes of the parameters. */
  readonly bytes: number;
  readonly flopsPerDecision: number;
  readonly flopsPerUpdate: number;
}

export interface Agent {
  readonly name: string;
  readonly cost: AgentCost;
  /** Environment steps observed so far; schedules follow it. */
  readonly steps: number;
  /** Gradient updates done so far. */
  readonly updates: number;
  /**
   * Writes one action a row. Synchronous, on the CPU, allocates nothing.
   * @param masks possible actions, one byte each, [B, A]; undefined: all are possible
   * @param options.explore false: greedy, draws no random number and changes nothing
   */
  act(
    observations: ObservationBuffers,
    masks: Uint8Array | undefined,
    actions: ActionBuffer,
    options: { readonly explore: boolean },
  ): void;
  /** Remembers one vector step. Rows that only reset, under `next-step`, are left out and are no steps. */
  observe(transition: Transition): void;
  /** Does the updates that are due, if any. Raises `numeric-failure` when the loss is not finite, naming the tensor. */
  learn(): void | Promise<void>;
  /** The Q-values of observations, [B, A], in a view that the next call overwrites. */
  qValues(observations: ObservationBuffers, masks: Uint8Array | undefined, count: number): Float32Array;
  /** What the learner measured since the last call (means over its updates); empty where it did none. */
  takeMeasures(): Readonly<Record<string, number>>;
  /** Everything that the future depends on but the streams. Raises `numeric-failure` where some of it is not finite. */
  save(): State;
  load(state: State): void;
  /** The online parameters alone: what acts. */
  weights(): State;
  loadWeights(weights: State): void;
  /** Gives the engine's memory back. */
  dispose(): void;
}

/** What every agent needs to know of where it will act. */
export interface AgentOptions<Settings> {
  readonly engine: Engine;
  readonly settings: Settings;
  readonly observations: readonly ObservationPart[];
  readonly actions: number;
  readonly masked: boolean;
  /** Worlds that step together. */
  readonly environments: number;
  /** How the worlds start again. Default: `same-step`. */
  readonly autoreset?: Exclude<Autoreset, 'disabled'>;
  /** Environment steps that schedules with a fraction refer to. */
  readonly horizon: number;
  readonly streams: Streams;
}
