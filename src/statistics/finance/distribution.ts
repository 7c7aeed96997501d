import { check } from '../../errors.js';
import { summarize, type Summary } from '../summary.js';
import { rawKurtosis, skewness } from './moments.js';
import { normalQuantile } from './normal-distribution.js';
import { presentOf } from './returns.js';

/** What returns look like; NaN is left out. */
export interface ReturnDistribution extends Summary {
  readonly skewness: number;
  /** Raw: 3 for a normal distribution. */
  readonly kurtosis: number;
  /** Share of bars above 0. */
  readonly positive: number;
}

/** Quartiles, moments and the share of gains. @throws LeptonError `invalid-value` where there is nothing */
export function distributionOf(returns: ArrayLike<number>): ReturnDistribution {
  const values = presentOf(returns);
  return {
    ...summarize(values),
    skewness: skewness(values),
    kurtosis: rawKurtosis(values),
    positive: values.filter((value) => value > 0).length / values.length,
  };
}

/** Counts in bins of equal width. Bin i holds edges[i] <= x < edges[i + 1], the last one its upper edge too. */
export interface Histogram {
  /** [bins + 1] */
  readonly edges: Float64Array;
  /** [bins] */
  readonly counts: Int32Array;
}

/** From the least to the greatest value; a single bin around the value where all are equal. NaN is left out. */
export function histogram(values: ArrayLike<number>, bins = 50): Histogram {
  const present = presentOf(values);
  check(Number.isSafeInteger(bins) && bins > 0 && present.length > 0, {
    component: 'histogram',
    parameter: present.length > 0 ? 'bins' : 'values.length',
    value: present.length > 0 ? bins : 0,
    requirement: 'a positive integer',
  });
  const low = present.reduce((least, value) => Math.min(least, value), Infinity);
  const high = present.reduce((greatest, value) => Math.max(greatest, value), -Infinity);
  if (low === high) return { edges: Float64Array.of(low, high), counts: Int32Array.of(present.length) };
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => low + (i * (high - low)) / bins); // [bins + 1]
  edges[bins] = high;
  const counts = new Int32Array(bins); // [bins]
  for (const value of present) {
    let bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins));
    // The division may round across an edge, and across several where bins are narrower than the spacing of doubles.
    while (value < edges[bin]) bin -= 1;
    while (bin + 1 < bins && value >= edges[bin + 1]) bin += 1;
    counts[bin] += 1;
  }
  return { edges, counts };
}

/** Points of a plot against the normal distribution: a straight line where returns are normal. */
export interface NormalPlot {
  /** Quantiles of the standard normal distribution at (i - 1/2) / n. [T] */
  readonly theoretical: Float64Array;
  /** The values in ascending order. [T] */
  readonly observed: Float64Array;
}

/** The quantile-quantile plot of returns against the standard normal distribution; NaN is left out. */
export function normalPlot(returns: ArrayLike<number>): NormalPlot {
  const observed = presentOf(returns).sort();
  return { theoretical: observed.map((_, i) => normalQuantile((i + 0.5) / observed.length)), observed };
}
