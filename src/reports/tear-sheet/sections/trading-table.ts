import { tableFrame } from '../../sections/section.js';
import { html } from '../../escape.js';
import type { Markup } from '../../escape.js';
import { formatNumber } from '../../format.js';
import { strategyOf } from '../curves.js';
import { money, percent, ratio, times } from '../numbers.js';
import type { Maybe } from '../numbers.js';
import type { TearSheetInput } from '../tear-sheet-input.js';

type Rows = readonly (readonly [label: string, value: string])[];

/** How the account traded, what it held and what it paid. */
export function tradingTable(input: TearSheetInput): Markup {
  return tableFrame(
    'Trading',
    html`<table class="figures-table">
      <thead>
        <tr>
          <td></td>
          <th scope="col">${strategyOf(input).name}</th>
        </tr>
      </thead>
      <tbody>
        ${group('Round trips', tripRows(input))} ${group('Exposure', exposureRows(input))}
        ${group('Costs and income (share of the initial capital)', costRows(input))}
      </tbody>
    </table>`,
  );
}

function group(title: string, rows: Rows): Markup {
  return html`<tr class="group">
      <th scope="rowgroup" colspan="2">${title}</th>
    </tr>
    ${rows.map(
      ([label, value]) =>
        html`<tr>
          <th scope="row">${label}</th>
          <td>${value}</td>
        </tr>`,
    )}`;
}

function tripRows({ tradeFigures, fills }: TearSheetInput): Rows {
  const { count, stillOpen, winRate, profitFactor, payoffRatio, expectancy, longestLosingRun, meanBars } =
    tradeFigures;
  return [
    ['Round trips closed', formatNumber(count)],
    ['Still open', formatNumber(stillOpen)],
    ['Fills', formatNumber(fills)],
    ['Win rate', percent(winRate)],
    ['Profit factor', ratio(profitFactor)],
    ['Mean win / mean loss', ratio(payoffRatio)],
    ['Mean profit of a round trip', money(expectancy)],
    ['Longest losing run', formatNumber(longestLosingRun)],
    ['Mean length, bars', ratio(meanBars, meanBars >= 10 ? 0 : 1)],
  ];
}

function exposureRows({ exposure, turnover }: TearSheetInput): Rows {
  return [
    ['Time in the market', percent(exposure.timeInMarket)],
    ['Mean gross exposure', percent(exposure.gross)],
    ['Mean net exposure', percent(exposure.net)],
    ['Greatest gross exposure', percent(exposure.greatest)],
    ['Turnover a year', times(turnover)],
  ];
}

function costRows(input: TearSheetInput): Rows {
  const initial = strategyOf(input).equity[0];
  const { commissions, slippage, borrowFees, interest, dividends } = input.costs;
  const amount = (value: Maybe): string =>
    typeof value === 'number' ? `${money(value)} (${percent(value / initial)})` : money(value);
  const rows: [string, Maybe][] = [
    ['Commissions', commissions],
    ['Spread, slippage, impact', slippage],
    ['Borrow fees', borrowFees],
    ['Paid in all', commissions + slippage + borrowFees],
    ['Interest earned less owed', interest],
    ['Dividends earned less owed', dividends],
  ];
  return rows.map(([label, value]) => [label, amount(value)] as const);
}
