import type { z } from 'zod';
import type { MarketData } from '../../../src/data/market-data.js';
import { check } from '../../../src/errors.js';
import type { Pcg64 } from '../../../src/random/index.js';
import { barsOfReturns, checkedSettings, marketOf, type ReturnPath } from './bars-of-returns.js';

type AssetSettings = Parameters<typeof barsOfReturns>[2];

interface Recursion {
  readonly mean: number;
  readonly omega: number;
  readonly alpha: number;
  /** Absent where losses count as gains do. */
  readonly gamma?: number;
  readonly beta: number;
}

/** The market of `garch` and of `gjr`, whose variance follows from the last bar's surprise. */
export function conditionalVarianceMarket<
  Schema extends z.ZodType<Recursion & AssetSettings & { readonly barsPerYear: number }>,
>(name: string, schema: Schema, settings: z.input<Schema>, bars: number, generator: Pcg64): MarketData {
  const checked = checkedSettings(name, schema, settings, bars);
  const path = returnPath(name, checked, bars, generator);
  return marketOf([barsOfReturns(name, path, checked, generator)], checked.barsPerYear);
}

function returnPath(
  name: string,
  { mean, omega, alpha, gamma = 0, beta }: Recursion,
  bars: number,
  generator: Pcg64,
): ReturnPath {
  const persistence = alpha + gamma / 2 + beta;
  check(persistence < 1, {
    component: name,
    parameter: gamma > 0 ? 'alpha + gamma / 2 + beta' : 'alpha + beta',
    value: persistence,
    requirement: 'below 1, or the variance has no long-run value',
  });
  const returns = new Float64Array(bars); // [T]
  const deviations = new Float64Array(bars); // [T]
  const longRun = omega / (1 - persistence);
  let variance = longRun;
  for (let t = 0; t < bars; t++) {
    deviations[t] = Math.sqrt(variance);
    const surprise = deviations[t] * generator.standardNormal();
    returns[t] = mean + surprise;
    variance = omega + (alpha + (surprise < 0 ? gamma : 0)) * surprise * surprise + beta * variance;
  }
  return { returns, deviations, typical: Math.sqrt(longRun) };
}
