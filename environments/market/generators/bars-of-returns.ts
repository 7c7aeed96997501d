/** From what a model says of closes to whole bars: times, opens, highs, lows, volumes. */
import { z } from 'zod';
import type { Bars, MarketData } from '../../../src/data/market-data.js';
import { check, fail } from '../../../src/errors.js';
import { exp, log } from '../../../src/numerics/index.js';
import { checkPlainData, strictRecord } from '../../../src/plain-data.js';
import type { Pcg64 } from '../../../src/random/index.js';

/** Settings that every random market has. */
export const assetShape = {
  /** The price before the first bar. */
  startPrice: z.number().positive().default(100),
  /** How many bars there are in a year. With 252 the bars are weekdays. */
  barsPerYear: z.number().positive().default(252),
  /** The share of a bar's variance that falls before its open. At 0 a bar opens where the last one closed. */
  overnight: z.number().min(0).max(1).default(0),
  /**
   * mean exp(noise z - noise^2 / 2) (1 + coupling |r| / s), r the bar's logarithmic return, s the model's typical deviation of
   * one, z normal.
   */
  volume: strictRecord({
    mean: z.number().positive().default(1_000_000),
    noise: z.number().min(0).default(0.3),
    coupling: z.number().min(0).default(1),
  }).prefault({}),
};

const assetSchema = z.object(assetShape);
type AssetSettings = z.output<typeof assetSchema>;

/** What a model says of one asset. */
export interface ReturnPath {
  /** Logarithmic returns from close to close. [T] */
  readonly returns: Float64Array;
  /** The deviation of each bar's return, as known before the bar. [T] */
  readonly deviations: Float64Array;
  /** The deviation of a return in the long run. */
  readonly typical: number;
}

/**
 * Bars whose closes have these returns. Within a bar the logarithm of the price is a Brownian bridge from open to close, whose
 * maximum and minimum are drawn from their exact distributions: (x + sqrt(x^2 - 2 s^2 log U)) / 2 for the maximum, x the
 * return from open to close and s its deviation ("Monte Carlo Methods in Financial Engineering", Glasserman, 2003, section
 * 6.4). The two are drawn independently of each other, which only their joint distribution notices.
 */
export function barsOfReturns(
  name: string,
  { returns, deviations, typical }: ReturnPath,
  { startPrice, overnight, volume }: AssetSettings,
  generator: Pcg64,
): Bars {
  const bars = emptyBars(name, returns.length);
  let logarithm = log(startPrice);
  for (let t = 0; t < returns.length; t++) {
    const gap = overnightGap(returns[t], deviations[t], overnight, generator);
    const inside = returns[t] - gap;
    const spread = deviations[t] * deviations[t] * (1 - overnight);
    const opening = t === 0 && gap === 0 ? startPrice : gap === 0 ? bars.close[t - 1] : exp(logarithm + gap);
    const closing = exp(logarithm + returns[t]);
    const top = exp(logarithm + gap + bridgeMaximum(inside, spread, generator));
    const bottom = exp(logarithm + gap - bridgeMaximum(-inside, spread, generator));
    bars.open[t] = opening;
    bars.close[t] = closing;
    bars.high[t] = Math.max(opening, closing, top);
    bars.low[t] = Math.min(opening, closing, bottom);
    const noise = exp(volume.noise * generator.standardNormal() - 0.5 * volume.noise * volume.noise);
    bars.volume[t] = volume.mean * noise * (1 + (volume.coupling * Math.abs(returns[t])) / typical);
    logarithm += returns[t];
    checkPrices(name, bars, t);
  }
  return bars;
}

/** A part of the bar's return: what a Brownian motion has done after that share of the time, given where it ends. */
function overnightGap(total: number, deviation: number, share: number, generator: Pcg64): number {
  if (share === 0) return 0;
  return share * total + deviation * Math.sqrt(share * (1 - share)) * generator.standardNormal();
}

function bridgeMaximum(x: number, variance: number, generator: Pcg64): number {
  return (x + Math.sqrt(x * x - 2 * variance * log(1 - generator.random()))) / 2;
}

/** An asset of so many bars, everything in it still to be written. */
export function emptyBars(name: string, bars: number): Bars {
  return {
    name,
    open: new Float64Array(bars), // [T]
    high: new Float64Array(bars), // [T]
    low: new Float64Array(bars), // [T]
    close: new Float64Array(bars), // [T]
    volume: new Float64Array(bars), // [T]
    dividends: new Float64Array(bars), // [T]
    splits: new Float64Array(bars).fill(1), // [T]
    features: {},
    tradable: new Uint8Array(bars).fill(1), // [T]
  };
}

/** Prices that left the range of float64 are the fault of the settings. */
function checkPrices(name: string, { high, low }: Bars, t: number): void {
  if (low[t] > 0 && high[t] < Infinity) return;
  fail('invalid-value', {
    component: name,
    parameter: `the price of bar ${t}`,
    value: low[t] > 0 ? high[t] : low[t],
    requirement: 'positive and finite',
    hint: 'drift or volatility is too large for so many bars',
  });
}

const day = 86_400_000;
/** Monday, 3 January 2000, UTC. */
const firstDay = 946_857_600_000;

/** The market of some assets: weekdays from 3 January 2000 on where a year has 252 bars, else bars that divide 365 days. */
export function marketOf(assets: readonly Bars[], barsPerYear: number): MarketData {
  const isWeekdays = barsPerYear === 252;
  const times = new Float64Array(assets[0].close.length); // [T]
  for (let t = 0; t < times.length; t++) {
    const days = isWeekdays ? 7 * Math.floor(t / 5) + (t % 5) : (t * 365) / barsPerYear;
    times[t] = firstDay + Math.round(days * day);
  }
  return { times, assets, barsPerYear };
}

/** The settings with their defaults. @throws LeptonError `invalid-value`, for a wrong number of bars too */
export function checkedSettings<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  settings: z.input<Schema>,
  bars: number,
): z.output<Schema> {
  check(Number.isSafeInteger(bars) && bars > 0, {
    component: name,
    parameter: 'bars',
    value: bars,
    requirement: 'a positive integer',
  });
  return checkPlainData(schema, settings, name);
}
