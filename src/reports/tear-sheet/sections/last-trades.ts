import { html } from '../../escape.js';
import type { Markup } from '../../escape.js';
import { formatNumber } from '../../format.js';
import { paragraph, tableFrame } from '../../sections/section.js';
import type { Section } from '../../sections/section.js';
import { dateFormat } from '../dates.js';
import { money, price, shortNumbers, signedPercent } from '../numbers.js';
import type { RoundTrip, TearSheetInput } from '../tear-sheet-input.js';

const shownTrades = 20;

/** The latest round trips, newest first. */
export function lastTradesSection(input: TearSheetInput): Section {
  const { trades } = input;
  const last = trades
    .toSorted((a, b) => a.entryTime - b.entryTime)
    .slice(-shownTrades)
    .toReversed();
  const lead =
    trades.length === 0
      ? 'Nothing was traded.'
      : trades.length > last.length
        ? `The last ${last.length} of ${formatNumber(trades.length)} round trips, newest first. The ledger has all of them.`
        : 'All round trips, newest first.';
  return {
    id: 'last-trades',
    title: 'Last trades',
    figures: [],
    body: html`${paragraph(lead)}${last.length > 0 && table(input, last)}`,
  };
}

function table(input: TearSheetInput, trades: readonly RoundTrip[]): Markup {
  const several = input.data.assets.length > 1;
  return tableFrame(
    'Last trades',
    html`<table>
      <thead>
        <tr>
          <th scope="col">Opened</th>
          ${several && html`<th scope="col">Asset</th>`}
          <th scope="col">Side</th>
          <th scope="col">Closed</th>
          <th scope="col">Bars</th>
          <th scope="col">Shares</th>
          <th scope="col">Entry price</th>
          <th scope="col">Exit price</th>
          <th scope="col">Costs</th>
          <th scope="col">Profit</th>
          <th scope="col">Return</th>
          <th scope="col" class="words">Why</th>
        </tr>
      </thead>
      <tbody>
        ${trades.map((trade) => line(input, trade, several))}
      </tbody>
    </table>`,
  );
}

function line({ data }: TearSheetInput, trade: RoundTrip, several: boolean): Markup {
  const date = dateFormat(data.barsPerYear);
  const { side, entryTime, exitTime, bars, quantity, entryPrice, exitPrice, costs, profit } = trade;
  const why = [trade.entryReason, trade.exitReason]
    .filter((reason) => reason !== undefined)
    .map(shortNumbers)
    .join(' → ');
  return html`<tr>
    <th scope="row">${date(entryTime)}</th>
    ${several && html`<td>${data.assets[trade.asset]}</td>`}
    <td>${side}</td>
    ${exitTime === undefined ? html`<td class="status">still open</td>` : html`<td>${date(exitTime)}</td>`}
    <td>${formatNumber(bars)}</td>
    <td>${formatNumber(quantity, Number.isInteger(quantity) ? 0 : quantity < 10 ? 4 : 2)}</td>
    <td>${price(entryPrice)}</td>
    <td>${price(exitPrice)}</td>
    <td>${money(costs)}</td>
    <td>${money(profit)}</td>
    <td><b>${signedPercent(trade.return, 2)}</b></td>
    <td class="words">${why}</td>
  </tr>`;
}
