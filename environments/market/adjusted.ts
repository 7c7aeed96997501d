import type { Bars } from '../../src/data/market-data.js';

/** Prices without the jumps of splits and dividends, and volume in the first bar's shares. */
export interface AdjustedPrices {
  readonly open: Float64Array; // [T]
  readonly high: Float64Array; // [T]
  readonly low: Float64Array; // [T]
  readonly close: Float64Array; // [T]
  readonly volume: Float64Array; // [T]
}

/**
 * Works splits and dividends in forwards, from the first bar on: what one share of the first bar has become, dividends
 * reinvested at the close. (Adjusting backwards, as data vendors do, changes all prices before an event and so lets the
 * past know of it.)
 */
export function adjustedPrices({ open, high, low, close, volume, dividends, splits }: Bars): AdjustedPrices {
  const length = close.length;
  const make = () => new Float64Array(length); // [T]
  const adjusted = { open: make(), high: make(), low: make(), close: make(), volume: make() };
  let shares = 1; // with dividends reinvested
  let splitOnly = 1;
  for (let t = 0; t < length; t++) {
    splitOnly *= splits[t];
    shares *= splits[t] * (1 + dividends[t] / close[t]);
    adjusted.open[t] = open[t] * shares;
    adjusted.high[t] = high[t] * shares;
    adjusted.low[t] = low[t] * shares;
    adjusted.close[t] = close[t] * shares;
    adjusted.volume[t] = volume[t] / splitOnly;
  }
  return adjusted;
}
