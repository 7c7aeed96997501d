import type { AccountHistory } from '../../environments/market/ledger.js';
import { isoDate } from '../../src/reports/tear-sheet/dates.js';
import type { Trader } from './trader.js';

/** Why the result is none to believe. */
export function alarmsOf(trader: Trader, fillsLookAhead: boolean): readonly string[] {
  const fill = 'orders fill at the close that the decision has seen (same-close): that is look-ahead';
  return [...trader.alarms, ...(fillsLookAhead ? [fill] : [])];
}

/** What a reader of an account's figures should know: few bars, no trades, bankruptcy. */
export function warningsOf(
  { ledger, equity, initialCapital }: AccountHistory,
  times: readonly number[],
  barsPerYear: number,
): readonly string[] {
  const years = (times.length - 1) / barsPerYear;
  const isTrading = ledger.some((entry) => entry.kind === 'fill');
  return [
    ...(years < 2
      ? [
          `${years.toFixed(1)} years are few: a Sharpe ratio's standard error is about ${(1 / Math.sqrt(years)).toFixed(2)}`,
        ]
      : []),
    ...(isTrading ? [] : ['nothing was traded']),
    ...bankruptcy(equity, times, initialCapital),
  ];
}

/** All positions were closed at the close that left nothing; what a jump of prices took beyond that is owed for good. */
function bankruptcy(
  equity: Float64Array,
  times: readonly number[],
  initialCapital: number,
): readonly string[] {
  const end = equity.findIndex((value) => value <= 0);
  if (end < 0) return equity.length < times.length ? ['the account went bankrupt'] : [];
  const owed = (100 * -equity[end]) / initialCapital;
  const debt =
    owed > 0
      ? `, and owes ${owed.toFixed(1)} % of its capital: the last loss was larger than what was left`
      : '';
  return [`the account went bankrupt on ${isoDate(times[end])} and never trades again${debt}`];
}
