import { z } from 'zod';
import type { MarketData } from '../../../src/data/market-data.js';
import { exp } from '../../../src/numerics/index.js';
import { strictRecord } from '../../../src/plain-data.js';
import type { Pcg64 } from '../../../src/random/index.js';
import { assetShape, barsOfReturns, checkedSettings, marketOf } from './bars-of-returns.js';

/** Settings of `ornsteinUhlenbeckPairs`; drift and volatility are those of a year. */
export const ornsteinUhlenbeckPairsSchema = strictRecord({
  /** Of the second asset, a geometric Brownian motion. */
  drift: z.number().default(0.0538),
  volatility: z.number().positive().default(0.199),
  /** How much of the second asset's logarithm is in the first one's. */
  beta: z.number().default(1),
  /** Bars in which a deviation of the spread halves. */
  halfLife: z.number().positive().default(10),
  /** The long-run standard deviation of the spread between the logarithms. */
  spread: z.number().positive().default(0.03),
  ...assetShape,
});

/**
 * Two assets tied together: log A = log start + beta (log B - log start) + X, X an Ornstein-Uhlenbeck process around 0, stepped
 * exactly and begun in its long-run distribution. Trading the spread earns; trading either alone does not. Logarithms, unlike
 * the prices of "Pairs Trading" (Elliott, van der Hoek & Malcolm, 2005), keep A positive.
 */
export function ornsteinUhlenbeckPairs(
  settings: z.input<typeof ornsteinUhlenbeckPairsSchema>,
  bars: number,
  generator: Pcg64,
): MarketData {
  const checked = checkedSettings('ornsteinUhlenbeckPairs', ornsteinUhlenbeckPairsSchema, settings, bars);
  const { drift, volatility, beta, halfLife, spread } = checked;
  const dt = 1 / checked.barsPerYear;
  const decay = exp(-Math.LN2 / halfLife);
  const step = spread * Math.sqrt(1 - decay * decay);
  const deviation = volatility * Math.sqrt(dt);
  const first = new Float64Array(bars); // [T]
  const second = new Float64Array(bars); // [T]
  let x = spread * generator.standardNormal();
  const beginning = x;
  for (let t = 0; t < bars; t++) {
    const next = decay * x + step * generator.standardNormal();
    second[t] = (drift - (volatility * volatility) / 2) * dt + deviation * generator.standardNormal();
    first[t] = beta * second[t] + next - x;
    x = next;
  }
  const both = Math.sqrt(beta * beta * deviation * deviation + step * step);
  const constant = (value: number): Float64Array => new Float64Array(bars).fill(value);
  const a = { returns: first, deviations: constant(both), typical: both };
  const b = { returns: second, deviations: constant(deviation), typical: deviation };
  const start = { ...checked, startPrice: checked.startPrice * exp(beginning) };
  return marketOf(
    [barsOfReturns('A', a, start, generator), barsOfReturns('B', b, checked, generator)],
    checked.barsPerYear,
  );
}
