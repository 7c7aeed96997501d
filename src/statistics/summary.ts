import { check } from '../errors.js';

/** What a set of numbers looks like. */
export interface Summary {
  readonly count: number;
  readonly mean: number;
  /** Standard deviation, divisor n. */
  readonly std: number;
  readonly min: number;
  readonly quartile1: number;
  readonly median: number;
  readonly quartile3: number;
  readonly max: number;
}

/** The arithmetic mean, summed in order; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/**
 * The standard deviation in two passes.
 * @param missing what the divisor lacks to n: 0 describes these values, 1 estimates the population that they are from
 */
export function standardDeviation(values: ArrayLike<number>, missing: 0 | 1 = 0): number {
  const center = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - center) * (values[i] - center);
  return Math.sqrt(sum / (values.length - missing));
}

/** The values in ascending order, as a fresh array. */
export function sorted(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/**
 * The quantile of values that are in ascending order, linear between neighbours: type 7 of "Sample Quantiles in
 * Statistical Packages" (Hyndman & Fan, 1996), the default of numpy and R.
 * @param probability from 0 (the least) to 1 (the greatest)
 */
export function quantileOfSorted(ascending: ArrayLike<number>, probability: number): number {
  check(ascending.length > 0 && probability >= 0 && probability <= 1, {
    component: 'quantile',
    parameter: ascending.length > 0 ? 'probability' : 'values.length',
    value: ascending.length > 0 ? probability : 0,
    requirement: ascending.length > 0 ? 'from 0 to 1' : 'at least 1',
  });
  const position = probability * (ascending.length - 1);
  const below = Math.floor(position);
  const low = ascending[below];
  const high = ascending[Math.min(below + 1, ascending.length - 1)];
  const share = position - below;
  if (share === 0) return low;
  // Between infinite ends, or ends whose distance is infinite, the difference says nothing.
  return Number.isFinite(high - low) ? low + share * (high - low) : low * (1 - share) + high * share;
}

/** `quantileOfSorted` of values in any order. */
export function quantile(values: ArrayLike<number>, probability: number): number {
  return quantileOfSorted(sorted(values), probability);
}

/** Count, mean, standard deviation (divisor n) and quartiles of some values. @throws LeptonError `invalid-value` where there are none */
export function summarize(values: ArrayLike<number>): Summary {
  const ascending = sorted(values);
  return {
    count: values.length,
    mean: mean(values),
    std: standardDeviation(values),
    min: quantileOfSorted(ascending, 0),
    quartile1: quantileOfSorted(ascending, 0.25),
    median: quantileOfSorted(ascending, 0.5),
    quartile3: quantileOfSorted(ascending, 0.75),
    max: quantileOfSorted(ascending, 1),
  };
}
