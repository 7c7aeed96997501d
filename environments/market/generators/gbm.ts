import { z } from 'zod';
import type { MarketData } from '../../../src/data/market-data.js';
import { strictRecord } from '../../../src/plain-data.js';
import type { Pcg64 } from '../../../src/random/index.js';
import { assetShape, barsOfReturns, checkedSettings, marketOf } from './bars-of-returns.js';

/** Settings of `gbm`; rates are those of a year. Defaults: S&P 500, 2000 to 2020. */
export const gbmSchema = strictRecord({
  /** Growth of the expected price: E[S_T] = S_0 exp(drift T). */
  drift: z.number().default(0.0538),
  volatility: z.number().positive().default(0.199),
  ...assetShape,
});

/**
 * Geometric Brownian motion, exact at every step: log returns are normal with mean (drift - volatility^2 / 2) dt and variance
 * volatility^2 dt. It has none of the stylised facts: no fat tails, no clusters. "Theory of Rational Option Pricing" (Merton,
 * 1973), with the model of Samuelson (1965).
 */
export function gbm(settings: z.input<typeof gbmSchema>, bars: number, generator: Pcg64): MarketData {
  const checked = checkedSettings('gbm', gbmSchema, settings, bars);
  const dt = 1 / checked.barsPerYear;
  const deviation = checked.volatility * Math.sqrt(dt);
  const center = (checked.drift - (checked.volatility * checked.volatility) / 2) * dt;
  const returns = new Float64Array(bars); // [T]
  for (let t = 0; t < bars; t++) returns[t] = center + deviation * generator.standardNormal();
  const deviations = new Float64Array(bars).fill(deviation); // [T]
  const path = { returns, deviations, typical: deviation };
  return marketOf([barsOfReturns('gbm', path, checked, generator)], checked.barsPerYear);
}
