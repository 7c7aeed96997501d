import { z } from 'zod';
import type { MarketData } from '../../../src/data/market-data.js';
import { exp, log } from '../../../src/numerics/index.js';
import { strictRecord } from '../../../src/plain-data.js';
import type { Pcg64 } from '../../../src/random/index.js';
import { assetShape, barsOfReturns, checkedSettings, marketOf } from './bars-of-returns.js';

/** Settings of `heston`; rates are those of a year. Usual values; they keep the variance above 0 (2 k theta > xi^2). */
export const hestonSchema = strictRecord({
  /** Growth of the expected price. */
  drift: z.number().default(0.0538),
  /** How fast the variance returns to its mean. */
  reversion: z.number().positive().default(3),
  /** The long-run variance. */
  variance: z.number().positive().default(0.04),
  /** The volatility of the variance. */
  volatilityOfVariance: z.number().positive().default(0.45),
  /** Of price and variance: negative for the leverage effect. */
  correlation: z.number().min(-1).max(1).default(-0.7),
  /** The variance before the first bar; by default the long-run one. */
  startVariance: z.number().min(0).exactOptional(),
  ...assetShape,
});

/**
 * A price whose variance is a mean-reverting square-root process: "A Closed-Form Solution for Options with Stochastic
 * Volatility" (Heston, 1993). Stepped bar by bar with the quadratic-exponential scheme of "Simple and efficient simulation of
 * the Heston stochastic volatility model" (Andersen, 2008): the variance's conditional mean and variance are exact; the
 * price takes the average of the variance before and after (both gammas 1/2), without the martingale correction.
 */
export function heston(settings: z.input<typeof hestonSchema>, bars: number, generator: Pcg64): MarketData {
  const checked = checkedSettings('heston', hestonSchema, settings, bars);
  const { drift, reversion, variance, volatilityOfVariance: xi, correlation } = checked;
  const dt = 1 / checked.barsPerYear;
  const decay = exp(-reversion * dt);
  const returns = new Float64Array(bars); // [T]
  const deviations = new Float64Array(bars); // [T]
  const slope = (reversion * correlation) / xi - 0.5;
  let before = checked.startVariance ?? variance;
  for (let t = 0; t < bars; t++) {
    const center = variance + (before - variance) * decay;
    const spread =
      ((before * xi * xi * decay) / reversion) * (1 - decay) +
      ((variance * xi * xi) / (2 * reversion)) * (1 - decay) * (1 - decay);
    const after = nextVariance(center, spread, generator);
    const average = (before + after) / 2;
    const shared = (correlation / xi) * (after - before - reversion * variance * dt);
    const own = Math.sqrt((1 - correlation * correlation) * average * dt) * generator.standardNormal();
    deviations[t] = Math.sqrt(before * dt);
    returns[t] = drift * dt + shared + slope * average * dt + own;
    before = after;
  }
  const path = { returns, deviations, typical: Math.sqrt(variance * dt) };
  return marketOf([barsOfReturns('heston', path, checked, generator)], checked.barsPerYear);
}

/** A variance with this mean and this variance: a squared normal, or, near 0, a mass at 0 and an exponential tail. */
function nextVariance(center: number, spread: number, generator: Pcg64): number {
  const ratio = spread / (center * center);
  if (ratio <= 1.5) {
    const half = 2 / ratio - 1;
    const square = half + Math.sqrt(2 / ratio) * Math.sqrt(half);
    const root = Math.sqrt(square) + generator.standardNormal();
    return (center / (1 + square)) * root * root;
  }
  const mass = (ratio - 1) / (ratio + 1);
  const uniform = generator.random();
  return uniform <= mass ? 0 : (log((1 - mass) / (1 - uniform)) * center) / (1 - mass);
}
