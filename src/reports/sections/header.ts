import { html } from '../escape.js';
import type { Markup } from '../escape.js';
import { formatCount, formatDuration, formatNumber, formatQuantity, shortHash } from '../format.js';
import { noticesOf } from '../notices.js';
import type { ReportInput, ReportRun } from '../report-input.js';
import { describeRepresentative, representativeRun } from '../representative.js';
import { verdict } from './verdict.js';
import { quantile } from '../../statistics/summary.js';

/** The verdict in one glance: what was learned, how well, at what cost. */
export function header(input: ReportInput): Markup {
  const { title, runs, rewardThreshold } = input;
  const { environment, agent, recipe } = runs[0].summary;
  const notices = noticesOf(runs);
  return html`
    <header>
      <p class="eyebrow">
        <span>${environment}</span
        ><span>${agent}</span>${recipe !== environment && html`<span>${recipe}</span>`}
        <span>${formatCount(runs.length, 'seed')}</span>
      </p>
      <h1>${title}</h1>
      ${verdict(runs, rewardThreshold)}
      ${
        notices.length > 0 &&
        html`<ul class="notices${runs.some(({ summary }) => summary.status === 'failed') && ' failed'}">
          ${notices.map((notice) => html`<li>${notice}</li>`)}
        </ul>`
      }
      ${tiles(runs)}
    </header>
  `;
}

function tiles(runs: readonly ReportRun[]): Markup {
  const several = runs.length > 1;
  const run = representativeRun(runs, () => true)!;
  const { cost, weightsHash } = run.summary;
  const median = (value: (run: ReportRun) => number): number => quantile(runs.map(value), 0.5);
  const speed = median(({ summary }) => summary.stepsPerSecond);
  const selection = median(({ summary }) => summary.selectionSteps);
  const of = several ? describeRepresentative(runs, run) : 'SHA-256, first digits';
  return html`
    <dl class="tiles">
      ${tile('Environment steps', formatNumber(median(({ summary }) => summary.steps)), stepsNote(several, selection))}
      ${tile('Speed', speed > 0 ? `${formatNumber(speed, speed < 10 ? 2 : 0)} steps/s` : 'not measured', `${formatDuration(median(({ summary }) => summary.seconds))} of training${several ? ', median' : ''}`)}
      ${tile('Parameters', formatNumber(cost.parameters), formatQuantity(cost.bytes, 'B'))}
      ${tile('Cost of a decision', formatQuantity(cost.flopsPerDecision, 'FLOP'), 'one observation')}
      ${tile('Cost of an update', formatQuantity(cost.flopsPerUpdate, 'FLOP'), 'one gradient step')}
      ${tile('Weights', html`<code title="${weightsHash}">${shortHash(weightsHash)}</code>`, of)}
    </dl>
  `;
}

function stepsNote(several: boolean, selection: number): string {
  const choice = selection > 0 ? `and ${formatNumber(selection)} to choose the checkpoint` : 'of training';
  return several ? `a seed, ${choice}` : choice;
}

function tile(label: string, value: string | Markup, note: string): Markup {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}<small>${note}</small></dd>
  </div>`;
}
