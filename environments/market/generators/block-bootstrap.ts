import { z } from 'zod';
import type { Bars, MarketData } from '../../../src/data/market-data.js';
import { check } from '../../../src/errors.js';
import { strictRecord } from '../../../src/plain-data.js';
import type { Pcg64 } from '../../../src/random/index.js';
import { checkedSettings, emptyBars, marketOf } from './bars-of-returns.js';

/** Settings of `blockBootstrap`. */
export const blockBootstrapSchema = strictRecord({
  /** Mean length of a block in bars; 1 takes every bar by itself, which leaves no clusters. */
  meanBlock: z.number().min(1).default(20),
});

/**
 * Real bars in a new order: blocks of geometric length that begin anywhere, the last bar followed by the first one that has a
 * predecessor. A row of all assets is taken together, so correlations stay, and so do fat tails and, within blocks, clusters.
 * Prices are chained: each bar keeps its open, high, low, close and dividend relative to the close before it; volumes, splits
 * and features are kept as they are. "The Stationary Bootstrap" (Politis & Romano, 1994).
 * @param source what is resampled, at least two bars
 */
export function blockBootstrap(
  settings: z.input<typeof blockBootstrapSchema>,
  bars: number,
  generator: Pcg64,
  source: MarketData,
): MarketData {
  const { meanBlock } = checkedSettings('blockBootstrap', blockBootstrapSchema, settings, bars);
  const available = source.times.length;
  check(available >= 2, {
    component: 'blockBootstrap',
    parameter: 'the bars of the source',
    value: available,
    requirement: 'at least 2',
  });
  const rows = drawRows(available, bars, meanBlock, generator);
  const assets = source.assets.map((asset) => chained(asset, rows));
  return marketOf(assets, source.barsPerYear);
}

/** Rows from 1 on, since each is taken relative to the one before it. */
function drawRows(available: number, bars: number, meanBlock: number, generator: Pcg64): Int32Array {
  const rows = new Int32Array(bars); // [T]
  for (let t = 0; t < bars; t++) {
    const begins = t === 0 || generator.random() * meanBlock < 1;
    const following = rows[Math.max(0, t - 1)] + 1;
    rows[t] = begins ? generator.integers(1, available) : following < available ? following : 1;
  }
  return rows;
}

function chained(source: Bars, rows: Int32Array): Bars {
  const asset = emptyBars(source.name, rows.length);
  let close = source.close[0];
  for (let t = 0; t < rows.length; t++) {
    const row = rows[t];
    const scale = close / source.close[row - 1];
    asset.open[t] = source.open[row] * scale;
    asset.high[t] = source.high[row] * scale;
    asset.low[t] = source.low[row] * scale;
    asset.close[t] = source.close[row] * scale;
    asset.dividends[t] = source.dividends[row] * scale;
    asset.splits[t] = source.splits[row];
    asset.volume[t] = source.volume[row];
    asset.tradable[t] = source.tradable[row];
    close = asset.close[t];
  }
  const features = Object.entries(source.features).map(
    ([name, column]) => [name, Float64Array.from(rows, (row) => column[row])] as const,
  );
  return { ...asset, features: Object.fromEntries(features) };
}
