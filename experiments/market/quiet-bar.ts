import type { Bars, MarketData } from '../../src/data/market-data.js';

/** The data with one more bar behind them, on which nothing happens: so that a decision can be made at the last known bar. */
export function withQuietBar(
  { times, assets, barsPerYear }: MarketData,
  time = times[times.length - 1] + 1,
): MarketData {
  const longer = new Float64Array(times.length + 1); // [T + 1]
  longer.set(times);
  longer[times.length] = time;
  return { times: longer, barsPerYear, assets: assets.map(extended) };
}

function extended(asset: Bars): Bars {
  const last = asset.close.length - 1;
  const append = (column: Float64Array, value: number): Float64Array => {
    const longer = new Float64Array(column.length + 1); // [T + 1]
    longer.set(column);
    longer[column.length] = value;
    return longer;
  };
  const close = asset.close[last];
  const tradable = new Uint8Array(last + 2).fill(1); // [T + 1]
  tradable.set(asset.tradable);
  return {
    name: asset.name,
    open: append(asset.open, close),
    high: append(asset.high, close),
    low: append(asset.low, close),
    close: append(asset.close, close),
    volume: append(asset.volume, asset.volume[last]),
    dividends: append(asset.dividends, 0),
    splits: append(asset.splits, 1),
    tradable,
    features: Object.fromEntries(
      Object.entries(asset.features).map(([name, column]) => [name, append(column, column[last])]),
    ),
  };
}
