/**
 * What a run writes down. `metrics.jsonl` holds one `MetricRecord` a line and no wall-clock time, so that equal runs have
 * equal bytes; `timing.jsonl` holds the `TimingRecord`s; `run.json` is a `RunSummary`.
 */

/** A training episode ended (exploration included, reward as the environment gave it). */
export interface EpisodeRecord {
  readonly kind: 'episode';
  /** Environment steps done when it ended. */
  readonly step: number;
  /** Which of the vector's worlds. */
  readonly environment: number;
  readonly return: number;
  readonly length: number;
}

/** What the learner measured since the last such record (means over its updates). */
export interface TrainingRecord {
  readonly kind: 'training';
  readonly step: number;
  /** Gradient updates done so far. */
  readonly updates: number;
  readonly epsilon: number;
  /** Named by the agent: loss, meanQ, meanTarget, absoluteTdError, gradientNorm, learningRate... */
  readonly measures: Readonly<Record<string, number>>;
}

/** A greedy evaluation during training, on episodes of its own; it chooses the best checkpoint. */
export interface EvaluationRecord {
  readonly kind: 'evaluation';
  readonly step: number;
  readonly episodes: number;
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly max: number;
  /** Environment steps that this evaluation took. */
  readonly steps: number;
  /** Episodes among them that were cut at `evaluation.maxEpisodeSteps`; absent where none was. */
  readonly cutEpisodes?: number;
}

/** Q-values of the fixed probe states: does the agent still tell its actions apart? */
export interface ProbeRecord {
  readonly kind: 'probe';
  readonly step: number;
  /** Greatest minus second greatest Q-value, mean over the probe states. */
  readonly actionGap: number;
  /** Mean over the probe states of the greatest Q-value. */
  readonly meanMaxQ: number;
  /** Q-values of the first few probe states: one row a state. [P, A] */
  readonly q: readonly (readonly number[])[];
}

export type MetricRecord = EpisodeRecord | TrainingRecord | EvaluationRecord | ProbeRecord;

export interface TimingRecord {
  readonly step: number;
  /** Seconds of training so far, over all sessions of the run. */
  readonly seconds: number;
  readonly stepsPerSecond: number;
}

export interface EvaluationSummary {
  /** Which weights: `best` (chosen by the evaluations during training) or `last`. */
  readonly checkpoint: 'best' | 'last';
  readonly episodes: number;
  readonly mean: number;
  /** Standard deviation over episodes, divisor n. */
  readonly std: number;
  readonly min: number;
  readonly max: number;
  /** Episodes among them that were cut at `evaluation.maxEpisodeSteps`; absent where none was. */
  readonly cutEpisodes?: number;
}

export type RunStatus = 'running' | 'paused' | 'completed' | 'failed';

/** `run.json`: what somebody wants to know of a run without reading its log. */
export interface RunSummary {
  readonly status: RunStatus;
  readonly environment: string;
  readonly agent: string;
  readonly recipe: string;
  readonly seed: number | string;
  readonly steps: number;
  /** Environment steps that the evaluations for the choice of the checkpoint took, beside the training steps. */
  readonly selectionSteps: number;
  readonly seconds: number;
  readonly stepsPerSecond: number;
  /** Mean return of the last 100 training episodes, exploration included; absent before the first one ended. */
  readonly trainingReturn?: number;
  /** The final evaluation: fresh episodes that nothing was chosen on. */
  readonly evaluation?: EvaluationSummary;
  /** The same over the last weights. */
  readonly lastEvaluation?: EvaluationSummary;
  readonly cost: {
    readonly parameters: number;
    readonly bytes: number;
    readonly flopsPerDecision: number;
    readonly flopsPerUpdate: number;
  };
  /** SHA-256 over the online parameters, see `weights-hash.ts`. */
  readonly weightsHash: string;
  readonly resume: 'exact' | 'approximate';
  readonly versions: Readonly<Record<string, string>>;
  /** Why the run failed, in the words that the user saw. */
  readonly failure?: string;
}

/** `episode.json`: one greedy evaluation episode, to be looked at. */
export interface EpisodeRecording {
  readonly environment: string;
  readonly seed: number;
  readonly return: number;
  /** Names of the observation's parts and of the actions, where the world has such names. */
  readonly actionNames?: readonly string[];
  readonly frames: readonly {
    /** The world's `Scene` or text. */
    readonly picture: unknown;
    readonly action: number | readonly number[];
    readonly reward: number;
    readonly q?: readonly number[];
  }[];
}
