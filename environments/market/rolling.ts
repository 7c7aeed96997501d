/**
 * Moving averages and the like over a column, each value from that bar and earlier ones only. NaN until there are
 * enough of them.
 */

/** The first index that is no NaN. */
export function firstKnown(values: Float64Array): number {
  let first = 0;
  while (first < values.length && Number.isNaN(values[first])) first++;
  return first;
}

/** For every window of n values its reduction; the values before the first whole window are NaN. [T] */
export function rolling(
  values: Float64Array,
  n: number,
  reduce: (values: Float64Array, from: number, to: number) => number,
): Float64Array {
  const result = new Float64Array(values.length).fill(NaN); // [T]
  for (let t = firstKnown(values) + n - 1; t < values.length; t++)
    result[t] = reduce(values, t - n + 1, t + 1);
  return result;
}

export const mean = (values: Float64Array, from: number, to: number): number => {
  let sum = 0;
  for (let t = from; t < to; t++) sum += values[t];
  return sum / (to - from);
};

/** The population's standard deviation. */
export const deviation = (values: Float64Array, from: number, to: number): number => {
  const center = mean(values, from, to);
  let squares = 0;
  for (let t = from; t < to; t++) squares += (values[t] - center) * (values[t] - center);
  return Math.sqrt(squares / (to - from));
};

/** The mean distance from the mean. */
export const meanDistance = (values: Float64Array, from: number, to: number): number => {
  const center = mean(values, from, to);
  let sum = 0;
  for (let t = from; t < to; t++) sum += Math.abs(values[t] - center);
  return sum / (to - from);
};

export const least = (values: Float64Array, from: number, to: number): number => {
  let lowest = Infinity;
  for (let t = from; t < to; t++) lowest = Math.min(lowest, values[t]);
  return lowest;
};

export const most = (values: Float64Array, from: number, to: number): number => {
  let highest = -Infinity;
  for (let t = from; t < to; t++) highest = Math.max(highest, values[t]);
  return highest;
};

/** Exponential average with weight 2 / (n + 1), begun with the first value; known from the n-th on. [T] */
export function exponentialMean(values: Float64Array, n: number): Float64Array {
  const first = firstKnown(values);
  return smoothed(values, 2 / (n + 1), first, first, values[first], n);
}

/** Wilder's average: weight 1 / n, begun with the mean of the first n values. [T] */
export function wilderMean(values: Float64Array, n: number): Float64Array {
  const start = firstKnown(values) + n - 1;
  if (start >= values.length) return new Float64Array(values.length).fill(NaN);
  return smoothed(values, 1 / n, start - n + 1, start, mean(values, start - n + 1, start + 1), n);
}

function smoothed(
  values: Float64Array,
  weight: number,
  first: number,
  start: number,
  startValue: number,
  n: number,
): Float64Array {
  const result = new Float64Array(values.length).fill(NaN); // [T]
  let average = startValue;
  for (let t = start; t < values.length; t++) {
    if (t > start) average += weight * (values[t] - average);
    if (t >= first + n - 1) result[t] = average;
  }
  return result;
}

/** Exponentially weighted standard deviation of span n (weight 2 / (n + 1)), known from the n-th value on. [T] */
export function exponentialDeviation(values: Float64Array, n: number): Float64Array {
  const weight = 2 / (n + 1);
  const first = firstKnown(values);
  const result = new Float64Array(values.length).fill(NaN); // [T]
  let center = values[first];
  let variance = 0;
  for (let t = first + 1; t < values.length; t++) {
    const difference = values[t] - center;
    center += weight * difference;
    variance = (1 - weight) * (variance + weight * difference * difference);
    if (t >= first + n - 1) result[t] = Math.sqrt(variance);
  }
  return result;
}

/** The value n bars before. [T] */
export function lagged(values: Float64Array, n: number): Float64Array {
  return Float64Array.from(values, (_, t) => (t < n ? NaN : values[t - n]));
}
