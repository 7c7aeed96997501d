import type { MarketData } from '../../../src/data/market-data.js';
import { exp } from '../../../src/numerics/index.js';
import { Pcg64 } from '../../../src/random/index.js';
import { barsBetween } from '../bars-between.js';
import { withQuietBar } from '../quiet-bar.js';

/** The data up to bar t, and one more bar on which nothing happens, so that a decision can still be made at t. */
export const endedAfter = (data: MarketData, t: number): MarketData =>
  withQuietBar(barsBetween(data, 0, t + 1), data.times[t + 1]);

/** The data with all bars after t moved by chance, columns of the user's own included. */
export function changedAfter(data: MarketData, t: number, seed: number): MarketData {
  const random = new Pcg64(seed);
  const end = data.times.length;
  const { times, assets, barsPerYear } = barsBetween(data, 0, end);
  for (const asset of assets) {
    let level = 1;
    for (let bar = t + 1; bar < end; bar++) {
      const before = level;
      level *= exp(0.05 * random.standardNormal());
      asset.open[bar] *= before;
      asset.high[bar] *= Math.max(before, level);
      asset.low[bar] *= Math.min(before, level);
      asset.close[bar] *= level;
      asset.volume[bar] = Math.round(asset.volume[bar] * (0.5 + random.random()));
      for (const column of Object.values(asset.features)) column[bar] += random.standardNormal();
    }
  }
  return { times, assets, barsPerYear };
}

/** Places spread evenly over the bars that are played, never the last one. */
export function probes(
  { from, to }: { readonly from: number; readonly to: number },
  count: number,
): readonly number[] {
  const most = Math.min(count, to - from - 1);
  return Array.from(
    { length: most },
    (_, index) => from + Math.floor(((index + 1) * (to - from - 1)) / (most + 1)),
  );
}

/** Whether two columns have the same bits up to an index, NaN being NaN. */
export function firstDifference(first: ArrayLike<number>, second: ArrayLike<number>, end: number): number {
  for (let index = 0; index < end; index++) if (!Object.is(first[index], second[index])) return index;
  return -1;
}
