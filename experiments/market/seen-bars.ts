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

/**
 * Whether an agent has learned from a bar of this range: one of the same time and close, whatever file it came in, so that neither a longer
 * file nor a copy hides it.
 */
export function hasLearnedFrom(
  { data: own, seenEnd }: LearnedFrom,
  data: MarketData,
  from: number,
  to: number,
): boolean {
  const barOf = new Map(Array.from(own.times.subarray(0, seenEnd), (time, bar) => [time, bar]));
  for (let bar = from; bar <= to; bar++) {
    const seen = barOf.get(data.times[bar]);
    if (seen === undefined) continue;
    const isSame = data.assets.some(({ close }, asset) => close[bar] === own.assets.at(asset)?.close[seen]);
    if (isSame) return true;
  }
  return false;
}
