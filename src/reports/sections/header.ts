import { html } from '../escape.js';
import type { Markup } from '../escape.js';
import {
  decimalsFor,
  formatCount,
  formatDuration,
  formatNumber,
  formatQuantity,
  formatValue,
  shortHash,
} from '../format.js';
import { noticesOf } from '../notices.js';
import type { ReportInput, ReportRun } from '../report-input.js';
import { representativeRun } from '../representative.js';
import { resultsOf } from '../results.js';
import type { Results } from '../results.js';
import { recordsOf, runLabels } from '../series.js';
import { resultStrip } from '../strip.js';
import { quantile } from '../../statistics/summary.js';

/** The verdict in one glance: what was learned, how well, at what cost. */
export function header(input: ReportInput): Markup {
  const { title, runs, rewardThreshold } = input;
  const { environment, agent, recipe } = runs[0]!.summary;
  const results = resultsOf(runs, rewardThreshold);
  const notices = noticesOf(runs);
  return html`
    <header>
      <p class="eyebrow">
        <span>${environment}</span
        ><span>${agent}</span>${recipe !== environment && html`<span>${recipe}</span>`}
        <span>${formatCount(runs.length, 'seed')}</span>
      </p>
      <h1>${title}</h1>
      ${results === undefined ? withoutResult(runs) : verdict(results, input)}
      ${
        notices.length > 0 &&
        html`<ul class="notices">
          ${notices.map((notice) => html`<li>${notice}</li>`)}
        </ul>`
      }
      ${tiles(runs)}
    </header>
  `;
}

function verdict(results: Results, { runs, rewardThreshold }: ReportInput): Markup {
  const { overall, seeds } = results;
  const decimals =
    seeds.length > 1 ? decimalsForSpread(overall.high - overall.low) : decimalsFor(overall.estimate);
  return html`
    <div class="verdict">
      <div class="result">
        <p class="figure-label">Greedy mean return</p>
        <p class="number">${formatNumber(overall.estimate, Math.min(decimals, 4))}</p>
        <p class="interval-text">${uncertainty(results, runs, decimals)}</p>
        ${judgement(results, rewardThreshold)}
      </div>
      <div class="spread">
        ${resultStrip(results, rewardThreshold)}
        <p class="strip-note">
          ${seeds.length > 1 ? 'A dot a seed; the bar is the 95\u00a0% interval of their mean.' : 'The dot is the mean over the episodes of the final evaluation.'}
        </p>
      </div>
    </div>
  `;
}

function uncertainty(results: Results, runs: readonly ReportRun[], decimals: number): Markup {
  const { overall, seeds, interquartileMean } = results;
  const evaluation = runs.find(({ summary }) => summary.evaluation !== undefined)!.summary.evaluation!;
  const episodes = formatCount(evaluation.episodes, 'episode');
  if (seeds.length === 1) {
    return html`standard deviation ${formatValue(evaluation.std)} over ${episodes} of one seed; no interval
    over seeds`;
  }
  const number = (value: number): string => formatNumber(value, decimals);
  return html`95&nbsp;% interval <b>${number(overall.low)} to ${number(overall.high)}</b><br />
    ${seeds.length >= 4 && html`interquartile mean ${number(interquartileMean)}<br />`} over
    ${formatCount(seeds.length, 'seed')}, ${episodes} each`;
}

function judgement({ solved, seeds }: Results, threshold: number | undefined): Markup | undefined {
  if (solved === undefined || threshold === undefined) return undefined;
  const all = solved === seeds.length;
  const tone = all ? 'good' : solved > 0 ? 'mixed' : 'poor';
  const whole = all ? 'Solved' : 'Not solved';
  const text = seeds.length === 1 ? whole : `Solved by ${solved} of ${seeds.length} seeds`;
  return html`<p class="badge ${tone}">${text}</p>`;
}

/** Decimals that show an interval's width to two digits. */
function decimalsForSpread(spread: number): number {
  let decimals = 0;
  for (let width = spread; width > 0 && width < 10 && decimals < 4; width *= 10) decimals++;
  return decimals;
}

function withoutResult(runs: readonly ReportRun[]): Markup {
  const latest = runs.flatMap((run) => recordsOf(run, 'evaluation').at(-1) ?? []);
  const text =
    latest.length === 0
      ? 'No greedy evaluation yet.'
      : `No final evaluation yet. The latest evaluation during training${runs.length > 1 ? ', mean over seeds,' : ''} came to ` +
        `${formatValue(latest.reduce((sum, { mean }) => sum + mean, 0) / latest.length)}.`;
  return html`<p class="no-result">${text}</p>`;
}

function tiles(runs: readonly ReportRun[]): Markup {
  const several = runs.length > 1;
  const run = representativeRun(runs, () => true)!;
  const { cost, weightsHash } = run.summary;
  const median = (value: (run: ReportRun) => number): number => quantile(runs.map(value), 0.5);
  const selection = median(({ summary }) => summary.selectionSteps);
  const of = several ? `${runLabels(runs)[runs.indexOf(run)]}, the median result` : 'SHA-256, first digits';
  return html`
    <dl class="tiles">
      ${tile('Environment steps', formatNumber(median(({ summary }) => summary.steps)), `${several ? 'a seed, ' : ''}and ${formatNumber(selection)} to choose the checkpoint`)}
      ${tile('Speed', `${formatNumber(median(({ summary }) => summary.stepsPerSecond))} steps/s`, `${formatDuration(median(({ summary }) => summary.seconds))} of training${several ? ', median' : ''}`)}
      ${tile('Parameters', formatNumber(cost.parameters), formatQuantity(cost.bytes, 'B'))}
      ${tile('Cost of a decision', formatQuantity(cost.flopsPerDecision, 'FLOP'), 'one observation')}
      ${tile('Cost of an update', formatQuantity(cost.flopsPerUpdate, 'FLOP'), 'one gradient step')}
      ${tile('Weights', html`<code title="${weightsHash}">${shortHash(weightsHash)}</code>`, of)}
    </dl>
  `;
}

function tile(label: string, value: string | Markup, note: string): Markup {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}<small>${note}</small></dd>
  </div>`;
}
