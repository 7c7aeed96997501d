import { z } from 'zod';
import type { MarketData } from '../../../src/data/market-data.js';
import { strictRecord } from '../../../src/plain-data.js';
import type { Pcg64 } from '../../../src/random/index.js';
import { assetShape } from './bars-of-returns.js';
import { conditionalVarianceMarket } from './conditional-variance.js';

/** Settings of `garch`; everything is that of a bar. Defaults: S&P 500, daily, 2000 to 2020. */
export const garchSchema = strictRecord({
  /** Mean of the logarithmic return of a bar. */
  mean: z.number().default(0.000135),
  omega: z.number().positive().default(2.166e-6),
  /** Of the last squared surprise. */
  alpha: z.number().min(0).default(0.1198),
  /** Of the last variance; alpha + beta must be below 1. */
  beta: z.number().min(0).default(0.8647),
  ...assetShape,
});

/**
 * GARCH(1, 1): r = mean + e, e normal with variance s2' = omega + alpha e^2 + beta s2, which begins at its long-run value
 * omega / (1 - alpha - beta). Volatility comes in clusters. "Generalized Autoregressive Conditional Heteroskedasticity"
 * (Bollerslev, 1986).
 */
export function garch(settings: z.input<typeof garchSchema>, bars: number, generator: Pcg64): MarketData {
  return conditionalVarianceMarket('garch', garchSchema, settings, bars, generator);
}
