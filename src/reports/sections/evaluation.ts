import type { EvaluationSummary } from '../../runs/records.js';
import { html } from '../escape.js';
import type { Markup } from '../escape.js';
import { finalEvaluation } from '../figures/final-evaluation.js';
import { commonDecimals, formatCount, formatNumber, formatValue, shortHash } from '../format.js';
import type { ReportInput, ReportRun } from '../report-input.js';
import { seedResults } from '../results.js';
import { runLabels } from '../series.js';
import { figureGrid, tableFrame } from './section.js';
import type { Section } from './section.js';

/** The final evaluation, seed by seed, as a figure and as numbers. */
export function evaluationSection({ runs, rewardThreshold }: ReportInput): Section {
  const figure = finalEvaluation(runs, rewardThreshold);
  const figures = figure === undefined ? [] : [figure];
  return {
    id: 'evaluation',
    title: 'Final evaluation',
    body: html`<p>${lead(runs)}</p>
      ${figureGrid(figures, 1)}${(runs.length > 1 || seedResults(runs).length > 0) && table(runs)}`,
    figures,
  };
}

function lead(runs: readonly ReportRun[]): string {
  const evaluations = runs.flatMap(({ summary }) => summary.evaluation ?? []);
  if (evaluations.length === 0)
    return runs.every(({ summary }) => summary.status === 'failed')
      ? 'There is none: training failed before it.'
      : 'There is no final evaluation yet.';
  const counts = new Set(evaluations.map(({ episodes }) => episodes));
  const episodes = counts.size === 1 ? formatCount([...counts][0], 'episode') : 'episodes';
  const best = evaluations.some(({ checkpoint }) => checkpoint === 'best');
  return (
    `Greedy policy, ${episodes} a seed that neither training nor the choice of the checkpoint has seen.` +
    (best
      ? ' Best weights are those of the best evaluation during training; last weights are those at its end.'
      : '') +
    ' Standard deviations are over episodes.'
  );
}

function table(runs: readonly ReportRun[]): Markup {
  const labels = runLabels(runs);
  const withLast = runs.some(({ summary }) => summary.lastEvaluation !== undefined);
  const checkpoints = [...new Set(runs.flatMap(({ summary }) => summary.evaluation?.checkpoint ?? []))];
  const first =
    checkpoints.length === 1 ? `${checkpoints[0] === 'best' ? 'Best' : 'Last'} weights` : 'Weights evaluated';
  const decimals = decimalsOf(runs);
  return tableFrame(
    'Final evaluation, run by run',
    html`<table>
      <thead>
        <tr>
          <th scope="col" rowspan="2">Run</th>
          <th scope="colgroup" colspan="4">${first}</th>
          ${withLast && html`<th scope="colgroup" colspan="4">Last weights</th>`}
          <th scope="colgroup" colspan="3">Training</th>
        </tr>
        <tr>
          ${statisticHeads}${withLast && statisticHeads}
          <th scope="col">Steps</th>
          <th scope="col">Steps/s</th>
          <th scope="col">Weights</th>
        </tr>
      </thead>
      <tbody>
        ${runs.map((run, i) => row(labels[i], run, { withLast, decimals }))}
      </tbody>
    </table>`,
  );
}

const statisticHeads = html`<th scope="col">Mean</th>
  <th scope="col">Std</th>
  <th scope="col">Min</th>
  <th scope="col">Max</th>`;

interface Columns {
  readonly withLast: boolean;
  /** Of means and standard deviations. */
  readonly decimals: number;
}

function decimalsOf(runs: readonly ReportRun[]): number {
  const evaluations = runs.flatMap(({ summary }) =>
    [summary.evaluation ?? [], summary.lastEvaluation ?? []].flat(),
  );
  return commonDecimals(evaluations.flatMap(({ mean, std }) => [mean, std]));
}

function row(label: string, { summary }: ReportRun, { withLast, decimals }: Columns): Markup {
  const status =
    summary.status === 'completed' ? undefined : html` <em class="status">${summary.status}</em>`;
  return html`
    <tr>
      <th scope="row">${label}${status}</th>
      ${statistics(summary.evaluation, decimals)}${withLast && statistics(summary.lastEvaluation, decimals)}
      <td>${formatNumber(summary.steps)}</td>
      <td>${formatNumber(summary.stepsPerSecond)}</td>
      <td><code title="${summary.weightsHash}">${shortHash(summary.weightsHash)}</code></td>
    </tr>
  `;
}

function statistics(evaluation: EvaluationSummary | undefined, decimals: number): Markup {
  if (evaluation === undefined) return html`<td colspan="4" class="none">not evaluated</td>`;
  const { mean, std, min, max } = evaluation;
  return html`<td><b>${formatNumber(mean, decimals)}</b></td>
    <td>${formatNumber(std, decimals)}</td>
    <td>${formatValue(min)}</td>
    <td>${formatValue(max)}</td>`;
}
