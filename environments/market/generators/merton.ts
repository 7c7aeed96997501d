import { z } from 'zod';
import type { MarketData } from '../../../src/data/market-data.js';
import { exp } from '../../../src/numerics/index.js';
import { strictRecord } from '../../../src/plain-data.js';
import type { Pcg64 } from '../../../src/random/index.js';
import { assetShape, barsOfReturns, checkedSettings, marketOf } from './bars-of-returns.js';

/**
 * Settings of `merton`; rates are those of a year. Defaults: a mixture fitted to the S&P 500, 2000 to 2020, in which jumps are
 * frequent and small. For crashes take 1 to 3 jumps a year with mean -0.05 and deviation 0.05.
 */
export const mertonSchema = strictRecord({
  /** Growth of the expected price, jumps included: E[S_T] = S_0 exp(drift T). */
  drift: z.number().default(0.05245),
  /** Without the jumps. */
  volatility: z.number().positive().default(0.0914),
  /** Jumps a year. */
  jumps: z.number().min(0).default(113),
  /** Of the logarithm of price after / price before. */
  jumpMean: z.number().default(-0.00187),
  jumpDeviation: z.number().min(0).default(0.0158),
  ...assetShape,
});

/**
 * Geometric Brownian motion with jumps at Poisson times whose logarithms are normal, exact at every step. The drift is
 * compensated: jumps change the shape, not the expected price. "Option Pricing When Underlying Stock Returns Are
 * Discontinuous" (Merton, 1976).
 */
export function merton(settings: z.input<typeof mertonSchema>, bars: number, generator: Pcg64): MarketData {
  const checked = checkedSettings('merton', mertonSchema, settings, bars);
  const { volatility, jumps, jumpMean, jumpDeviation } = checked;
  const dt = 1 / checked.barsPerYear;
  const expectedJump = exp(jumpMean + (jumpDeviation * jumpDeviation) / 2) - 1;
  const center = (checked.drift - jumps * expectedJump - (volatility * volatility) / 2) * dt;
  const returns = new Float64Array(bars); // [T]
  const deviations = new Float64Array(bars).fill(volatility * Math.sqrt(dt)); // [T]
  for (let t = 0; t < bars; t++) {
    const count = poisson(jumps * dt, generator);
    const jump =
      count === 0 ? 0 : count * jumpMean + Math.sqrt(count) * jumpDeviation * generator.standardNormal();
    returns[t] = center + deviations[t] * generator.standardNormal() + jump;
  }
  const jumpSquare = jumpMean * jumpMean + jumpDeviation * jumpDeviation;
  const typical = Math.sqrt((volatility * volatility + jumps * jumpSquare) * dt);
  const path = { returns, deviations, typical };
  return marketOf([barsOfReturns('merton', path, checked, generator)], checked.barsPerYear);
}

/** How many waiting times of mean 1 fit into `mean`. */
function poisson(mean: number, generator: Pcg64): number {
  if (mean === 0) return 0;
  let count = 0;
  for (let time = generator.standardExponential(); time < mean; time += generator.standardExponential())
    count += 1;
  return count;
}
