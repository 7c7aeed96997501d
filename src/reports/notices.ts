import { mixesSettings } from './configuration.js';
import { formatCount, formatNumber } from './format.js';
import type { ReportRun } from './report-input.js';
import { evaluatedReturn } from './results.js';
import { runLabels } from './series.js';

/** What a reader must know before trusting the page's numbers, one sentence each. */
export function noticesOf(runs: readonly ReportRun[]): string[] {
  return [
    ...unfinished(runs),
    ...evaluated(runs),
    ...repeatedSeeds(runs),
    ...(mixesSettings(runs)
      ? ['The configurations differ in more than the seed: means over these runs mix settings.']
      : []),
    ...fewSeeds(runs),
  ];
}

function unfinished(runs: readonly ReportRun[]): string[] {
  const labels = runLabels(runs);
  return runs.flatMap(({ summary: { status, steps, failure } }, i) => {
    const label = runs.length === 1 ? 'The run' : labels[i].replace(/^seed /, 'Seed ');
    const at = `step ${formatNumber(steps)}`;
    if (status === 'failed')
      return [`${label} failed at ${at}${failure === undefined ? '.' : `: ${failure}`}`];
    if (status === 'running') return [`${label} was still running when this page was made, at ${at}.`];
    if (status === 'paused') return [`${label} is paused at ${at}.`];
    return [];
  });
}

function evaluated(runs: readonly ReportRun[]): string[] {
  const count = runs.filter((run) => evaluatedReturn(run) !== undefined).length;
  if (count === runs.length || count === 0) return [];
  return [`The result is over ${count} of ${runs.length} runs; the others have no final evaluation.`];
}

function repeatedSeeds(runs: readonly ReportRun[]): string[] {
  const seeds = runs.map(({ seed }) => String(seed));
  const repeated = [...new Set(seeds.filter((seed, i) => seeds.indexOf(seed) !== i))];
  if (repeated.length === 0) return [];
  return [
    `More than one run has seed ${repeated.join(', ')}: they are no independent samples, and intervals are too narrow.`,
  ];
}

function fewSeeds(runs: readonly ReportRun[]): string[] {
  const count = runs.filter((run) => evaluatedReturn(run) !== undefined).length;
  if (count < 2 || count >= 5) return [];
  return [`${formatCount(count, 'seed')} are few: an interval over so few is usually too narrow.`];
}
