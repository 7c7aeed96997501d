/** Metrics over a window that moves by one bar: value i belongs to bar i + window - 1. [T - window + 1] of [T] */
import { check } from '../../errors.js';
import { beta } from './against-benchmark.js';
import { type Annualised, annualVolatility, sharpeRatio, type WithRiskFree } from './performance.js';
import { excessOver } from './returns.js';
import { checkSameLength } from './same-length.js';

/** `metric` of every window; nothing where the window is longer than the series. */
export function rolling(
  returns: ArrayLike<number>,
  window: number,
  metric: (values: Float64Array, start: number) => number,
): Float64Array {
  check(Number.isSafeInteger(window) && window > 0, {
    component: 'rolling',
    parameter: 'window',
    value: window,
    requirement: 'a positive integer',
  });
  const values = Float64Array.from(returns); // [T]
  const results = new Float64Array(Math.max(0, values.length - window + 1)); // [T - window + 1]
  return results.map((_, start) => metric(values.subarray(start, start + window), start));
}

/** `sharpeRatio` of every window. */
export function rollingSharpe(
  returns: ArrayLike<number>,
  window: number,
  { riskFree = 0, barsPerYear = 252 }: WithRiskFree = {},
): Float64Array {
  return rolling(excessOver(returns, riskFree), window, (values) => sharpeRatio(values, { barsPerYear }));
}

/** `annualVolatility` of every window. */
export function rollingVolatility(
  returns: ArrayLike<number>,
  window: number,
  annualised: Annualised = {},
): Float64Array {
  return rolling(returns, window, (values) => annualVolatility(values, annualised));
}

/** `beta` of every window. */
export function rollingBeta(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  window: number,
): Float64Array {
  checkSameLength(returns, benchmark);
  const theirs = Float64Array.from(benchmark); // [T]
  return rolling(returns, window, (values, start) => beta(values, theirs.subarray(start, start + window)));
}
