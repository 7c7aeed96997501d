import type { MarketData } from '../../src/data/market-data.js';

/** The data that an agent has learned from. */
export interface LearnedFrom {
  readonly data: MarketData;
  /** It has been trained or chosen on the bars before this one. */
  readonly seenEnd: number;
  /** Here the part begins that it was never shown. */
  readonly testFrom: number;
}

/** The first bar in time that an agent has not learned from; 0 where there is none, so that the whole is played, and flagged. */
export function firstUnseen({ data: own, testFrom }: LearnedFrom, { times }: MarketData): number {
  const first = times.findIndex((time) => time >= own.times[testFrom]);
  return Math.max(first, 0);
}

/** Of a bar's change: what rounding in another file may leave. Two markets have the same change on few days only. */
const tolerance = 1e-5;

/**
 * Whether an agent has learned from bars of this range: of the bars at the same times most have the same close, or the same change, whatever
 * file they came in, so that neither a longer file nor a copy hides it, nor one that is adjusted for splits and dividends.
 */
export function hasLearnedFrom(
  { data: own, seenEnd }: LearnedFrom,
  data: MarketData,
  from: number,
  to: number,
): boolean {
  const barOf = new Map(Array.from(own.times.subarray(0, seenEnd), (time, bar) => [time, bar]));
  return data.assets.some(({ close }, asset) => {
    const known = own.assets.at(asset)?.close ?? close;
    let [common, same] = [0, 0];
    for (let bar = from; bar <= to; bar++) {
      const seen = barOf.get(data.times[bar]);
      if (seen === undefined) continue;
      const difference = close[bar] / close[bar - 1] - known[seen] / known[seen - 1];
      common++;
      if (close[bar] === known[seen] || Math.abs(difference) < tolerance) same++;
    }
    return same > common / 2;
  });
}
