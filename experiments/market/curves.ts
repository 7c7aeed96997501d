/** The equity curves of a backtest, and what each one is compared with. */
import { adjustedPrices } from '../../environments/market/adjusted.js';
import type { AccountHistory } from '../../environments/market/ledger.js';
import type { MarketData } from '../../src/data/market-data.js';
import { check } from '../../src/errors.js';
import type { BacktestCurve } from '../../src/reports/tear-sheet/tear-sheet-input.js';
import { simpleReturns } from '../../src/statistics/finance/index.js';
import { type FigureOptions, performanceFigures, relativeFigures } from './figures.js';

/** An index to compare with. */
export interface Benchmark {
  readonly name: string;
  /** Total-return prices at the data's bars. [T] */
  readonly prices: Float64Array;
}

/** A curve before anything is computed of it. */
export interface RawCurve extends Pick<BacktestCurve, 'name' | 'kind'> {
  readonly equity: Float64Array;
}

/** @param reference the curve that the others are compared with; -1 is the last one */
export function curvesOf(
  raw: readonly RawCurve[],
  options: FigureOptions,
  reference: number,
): readonly BacktestCurve[] {
  const returns = raw.map(({ equity }) => returnsOf(equity));
  const compared = reference === -1 ? raw.length - 1 : reference;
  return raw.map(({ name, kind, equity }, index) => ({
    name,
    kind,
    equity: Array.from(equity),
    returns: Array.from(returns[index]),
    figures: performanceFigures(returns[index], options),
    ...(index !== compared && { relative: relativeFigures(returns[index], returns[compared], options) }),
  }));
}

/** Simple returns; 0 once nothing is left. */
export function returnsOf(equity: Float64Array): Float64Array {
  return simpleReturns(equity).map((value, t) => (equity[t] > 0 ? value : 0));
}

/** A bankrupt agent's equity stays what it was. */
export function paddedEquity({ equity }: AccountHistory, bars: number): Float64Array {
  const padded = new Float64Array(bars).fill(equity[equity.length - 1]); // [N]
  padded.set(equity);
  return padded;
}

/** As if the capital were in the index from the first bar on. */
export function benchmarkEquity(
  benchmark: Benchmark | undefined,
  initialCapital: number,
  from: number,
  to: number,
): readonly RawCurve[] {
  if (benchmark === undefined) return [];
  const { name, prices } = benchmark;
  check(prices[from] > 0, {
    component: `benchmark ${name}`,
    parameter: 'first bar',
    value: 'later',
    requirement: 'at most the first bar of the backtest: it must be known on all of its days',
  });
  const equity = prices.slice(from, to + 1).map((price) => (initialCapital * price) / prices[from]);
  return [{ name, kind: 'benchmark', equity }];
}

/**
 * What a benchmark's data is at the bars of other data: the last total-return price known at each; NaN before the first. It pays no costs, as
 * an index does not.
 *
 * @throws LeptonError `invalid-value` where there is not one asset, or its bars end before the others
 */
export function benchmarkFrom(benchmark: MarketData, times: Float64Array): Benchmark {
  const [asset, ...others] = benchmark.assets;
  check(others.length === 0, {
    component: 'benchmark',
    parameter: 'assets',
    value: benchmark.assets.map(({ name }) => name),
    requirement: 'a single one',
  });
  const { close } = adjustedPrices(asset);
  const prices = new Float64Array(times.length); // [T]
  let known = -1;
  times.forEach((time, t) => {
    while (known + 1 < close.length && benchmark.times[known + 1] <= time) known++;
    prices[t] = known < 0 ? NaN : close[known];
  });
  return { name: asset.name, prices };
}
