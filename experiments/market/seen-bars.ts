import type { LearnedFrom as AllLearnedFrom } from '../../environments/market/learned-from.js';
import type { MarketData } from '../../src/data/market-data.js';

type LearnedFrom = Pick<AllLearnedFrom, 'data' | 'seenEnd' | 'testFrom'>;

/** The first bar in time that an agent has not learned from; 0 where there is none, so that the whole is played, and flagged. */
export function firstUnseen({ data: own, testFrom }: LearnedFrom, { times }: MarketData): number {
  const first = times.findIndex((time) => time >= own.times[testFrom]);
  return Math.max(first, 0);
}

/** Where the bars that an agent has learned from begin in other data; undefined where these do not have them all as they were. */
export function firstLearned(
  { data: own, seenEnd }: LearnedFrom,
  { times, assets }: MarketData,
): number | undefined {
  const first = times.indexOf(own.times[0]);
  const isThere = (bar: number): boolean =>
    times[first + bar] === own.times[bar] &&
    own.assets.every(({ close }, asset) => assets.at(asset)?.close[first + bar] === close[bar]);
  for (let bar = 0; bar < seenEnd; bar++) if (!isThere(bar)) return undefined;
  return first < 0 ? undefined : first;
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
