import type { Bars, MarketData } from '../../src/data/market-data.js';

/** The bars before `end`, as if the later ones were not known yet. */
export function barsUntil({ times, assets, barsPerYear }: MarketData, end: number): MarketData {
  return { times: times.slice(0, end), barsPerYear, assets: assets.map((asset) => assetUntil(asset, end)) };
}

function assetUntil(asset: Bars, end: number): Bars {
  const cut = (column: Float64Array): Float64Array => column.slice(0, end); // [T]
  return {
    name: asset.name,
    open: cut(asset.open),
    high: cut(asset.high),
    low: cut(asset.low),
    close: cut(asset.close),
    volume: cut(asset.volume),
    dividends: cut(asset.dividends),
    splits: cut(asset.splits),
    tradable: asset.tradable.slice(0, end),
    features: Object.fromEntries(Object.entries(asset.features).map(([name, column]) => [name, cut(column)])),
  };
}
