/** Parts of a tear sheet that are an account or prices, cut and named for the page. */
import type { AccountHistory } from '../../environments/market/ledger.js';
import type { MarketData } from '../../src/data/market-data.js';
import type { PriceBars, TearSheetInput } from '../../src/reports/tear-sheet/tear-sheet-input.js';
import { returnsByMonth, worstDrawdowns } from '../../src/statistics/finance/index.js';

export function positionsOf({ assets }: MarketData, history: AccountHistory, bars: number) {
  const { firstBar, equity, positions } = history;
  const of = (value: (bar: number, asset: number) => number) =>
    assets.map((_, asset) =>
      Array.from({ length: bars }, (_unused, bar) => (bar < equity.length ? value(bar, asset) : 0)),
    );
  const held = (bar: number, asset: number): number => positions[bar * assets.length + asset];
  return {
    positions: of(held),
    weights: of((bar, asset) =>
      equity[bar] > 0 ? (held(bar, asset) * assets[asset].close[firstBar + bar]) / equity[bar] : 0,
    ),
  };
}

export function pricesOf(asset: MarketData['assets'][number], from: number, to: number): PriceBars {
  const cut = (column: Float64Array): readonly number[] => Array.from(column.slice(from, to + 1));
  const { name, open, high, low, close, volume } = asset;
  return {
    asset: name,
    open: cut(open),
    high: cut(high),
    low: cut(low),
    close: cut(close),
    volume: cut(volume),
  };
}

export function drawdownsOf(returns: Float64Array, times: readonly number[]): TearSheetInput['drawdowns'] {
  return worstDrawdowns(returns, 10).map(({ depth, peak, valley, recovery, duration }) => ({
    depth,
    peakTime: times[peak + 1],
    valleyTime: times[valley + 1],
    ...(recovery !== undefined && { recoveryTime: times[recovery + 1] }),
    bars: duration,
  }));
}

export function monthsOf(returns: Float64Array, times: readonly number[]): TearSheetInput['months'] {
  return returnsByMonth(times.slice(1), returns).map(({ year, months, total }) => ({
    year,
    months: Array.from(months, (value) => (Number.isNaN(value) ? null : value)),
    total,
  }));
}
