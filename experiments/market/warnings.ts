import type { AccountHistory } from '../../environments/market/ledger.js';
import { dateFormat, isoDate } from '../../src/reports/tear-sheet/dates.js';
import type { Trader } from './trader.js';

/** Why the result is none to believe. */
export function alarmsOf(trader: Trader, fillsLookAhead: boolean): readonly string[] {
  const fill = 'orders fill at the close that the decision has seen (same-close): that is look-ahead';
  return [...trader.alarms, ...(fillsLookAhead ? [fill] : [])];
}

/** A strategy that remembers its last run, or draws by chance without a seed: no figure of it can be had again. */
export function unrepeatable(first: AccountHistory, again: AccountHistory): readonly string[] {
  const isSame =
    first.equity.length === again.equity.length &&
    first.equity.every((value, index) => Object.is(value, again.equity[index]));
  return isSame
    ? []
    : [
        'played twice, it did not do the same twice: export { create } where something has to be remembered, and draw from a seeded generator',
      ];
}

/** Of days or longer bars, over half a year or more. One day's foresight has 14. */
const mostSharpe = 3;

/** Nobody who decides on daily bars has such a Sharpe ratio for long. */
export function tooGood(sharpe: number, barsPerYear: number, bars: number): readonly string[] {
  if (!(sharpe > mostSharpe) || barsPerYear > 366 || bars < barsPerYear / 2) return [];
  return [
    `a Sharpe ratio of ${sharpe.toFixed(1)} is out of reach on real prices without knowing the future: npx lepton leak-check looks for how`,
  ];
}

/** What a reader of an account's figures should know: few bars, no trades, bankruptcy. */
export function warningsOf(
  { ledger, firstBar, equity, initialCapital }: AccountHistory,
  times: readonly number[],
  barsPerYear: number,
): readonly string[] {
  const years = (times.length - 1) / barsPerYear;
  const long = years < 0.1 ? `${Number((365.25 * years).toPrecision(2))} days` : `${years.toFixed(1)} years`;
  const isTrading = ledger.some((entry) => entry.kind === 'fill');
  return [
    ...(years < 2
      ? [`${long} are few: a Sharpe ratio's standard error is about ${(1 / Math.sqrt(years)).toFixed(2)}`]
      : []),
    ...(isTrading ? [] : ['nothing was traded']),
    ...warmUp(ledger, firstBar, times, barsPerYear),
    ...bankruptcy(equity, times, initialCapital),
  ];
}

/** Bars that a moving average waits for; fewer are no matter. */
const longWait = 20;

/** Days in cash before the first trade count like all others, here and in what it is compared with. */
function warmUp(
  ledger: AccountHistory['ledger'],
  firstBar: number,
  times: readonly number[],
  barsPerYear: number,
): readonly string[] {
  const first = ledger.find(({ kind }) => kind === 'fill');
  if (first === undefined || first.bar - firstBar <= longWait) return [];
  const waited = first.bar - firstBar;
  return [
    `nothing was held for the first ${waited} bars, and all figures count them: --from ${dateFormat(barsPerYear)(times[waited]).replace(' ', 'T')} begins with the first trade`,
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
