import { check } from '../errors.js';

/**
 * The mean of each value and the `window - 1` values before it; the first ones average over what there is. Every
 * window is summed anew: nothing drifts, and a NaN is forgotten once the window has passed it.
 * @param window a number of values, at least 1
 */
export function movingAverage(values: ArrayLike<number>, window: number): Float64Array {
  check(Number.isSafeInteger(window) && window >= 1, {
    component: 'movingAverage',
    parameter: 'window',
    value: window,
    requirement: 'a positive integer',
  });
  const averages = new Float64Array(values.length);
  for (let end = 1; end <= values.length; end++) {
    const start = Math.max(0, end - window);
    let sum = 0;
    for (let i = start; i < end; i++) sum += values[i];
    averages[end - 1] = sum / (end - start);
  }
  return averages;
}
