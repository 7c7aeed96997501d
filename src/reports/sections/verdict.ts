import { mean } from '../../statistics/summary.js';
import { html } from '../escape.js';
import type { Markup } from '../escape.js';
import { commonDecimals, decimalsFor, formatCount, formatNumber, formatValue } from '../format.js';
import type { ReportRun } from '../report-input.js';
import { evaluatedReturn, resultsOf } from '../results.js';
import type { Results } from '../results.js';
import { recordsOf } from '../series.js';
import { resultStrip } from '../strip.js';

/** The result in large type, how sure it is, and a drawing of it. */
export function verdict(runs: readonly ReportRun[], threshold: number | undefined): Markup {
  const results = resultsOf(runs);
  if (results === undefined) return withoutResult(runs);
  const { overall, seeds } = results;
  const several = seeds.length > 1;
  const decimals = several ? decimalsForSpread(overall.high - overall.low) : decimalsFor(overall.estimate);
  return html`
    <div class="verdict">
      <div class="result">
        <p class="figure-label">Greedy mean return</p>
        <p class="number">${formatNumber(overall.estimate, decimals)}</p>
        <p class="interval-text">
          ${several ? overSeeds(results, decimals) : overEpisodes(results)}${lastWeights(results, decimals)}
        </p>
        ${judgement(results, runs, threshold)}
      </div>
      ${several ? spreadOfSeeds(results, threshold) : spreadOfEpisodes(results, threshold)}
    </div>
  `;
}

function overSeeds({ overall, seeds, interquartileMean }: Results, decimals: number): Markup {
  const number = (value: number): string => formatNumber(value, decimals);
  const counts = new Set(seeds.map(({ evaluation }) => evaluation.episodes));
  const each = counts.size === 1 ? `, ${formatCount([...counts][0], 'episode')} each` : '';
  return html`95&nbsp;% interval <b>${number(overall.low)} to ${number(overall.high)}</b><br />
    over ${formatCount(seeds.length, 'seed')}${each}
    ${seeds.length >= 4 && html`<br />interquartile mean ${number(interquartileMean)}`}`;
}

function overEpisodes({ seeds }: Results): Markup {
  const { mean: center, std, episodes } = seeds[0].evaluation;
  if (episodes === 1) return html`one episode of one seed: no spread, no interval`;
  const decimals = commonDecimals([center, std]);
  return html`± <b>${formatNumber(std, decimals)}</b>, standard deviation over
    ${formatCount(episodes, 'episode')} of one seed: no interval over seeds`;
}

/** What the last weights came to, which nothing was chosen by. */
function lastWeights({ seeds }: Results, decimals: number): Markup | undefined {
  const last = seeds.map((seed) => seed.last?.mean ?? NaN);
  if (last.some(Number.isNaN)) return undefined;
  return html`<br />with the last weights ${formatNumber(mean(last), Math.max(decimals, 1))}`;
}

/** How many seeds solved the task. A failed run counts as one that did not. */
function judgement(
  { seeds }: Results,
  runs: readonly ReportRun[],
  threshold: number | undefined,
): Markup | undefined {
  if (threshold === undefined) return undefined;
  const solved = seeds.filter(({ evaluation }) => evaluation.mean >= threshold).length;
  const failed = runs.filter((run) => run.summary.status === 'failed' && evaluatedReturn(run) === undefined);
  const judged = seeds.length + failed.length;
  const open = runs.length - judged;
  const tone = solved === judged ? 'good' : solved > 0 ? 'mixed' : 'poor';
  const alone = solved === 1 ? 'Solved' : 'Not solved';
  const text = judged === 1 ? alone : `Solved by ${solved} of ${judged} seeds`;
  return html`<p class="badge ${tone}">${text}${open > 0 && `, ${open} not yet evaluated`}</p>`;
}

function spreadOfSeeds({ seeds, overall }: Results, threshold: number | undefined): Markup {
  const dots = seeds.map(({ label, evaluation }) => ({ label, value: evaluation.mean }));
  const strip = { dots, mean: overall.estimate, bar: [overall.low, overall.high], threshold } as const;
  return html`<div class="spread">
    ${resultStrip(strip)}
    <p class="strip-note">A dot a seed; the bar is the 95&nbsp;% interval of their mean.</p>
  </div>`;
}

/** Undefined where one episode is all that there is. */
function spreadOfEpisodes({ seeds }: Results, threshold: number | undefined): Markup | undefined {
  const { label, evaluation } = seeds[0];
  if (evaluation.episodes === 1) return undefined;
  const { mean: center, std, min, max } = evaluation;
  const strip = {
    dots: [{ label, value: center }],
    mean: center,
    bar: [Math.max(min, center - std), Math.min(max, center + std)],
    line: [min, max],
    threshold,
  } as const;
  return html`<div class="spread">
    ${resultStrip(strip)}
    <p class="strip-note">
      The dot is the mean, the bar the standard deviation within the range, the line the worst to the best
      episode.
    </p>
  </div>`;
}

/** Decimals that show an interval's width to two digits. */
function decimalsForSpread(spread: number): number {
  let decimals = 0;
  for (let width = spread; width > 0 && width < 10 && decimals < 4; width *= 10) decimals++;
  return decimals;
}

function withoutResult(runs: readonly ReportRun[]): Markup {
  const latest = runs.flatMap((run) => recordsOf(run, 'evaluation').at(-1) ?? []);
  const isOver = runs.every(({ summary }) => summary.status === 'failed');
  const lead = isOver ? 'Training failed before the final evaluation.' : 'No final evaluation yet.';
  if (latest.length === 0)
    return html`<p class="no-result">${isOver ? lead : 'No greedy evaluation yet.'}</p>`;
  const over = latest.length > 1 ? `, mean over ${formatCount(latest.length, 'seed')},` : '';
  return html`<p class="no-result">
    ${lead} The latest evaluation during training${over} came to
    <b>${formatValue(mean(latest.map((evaluation) => evaluation.mean)))}</b>.
  </p>`;
}
