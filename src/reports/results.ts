import type { EvaluationSummary } from '../runs/records.js';
import type { Interval } from '../statistics/bootstrap.js';
import { interquartileMean } from '../statistics/interquartile-mean.js';
import { meanOverSeeds } from './aggregate.js';
import type { ReportRun } from './report-input.js';
import { runLabels } from './series.js';

export interface SeedResult {
  readonly label: string;
  readonly evaluation: EvaluationSummary;
  /** The evaluation of the last weights. */
  readonly last: EvaluationSummary | undefined;
}

/** What the runs came to, over those that have a final evaluation. */
export interface Results {
  /** One a run, in the order of the input; at least one. */
  readonly seeds: readonly SeedResult[];
  /** Mean over seeds with its 95 % interval, a point for one seed. */
  readonly overall: Interval;
  readonly interquartileMean: number;
}

/** The mean return of a run's final evaluation; undefined before there is one. */
export function evaluatedReturn(run: ReportRun): number | undefined {
  const mean = run.summary.evaluation?.mean;
  return mean !== undefined && Number.isFinite(mean) ? mean : undefined;
}

export function seedResults(runs: readonly ReportRun[]): SeedResult[] {
  const labels = runLabels(runs);
  return runs.flatMap((run, i) => {
    const { evaluation, lastEvaluation } = run.summary;
    if (evaluation === undefined || evaluatedReturn(run) === undefined) return [];
    return [{ label: labels[i], evaluation, last: lastEvaluation }];
  });
}

/** Undefined where no run has a final evaluation. */
export function resultsOf(runs: readonly ReportRun[]): Results | undefined {
  const seeds = seedResults(runs);
  if (seeds.length === 0) return undefined;
  const means = seeds.map(({ evaluation }) => evaluation.mean);
  return { seeds, overall: meanOverSeeds(means), interquartileMean: interquartileMean(means) };
}
