import { z } from 'zod';
import { strictRecord } from '../../../src/plain-data.js';
import type { MarketView } from '../view.js';
import { strategyKind } from './contract.js';

/** "Portfolio selection" (Markowitz, Journal of Finance 7, 1952), at the end of least risk, without short positions. */
export const minimumVariance = strategyKind({
  name: 'minimum-variance',
  description: 'holds the assets so that the variance of the last bars would have been least, no asset short',
  parameters: strictRecord({
    /** Returns that the covariances are of. */
    bars: z.number().int().min(2).default(120),
    /** Bars from one rebalancing to the next. */
    every: z.number().int().positive().default(21),
    /** How far covariances are drawn towards those of assets that have nothing to do with each other, from 0 to 1. */
    shrinkage: z.number().min(0).max(1).default(0.1),
  }),
  create({ bars, every, shrinkage }) {
    let waited = Infinity;
    return {
      account: { rebalance: 0 },
      decide(view) {
        if (++waited < every || view.bar < bars) return undefined;
        waited = 0;
        return leastVarianceWeights(covariances(view, bars, shrinkage));
      },
    };
  },
});

type Matrix = readonly (readonly number[])[];

function covariances(view: MarketView, bars: number, shrinkage: number): Matrix {
  const returns = view.assets.map((_, asset) => {
    const prices = view.history('adjusted', bars + 1, asset);
    const values = Array.from({ length: bars }, (_unused, t) => prices[t + 1] / prices[t] - 1);
    const mean = values.reduce((sum, value) => sum + value, 0) / bars;
    return values.map((value) => value - mean);
  });
  return returns.map((first, i) =>
    returns.map((second, j) => {
      const covariance = first.reduce((sum, value, t) => sum + value * second[t], 0) / (bars - 1);
      return i === j ? covariance : (1 - shrinkage) * covariance;
    }),
  );
}

/**
 * Weights of at least 0 that add up to 1 with the least variance: one asset's weight after the other is set to what is best given the rest,
 * until nothing changes (the problem is convex, and so this converges). Equal weights where nothing varies.
 */
export function leastVarianceWeights(covariance: Matrix): readonly number[] {
  const count = covariance.length;
  const variance = covariance.reduce((sum, row, i) => sum + row[i], 0) / count;
  if (!(variance > 0)) return covariance.map(() => 1 / count);
  // Least of x'Cx/2 - sum x over x >= 0; the portfolio is x, scaled. A ridge keeps an asset that never moved from weighing infinitely.
  const ridge = 1e-9 * variance;
  const x = covariance.map(() => 1 / (count * variance));
  for (let round = 0; round < 1000; round++) {
    let change = 0;
    for (let i = 0; i < count; i++) {
      const others = covariance[i].reduce((sum, value, j) => (j === i ? sum : sum + value * x[j]), 0);
      const value = Math.max(0, (1 - others) / (covariance[i][i] + ridge));
      change = Math.max(change, Math.abs(value - x[i]) * variance);
      x[i] = value;
    }
    if (change < 1e-12) break;
  }
  const total = x.reduce((sum, value) => sum + value, 0);
  return total > 0 ? x.map((value) => value / total) : covariance.map(() => 1 / count);
}
