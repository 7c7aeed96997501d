/** Markets without chance, but for where they begin. What can be earned on them is known, so an agent must reach it. */
import { z } from 'zod';
import type { MarketData } from '../../../src/data/market-data.js';
import { check } from '../../../src/errors.js';
import type { Pcg64 } from '../../../src/random/index.js';
import { emptyBars, marketOf } from './bars-of-returns.js';

/** Settings of every curve. */
export const curveShape = {
  /** How many bars there are in a year. With 252 the bars are weekdays. */
  barsPerYear: z.number().positive().default(252),
  /** Of every bar. */
  volume: z.number().positive().default(1_000_000),
};

/** Settings of every wave. */
export const waveShape = {
  low: z.number().positive().default(100),
  high: z.number().positive().default(200),
  /** Bars. */
  period: z.number().min(2).default(252),
  /** Where in the period the first bar's open is, from 0 to 1; drawn where it is absent. */
  phase: z.number().min(0).max(1).exactOptional(),
  ...curveShape,
};

interface CurveSettings {
  readonly barsPerYear: number;
  readonly volume: number;
}

interface WaveSettings extends CurveSettings {
  readonly low: number;
  readonly high: number;
  readonly period: number;
  readonly phase?: number;
}

/** The market whose bar t opens at price(t) and closes at price(t + 1), its high and low the two of them. */
export function marketOfCurve(
  name: string,
  price: (t: number) => number,
  bars: number,
  { volume, barsPerYear }: CurveSettings,
): MarketData {
  const asset = emptyBars(name, bars);
  for (let t = 0; t < bars; t++) {
    asset.open[t] = t === 0 ? price(0) : asset.close[t - 1];
    asset.close[t] = price(t + 1);
    asset.high[t] = Math.max(asset.open[t], asset.close[t]);
    asset.low[t] = Math.min(asset.open[t], asset.close[t]);
  }
  asset.volume.fill(volume);
  return marketOf([asset], barsPerYear);
}

/** The market of a wave: `height` is from 0 to 1, of a place in the period from 0 to 1. */
export function marketOfWave(
  name: string,
  height: (place: number) => number,
  bars: number,
  settings: WaveSettings,
  generator: Pcg64,
): MarketData {
  const { low, high, period } = settings;
  check(low < high, { component: name, parameter: 'low', value: low, requirement: `below high, ${high}` });
  const phase = settings.phase ?? generator.random();
  const price = (t: number): number => {
    const periods = t / period + phase;
    return low + (high - low) * height(periods - Math.floor(periods));
  };
  return marketOfCurve(name, price, bars, settings);
}
