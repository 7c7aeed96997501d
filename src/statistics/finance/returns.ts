import { log } from '../../numerics/index.js';
import { checkSameLength } from './same-length.js';

/** A rate a bar: one for all bars, or one for each. */
export type Rate = number | ArrayLike<number>;

/** Simple returns of a column of prices or of equity: value / value before - 1. [T - 1] of [T] */
export function simpleReturns(prices: ArrayLike<number>): Float64Array {
  const returns = new Float64Array(Math.max(0, prices.length - 1)); // [T - 1]
  for (let t = 1; t < prices.length; t++) returns[t - 1] = prices[t] / prices[t - 1] - 1;
  return returns;
}

/** Logarithmic returns of a column of positive prices. [T - 1] of [T] */
export function logarithmicReturns(prices: ArrayLike<number>): Float64Array {
  const returns = new Float64Array(Math.max(0, prices.length - 1)); // [T - 1]
  for (let t = 1; t < prices.length; t++) returns[t - 1] = log(prices[t] / prices[t - 1]);
  return returns;
}

/** What one unit of wealth has become after each bar, less that unit; NaN counts as 0. [T] */
export function cumulativeReturns(returns: ArrayLike<number>): Float64Array {
  const cumulative = new Float64Array(returns.length); // [T]
  let wealth = 1;
  for (let t = 0; t < returns.length; t++) {
    const value = returns[t];
    if (value === value) wealth *= 1 + value;
    cumulative[t] = wealth - 1;
  }
  return cumulative;
}

/** The product of 1 + r, less 1; NaN is skipped. */
export function totalReturn(returns: ArrayLike<number>): number {
  let wealth = 1;
  for (let t = 0; t < returns.length; t++) if (returns[t] === returns[t]) wealth *= 1 + returns[t];
  return wealth - 1;
}

/** The values that are not NaN, in order. */
export function presentOf(values: ArrayLike<number>): Float64Array {
  const present = new Float64Array(values.length); // [T]
  let count = 0;
  for (let t = 0; t < values.length; t++) if (values[t] === values[t]) present[count++] = values[t];
  return present.subarray(0, count);
}

/**
 * Returns less a rate, bar by bar; NaN where either is.
 * @throws LeptonError `invalid-value` where the rate is a series of another length
 */
export function excessOver(returns: ArrayLike<number>, rate: Rate): Float64Array {
  if (typeof rate === 'number') return Float64Array.from(returns, (value) => value - rate);
  checkSameLength(returns, rate);
  return Float64Array.from(returns, (value, t) => value - rate[t]);
}

/** A column of values with the time of each, increasing. */
export interface TimedValues {
  /** Milliseconds since 1970 UTC. [T] */
  readonly times: ArrayLike<number>;
  /** [T] */
  readonly values: ArrayLike<number>;
}

/** Two columns on one axis of time. All [T] */
export interface Aligned {
  readonly times: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/**
 * Two series on all times that either has, NaN where one has none, as pandas and so empyrical align them (an outer join).
 * Metrics then skip the NaN, but those that count bars count them.
 */
export function alignOnTimes(first: TimedValues, second: TimedValues): Aligned {
  const times = Float64Array.from(new Set([...Array.from(first.times), ...Array.from(second.times)])).sort(); // [T]
  return { times, first: spreadOver(times, first), second: spreadOver(times, second) };
}

function spreadOver(times: Float64Array, series: TimedValues): Float64Array {
  checkSameLength(series.times, series.values);
  const known = new Map(Array.from(series.times, (time, t) => [time, series.values[t]]));
  return times.map((time) => known.get(time) ?? NaN);
}
