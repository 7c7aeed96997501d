import type { EpisodeRecording, MetricRecord, RunSummary, TimingRecord } from '../runs/records.js';

/** One run, as it lies in its folder. */
export interface ReportRun {
  readonly name: string;
  readonly seed: number | string;
  readonly summary: RunSummary;
  readonly metrics: readonly MetricRecord[];
  readonly timing: readonly TimingRecord[];
  /** The resolved configuration, as YAML. */
  readonly config: string;
  /** A greedy episode to look at. */
  readonly recording?: EpisodeRecording;
  /** What to type to have this run again; default `npx lepton train <recipe> --seed <seed>`. */
  readonly command?: string;
}

/** Runs of one recipe that differ in the seed. */
export interface ReportInput {
  readonly title: string;
  /** At least one; all of the same environment, agent and recipe. */
  readonly runs: readonly ReportRun[];
  /** Mean return from which the task counts as solved. */
  readonly rewardThreshold?: number;
  /** The JavaScript of `plotly.js-cartesian-dist-min`, see `plotly-source.node.ts`. */
  readonly plotlySource: string;
}
