import { evaluatedReturn } from './results.js';
import type { ReportRun } from './report-input.js';
import { runLabels } from './series.js';

/**
 * The run that stands for all where one must: that of the median final evaluation (the lower one of an even number),
 * among the runs that the condition holds for. Neither the best nor the worst is picked.
 */
export function representativeRun(
  runs: readonly ReportRun[],
  has: (run: ReportRun) => boolean,
): ReportRun | undefined {
  const candidates = runs.filter(has);
  const evaluated = candidates
    .filter((run) => evaluatedReturn(run) !== undefined)
    .sort((a, b) => evaluatedReturn(a)! - evaluatedReturn(b)!);
  return evaluated[Math.floor((evaluated.length - 1) / 2)] ?? candidates[0];
}

/** `seed 3, the median result`; without the reason where there was no choice between results. */
export function describeRepresentative(runs: readonly ReportRun[], run: ReportRun): string {
  const label = runLabels(runs)[runs.indexOf(run)];
  const evaluated = runs.filter((one) => evaluatedReturn(one) !== undefined);
  return evaluated.length > 1 ? `${label}, the median result` : label;
}
