import type { AccountHistory, LedgerEntry } from '../../environments/market/ledger.js';
import type { MarketData } from '../../src/data/market-data.js';
import type {
  CostsByBar,
  CostsPaid,
  RoundTrip,
  TearSheetInput,
} from '../../src/reports/tear-sheet/tear-sheet-input.js';
import {
  annualTurnover,
  expectancy,
  exposureOf,
  longestLosingRun,
  payoffRatio,
  profitFactor,
  winRate,
} from '../../src/statistics/finance/index.js';

/** What an account paid, by kind. */
export function costsPaid(ledger: readonly LedgerEntry[]): CostsPaid {
  const paid = { commissions: 0, slippage: 0, borrowFees: 0, interest: 0, dividends: 0 };
  for (const entry of ledger) pay(entry, (kind, amount) => (paid[kind] += amount));
  return paid;
}

/** What it paid on each bar. */
export function costsByBar({ firstBar, ledger }: AccountHistory, bars: number): CostsByBar {
  const zeros = (): number[] => new Array<number>(bars).fill(0); // [N]
  const paid = {
    commissions: zeros(),
    slippage: zeros(),
    borrowFees: zeros(),
    interest: zeros(),
    dividends: zeros(),
  };
  for (const entry of ledger) {
    pay(entry, (kind, amount) => (paid[kind][entry.bar - firstBar] += amount));
  }
  return paid;
}

function pay(entry: LedgerEntry, add: (kind: keyof CostsPaid, amount: number) => void): void {
  if (entry.kind === 'fill') {
    add('commissions', entry.commission);
    add('slippage', entry.quantity * (entry.price - entry.reference));
  } else if (entry.kind === 'borrow-fee') add('borrowFees', -entry.amount);
  else if (entry.kind === 'interest') add('interest', entry.amount);
  else if (entry.kind === 'dividend') add('dividends', entry.amount);
}

/** Value bought and sold on each bar, at the market's prices. [N] */
export function tradedByBar({ firstBar, ledger }: AccountHistory, bars: number): Float64Array {
  const traded = new Float64Array(bars); // [N]
  for (const entry of ledger) {
    if (entry.kind === 'fill') traded[entry.bar - firstBar] += Math.abs(entry.quantity) * entry.reference;
  }
  return traded;
}

export function turnoverOf(history: AccountHistory, barsPerYear: number): number {
  return annualTurnover(tradedByBar(history, history.equity.length), history.equity, barsPerYear);
}

export function exposureFigures(
  { assets }: MarketData,
  { firstBar, equity, positions }: AccountHistory,
): TearSheetInput['exposure'] {
  const count = assets.length;
  const values = positions.map(
    (shares, index) => shares * assets[index % count].close[firstBar + Math.floor(index / count)],
  ); // [N, assets]
  return exposureOf(values, equity);
}

/** Of the round trips; those still open are left out of all but the first two figures. */
export function tradeFigures(trips: readonly RoundTrip[]): TearSheetInput['tradeFigures'] {
  const closed = trips.filter(({ exitTime }) => exitTime !== undefined);
  const profits = closed.map(({ profit }) => profit);
  return {
    count: trips.length,
    stillOpen: trips.length - closed.length,
    winRate: winRate(profits),
    profitFactor: profitFactor(profits),
    payoffRatio: payoffRatio(profits),
    expectancy: expectancy(profits),
    longestLosingRun: longestLosingRun(profits),
    meanBars: closed.reduce((sum, { bars }) => sum + bars, 0) / closed.length,
  };
}
