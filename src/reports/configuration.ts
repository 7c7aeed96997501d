import { shellWord } from '../shell-word.js';
import type { ReportRun } from './report-input.js';

/** Lines of a run's configuration that the first run's does not have, in order. */
export function differingLines(runs: readonly ReportRun[]): string[][] {
  const [first, ...others] = runs.map(({ config }) => config.split(/\r?\n/).map((line) => line.trimEnd()));
  const known = new Set(first);
  return [[], ...others.map((lines) => lines.filter((line) => !known.has(line)))];
}

/** Whether configurations differ in more than the seed and the name, so that a mean over the runs mixes settings. */
export function mixesSettings(runs: readonly ReportRun[]): boolean {
  return differingLines(runs).some((lines) => lines.some((line) => !/^\s*(seed|name)\s*:/.test(line)));
}

/** What to type to have the run again. */
export function commandOf({ command, summary, seed }: ReportRun): string {
  return command ?? `npx lepton train ${shellWord(summary.recipe)} --seed ${shellWord(String(seed))}`;
}
