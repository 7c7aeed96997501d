/** Training: what goes in, what is reported on the way, what comes out. */
import type { EnvironmentSpecification } from '../environments/contract.js';
import type { Engine } from '../src/engines/engine.js';
import type { EvaluationRecord } from '../src/runs/records.js';
import type { RunStorage } from '../src/runs/storage.js';
import type { Clock } from './clock.js';

/** What the listener of reports may answer; nothing means `continue`. `pause` writes a checkpoint and returns; `stop` ends training early, with its evaluation. */
export type Verdict = 'continue' | 'pause' | 'stop';

export interface ProgressReport {
  readonly kind: 'progress';
  readonly step: number;
  readonly steps: number;
  readonly stepsPerSecond: number;
  /** Mean return of the last 100 training episodes; NaN before the first ends. */
  readonly return: number;
  readonly episodes: number;
  readonly epsilon: number;
}

export interface EvaluationReport extends EvaluationRecord {
  /** Whether this one is the best so far. */
  readonly best: boolean;
}

/** Comes first, before the memory is taken; the answer to it does not count. */
export interface MemoryReport {
  readonly kind: 'memory';
  /** What the replay will take. */
  readonly replayBytes: number;
}

/** Something that a person should know and that stops nothing: a damaged checkpoint, say. The answer to it does not count. */
export interface WarningReport {
  readonly kind: 'warning';
  readonly message: string;
}

export type Report = MemoryReport | WarningReport | ProgressReport | EvaluationReport;

export interface TrainOptions {
  /** Where the run is kept; it must be empty. */
  readonly storage: RunStorage;
  /** Everything random derives from it. Default: 0. */
  readonly seed?: number | string;
  /** For people: the name of the recipe. */
  readonly name?: string;
  /** Default: a wasm engine of its own. */
  readonly engine?: Engine;
  /** Default: the registered environment of the recipe's id. */
  readonly environment?: EnvironmentSpecification;
  /** When aborted, the step is finished, a checkpoint written, and the run returned as `paused`. */
  readonly signal?: AbortSignal;
  readonly onReport?: (report: Report) => Verdict | undefined | void;
  readonly clock?: Clock;
}

export type ResumeOptions = Omit<TrainOptions, 'seed' | 'name'> & {
  /** A new budget of environment steps; schedules keep the horizon that they began with. */
  readonly steps?: number;
};
