import { check, fail } from '../../src/errors.js';
import { log } from '../../src/numerics/index.js';
import type { MarketData } from '../../src/data/market-data.js';

/** A market's columns as the simulator reads them: all assets of a bar together, so that a bar lies in one place. */
export interface MarketPrices {
  readonly data: MarketData;
  /** How many. */
  readonly bars: number;
  readonly assets: number;
  readonly open: Float64Array; // [T, assets]
  readonly high: Float64Array; // [T, assets]
  readonly low: Float64Array; // [T, assets]
  readonly close: Float64Array; // [T, assets]
  readonly volume: Float64Array; // [T, assets]
  readonly dividends: Float64Array; // [T, assets]
  readonly splits: Float64Array; // [T, assets]
  readonly tradable: Uint8Array; // [T, assets]
  /** 1 where any asset has a split or a dividend. */
  readonly eventful: Uint8Array; // [T]
}

/** Raises `invalid-value` where a price is no positive number or columns differ in length. */
export function marketPrices(data: MarketData): MarketPrices {
  const bars = data.times.length;
  const assets = data.assets.length;
  checkColumns(data);
  const column = (
    name: 'open' | 'high' | 'low' | 'close' | 'volume' | 'dividends' | 'splits',
  ): Float64Array => {
    if (assets === 1) return data.assets[0][name];
    const together = new Float64Array(bars * assets); // [T, assets]
    data.assets.forEach((asset, a) => asset[name].forEach((value, t) => (together[t * assets + a] = value)));
    return together;
  };
  const tradable = new Uint8Array(bars * assets); // [T, assets]
  const eventful = new Uint8Array(bars); // [T]
  data.assets.forEach((asset, a) => {
    for (let t = 0; t < bars; t++) {
      tradable[t * assets + a] = asset.tradable[t];
      if (asset.splits[t] !== 1 || asset.dividends[t] !== 0) eventful[t] = 1;
    }
  });
  return {
    data,
    bars,
    assets,
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
    dividends: column('dividends'),
    splits: column('splits'),
    tradable,
    eventful,
  };
}

const impactBars = 20;

/**
 * The standard deviation of the 20 log returns before each bar: what was known when the bar began; 0 where there are
 * fewer. [T, assets]
 */
export function volatilityBefore({ bars, assets, close, splits }: MarketPrices): Float64Array {
  const volatility = new Float64Array(bars * assets); // [T, assets]
  const returns = new Float64Array(bars); // [T]
  for (let a = 0; a < assets; a++) {
    for (let t = 1; t < bars; t++) {
      returns[t] = log((close[t * assets + a] * splits[t * assets + a]) / close[(t - 1) * assets + a]);
    }
    for (let t = impactBars + 1; t < bars; t++) {
      let mean = 0;
      for (let k = t - impactBars; k < t; k++) mean += returns[k] / impactBars;
      let squares = 0;
      for (let k = t - impactBars; k < t; k++) squares += (returns[k] - mean) * (returns[k] - mean);
      volatility[t * assets + a] = Math.sqrt(squares / (impactBars - 1));
    }
  }
  return volatility;
}

const priceColumns = ['open', 'high', 'low', 'close'] as const;

function checkColumns({ times, assets }: MarketData): void {
  check(assets.length > 0 && times.length > 0, {
    component: 'market',
    parameter: 'data',
    value: `${assets.length} assets with ${times.length} bars`,
    requirement: 'at least one asset with at least one bar',
  });
  for (const asset of assets) {
    for (const name of [...priceColumns, 'splits'] as const) {
      checkColumn(`${name} of ${asset.name}`, asset[name], times.length, 'a positive number');
    }
    for (const name of ['volume', 'dividends', 'tradable'] as const) {
      checkColumn(`${name} of ${asset.name}`, asset[name], times.length, 'a number of at least 0');
    }
  }
}

function checkColumn(
  parameter: string,
  column: ArrayLike<number>,
  length: number,
  requirement: 'a positive number' | 'a number of at least 0',
): void {
  check(column.length === length, {
    component: 'market',
    parameter,
    value: `${column.length} values`,
    requirement: `${length}, one a bar`,
  });
  const least = requirement === 'a positive number' ? Number.MIN_VALUE : 0;
  for (let t = 0; t < length; t++) {
    if (column[t] >= least && column[t] < Infinity) continue;
    fail('invalid-value', {
      component: 'market',
      parameter: `${parameter} at bar ${t}`,
      value: column[t],
      requirement,
    });
  }
}
