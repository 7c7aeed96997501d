import type { Bars, MarketData } from '../../src/data/market-data.js';

/** Bars [from, to), as if there were no others. */
export function barsBetween(
  { times, assets, barsPerYear }: MarketData,
  from: number,
  to: number,
): MarketData {
  return {
    times: times.slice(from, to),
    barsPerYear,
    assets: assets.map((asset) => assetBetween(asset, from, to)),
  };
}

function assetBetween(asset: Bars, from: number, to: number): Bars {
  const cut = (column: Float64Array): Float64Array => column.slice(from, to); // [to - from]
  return {
    name: asset.name,
    open: cut(asset.open),
    high: cut(asset.high),
    low: cut(asset.low),
    close: cut(asset.close),
    volume: cut(asset.volume),
    dividends: cut(asset.dividends),
    splits: cut(asset.splits),
    tradable: asset.tradable.slice(from, to),
    features: Object.fromEntries(Object.entries(asset.features).map(([name, column]) => [name, cut(column)])),
  };
}
