import type { Interval } from '../statistics/bootstrap.js';
import { interquartileMean } from '../statistics/interquartile-mean.js';
import { meanOverSeeds } from './aggregate.js';
import type { ReportRun } from './report-input.js';
import { runLabels } from './series.js';

/** The mean return of a run's final evaluation; undefined before there is one. */
export function evaluatedReturn(run: ReportRun): number | undefined {
  const mean = run.summary.evaluation?.mean;
  return mean !== undefined && Number.isFinite(mean) ? mean : undefined;
}

export interface SeedResult {
  readonly label: string;
  readonly mean: number;
}

/** What the runs came to, over those that have a final evaluation. */
export interface Results {
  /** One a run, in the order of the input. */
  readonly seeds: readonly SeedResult[];
  /** Mean over seeds with its 95 % interval. */
  readonly overall: Interval;
  readonly interquartileMean: number;
  /** How many seeds reached the threshold. */
  readonly solved?: number;
}

export function resultsOf(runs: readonly ReportRun[], threshold?: number): Results | undefined {
  const labels = runLabels(runs);
  const seeds = runs.flatMap((run, i) => {
    const mean = evaluatedReturn(run);
    return mean === undefined ? [] : [{ label: labels[i]!, mean }];
  });
  if (seeds.length === 0) return undefined;
  const means = seeds.map(({ mean }) => mean);
  return {
    seeds,
    overall: meanOverSeeds(means),
    interquartileMean: interquartileMean(means),
    ...(threshold === undefined ? {} : { solved: means.filter((mean) => mean >= threshold).length }),
  };
}
