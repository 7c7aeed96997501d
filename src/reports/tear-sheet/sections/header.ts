import { html } from '../../escape.js';
import type { Markup } from '../../escape.js';
import { formatNumber } from '../../format.js';
import { costsSentence, fillSentence } from '../account-facts.js';
import { holdingOf, strategyOf } from '../curves.js';
import { dateFormat } from '../dates.js';
import { isPartOfAYear, mainReturn } from '../main-return.js';
import { percent, ratio, times as timesOf, yearsLong } from '../numbers.js';
import type { PerformanceFigures, TearSheetInput } from '../tear-sheet-input.js';
import { alarmsOf, sentence } from '../verdict.js';
import { verdictBox } from './verdict-box.js';

/** What was tested, on what, at what cost; alarms; the figures that everybody asks for first; the verdict. */
export function header(input: TearSheetInput): Markup {
  const { title, strategy, data, times, account, warnings } = input;
  const date = dateFormat(data.barsPerYear);
  const period = `${date(times[0])} to ${date(times.at(-1) ?? times[0])}`;
  return html`
    <header>
      <p class="eyebrow">
        <span>Backtest</span><span>${assetNames(data.assets)}</span><span>${period}</span>
        <span>${formatNumber(times.length)} bars, ${yearsLong(input.luck.years)}</span>
      </p>
      <h1>${title}</h1>
      <p class="what">
        ${sentence(strategy.description)} Decided at each close, ${fillSentence(account)};
        ${costsSentence(account)}.
      </p>
      ${alarmBanner(input)} ${verdictBox(input)} ${tiles(input)}
      ${notices([...shortTime(input), ...warnings])}
    </header>
  `;
}

function assetNames(assets: readonly string[]): string {
  if (assets.length <= 4) return assets.join(', ');
  return `${assets.slice(0, 3).join(', ')} and ${assets.length - 3} more`;
}

function alarmBanner(input: TearSheetInput): Markup | undefined {
  const alarms = alarmsOf(input);
  if (alarms.length === 0) return undefined;
  return html`<div class="alarm" role="alert">
    <p><b>Not a result to believe</b></p>
    ${alarms.map((alarm) => html`<p>${alarm}</p>`)}
  </div>`;
}

function notices(warnings: readonly string[]): Markup | undefined {
  if (warnings.length === 0) return undefined;
  return html`<ul class="notices after-tiles">
    ${warnings.map((warning) => html`<li>${sentence(warning)}</li>`)}
  </ul>`;
}

/** What is extrapolated to a year says little about one. */
function shortTime(input: TearSheetInput): readonly string[] {
  return isPartOfAYear(input)
    ? [`there are ${yearsLong(input.luck.years)} of bars: all figures of a year are extrapolated from them`]
    : [];
}

function tiles(input: TearSheetInput): Markup {
  const { figures } = strategyOf(input);
  const holding = holdingOf(input)?.figures;
  const earned = mainReturn(input);
  const tile = (label: string, show: (figures: PerformanceFigures) => string, note?: string): Markup =>
    html`<div>
      <dt>${label}</dt>
      <dd>
        ${show(figures)}<small>${note ?? (holding === undefined ? '' : `holding ${show(holding)}`)}</small>
      </dd>
    </div>`;
  return html`
    <dl class="tiles">
      ${tile(earned.label, (all) => percent(earned.of(all)))}
      ${tile('Volatility a year', ({ annualVolatility }) => percent(annualVolatility))}
      ${tile('Sharpe ratio', ({ sharpe }) => ratio(sharpe))}
      ${tile('Deepest drawdown', ({ maxDrawdown }) => percent(maxDrawdown))}
      ${tile('Time in the market', () => percent(input.exposure.timeInMarket, 0), `mean exposure ${percent(input.exposure.gross, 0)}`)}
      ${tile('Turnover a year', () => timesOf(input.turnover), 'bought and sold / mean equity')}
    </dl>
  `;
}
