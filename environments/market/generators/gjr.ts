import { z } from 'zod';
import type { MarketData } from '../../../src/data/market-data.js';
import { strictRecord } from '../../../src/plain-data.js';
import type { Pcg64 } from '../../../src/random/index.js';
import { assetShape } from './bars-of-returns.js';
import { conditionalVarianceMarket } from './conditional-variance.js';

/** Settings of `gjr`; everything is that of a bar. Defaults: S&P 500, daily, 2000 to 2020. */
export const gjrSchema = strictRecord({
  /** Mean of the logarithmic return of a bar. */
  mean: z.number().default(0.000135),
  omega: z.number().positive().default(2.378e-6),
  /** Of the last squared surprise. */
  alpha: z.number().min(0).default(0),
  /** Of the last squared surprise where it was a loss; alpha + gamma / 2 + beta must be below 1. */
  gamma: z.number().min(0).default(0.2104),
  /** Of the last variance. */
  beta: z.number().min(0).default(0.8741),
  ...assetShape,
});

/**
 * GARCH(1, 1) in which losses raise the variance more than gains do: s2' = omega + (alpha + gamma [e < 0]) e^2 + beta s2. It
 * has the leverage effect. "On the Relation between the Expected Value and the Volatility of the Nominal Excess Return on
 * Stocks" (Glosten, Jagannathan & Runkle, 1993).
 */
export function gjr(settings: z.input<typeof gjrSchema>, bars: number, generator: Pcg64): MarketData {
  return conditionalVarianceMarket('gjr', gjrSchema, settings, bars, generator);
}
