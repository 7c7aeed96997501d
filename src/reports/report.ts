import { check, fail } from '../errors.js';
import { renderPage } from './page.js';
import { replaysOf } from './replay.js';
import type { ReportInput, ReportRun } from './report-input.js';
import { episodeSection } from './sections/episode.js';
import { evaluationSection } from './sections/evaluation.js';
import { header } from './sections/header.js';
import { learningSection } from './sections/learning.js';
import { optimisationSection } from './sections/optimisation.js';
import { reproduceSection } from './sections/reproduce.js';
import { valuesSection } from './sections/values.js';
import { runLabels } from './series.js';

export type { ReportInput, ReportRun } from './report-input.js';

/**
 * The report of one or more runs of a recipe as one self-contained HTML document: it opens from disk, asks the
 * network for nothing, and has the same bytes for the same data. What the data lack is left out or said in words.
 * @throws LeptonError `invalid-value` for no runs, or runs of different environments, agents or recipes
 */
export function renderReport(input: ReportInput): string {
  checkRuns(input.runs);
  const { title, runs, plotlySource } = input;
  const replays = replaysOf(recordingsOf(runs));
  const sections = [
    learningSection(input),
    evaluationSection(input),
    episodeSection(replays),
    valuesSection(runs),
    optimisationSection(runs),
    reproduceSection(runs),
  ].filter((section) => section !== undefined);
  return renderPage({ title, header: header(input), sections, replays, plotlySource });
}

function recordingsOf(runs: readonly ReportRun[]): Parameters<typeof replaysOf>[0] {
  const labels = runLabels(runs);
  return runs.flatMap(({ recording }, i) =>
    recording === undefined ? [] : [{ label: labels[i], recording }],
  );
}

function checkRuns(runs: readonly ReportRun[]): void {
  check(runs.length > 0, {
    component: 'report',
    parameter: 'runs.length',
    value: 0,
    requirement: 'at least 1',
  });
  const first = runs[0].summary;
  for (const { name, summary } of runs) {
    for (const part of ['environment', 'agent', 'recipe'] as const) {
      if (summary[part] === first[part]) continue;
      fail('invalid-value', {
        component: 'report',
        parameter: `${part} of run ${name}`,
        value: summary[part],
        requirement: `${JSON.stringify(first[part])}, as that of run ${runs[0].name}`,
        hint: 'a report averages over the seeds of one experiment',
      });
    }
  }
}
