import { readFileSync } from 'node:fs';
import type { Interval } from '../../src/statistics/bootstrap.js';

interface Golden {
  readonly values: readonly number[];
  readonly mean: number;
  readonly std: number;
  readonly sampleStd: number | null;
  readonly quantiles: readonly (readonly [probability: number, quantile: number])[];
  readonly interquartileMean: number;
  readonly movingAverage3: readonly number[];
  readonly bootstrapMean: Interval;
  readonly bootstrapInterquartileMean: Interval;
}

/** What numpy and scipy say of some samples; `golden.py` made it. */
export const golden: [name: string, Golden][] = Object.entries(
  JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8')) as Record<string, Golden>,
);

/** Greatest difference that float64 rounding may make at this size. */
export function rounding(value: number): number {
  return 1e-13 * Math.max(1, Math.abs(value));
}
