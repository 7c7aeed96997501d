/** The shape of a distribution, and how a series follows itself. NaN is not skipped here. */
import { check } from '../../errors.js';
import { log } from '../../numerics/index.js';
import { mean, standardDeviation } from '../summary.js';
import { checkSameLength } from './same-length.js';

/** The mean of ((x - mean) / std)^power with the standard deviation of divisor n. */
function standardizedMoment(values: ArrayLike<number>, power: 3 | 4): number {
  const center = mean(values);
  const scale = standardDeviation(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const z = (values[i] - center) / scale;
    sum += power === 3 ? z * z * z : z * z * z * z;
  }
  return sum / values.length;
}

/** The skewness of these values themselves (no correction for bias): what the probabilistic Sharpe ratio asks for. */
export const skewness = (values: ArrayLike<number>): number => standardizedMoment(values, 3);

/** The RAW kurtosis of these values themselves: 3 for a normal distribution. */
export const rawKurtosis = (values: ArrayLike<number>): number => standardizedMoment(values, 4);

/** `rawKurtosis` less 3: 0 for a normal distribution. */
export const excessKurtosis = (values: ArrayLike<number>): number => rawKurtosis(values) - 3;

/** Skewness corrected for bias, as pandas, R and spreadsheets print it (G1 of Joanes & Gill, 1998). */
export function sampleSkewness(values: ArrayLike<number>): number {
  const n = values.length;
  return (skewness(values) * Math.sqrt(n * (n - 1))) / (n - 2);
}

/** Excess kurtosis corrected for bias, as pandas and spreadsheets print it (G2 of Joanes & Gill, 1998). */
export function sampleExcessKurtosis(values: ArrayLike<number>): number {
  const n = values.length;
  return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excessKurtosis(values) + 6);
}

/** Pearson's correlation; NaN where one does not vary. */
export function correlation(first: ArrayLike<number>, second: ArrayLike<number>): number {
  checkSameLength(first, second);
  const [center, other] = [mean(first), mean(second)];
  let [crossed, squared, squaredOther] = [0, 0, 0];
  for (let i = 0; i < first.length; i++) {
    crossed += (first[i] - center) * (second[i] - other);
    squared += (first[i] - center) * (first[i] - center);
    squaredOther += (second[i] - other) * (second[i] - other);
  }
  return crossed / Math.sqrt(squared * squaredOther);
}

/** The usual estimator: sum of (x_t - mean)(x_(t+lag) - mean) / sum of (x_t - mean)^2, one mean and one variance for all. */
export function autocorrelation(values: ArrayLike<number>, lag: number): number {
  check(Number.isSafeInteger(lag) && lag >= 0, {
    component: 'autocorrelation',
    parameter: 'lag',
    value: lag,
    requirement: 'an integer of at least 0',
  });
  const center = mean(values);
  let [crossed, squared] = [0, 0];
  for (let t = 0; t < values.length; t++) {
    const distance = values[t] - center;
    squared += distance * distance;
    if (t + lag < values.length) crossed += distance * (values[t + lag] - center);
  }
  return crossed / squared;
}

/**
 * Hill's index of the tail: k / the sum of log(x_i / x_(k+1)) over the k greatest magnitudes, k = floor(share n). Smaller is
 * heavier; about 3 for daily returns of stocks. "A Simple General Approach to Inference About the Tail of a Distribution"
 * (Hill, 1975). NaN of too few values.
 */
export function hillTailIndex(values: ArrayLike<number>, share = 0.05): number {
  const magnitudes = Float64Array.from(values, Math.abs).sort().reverse();
  const count = Math.floor(share * magnitudes.length);
  if (count < 1 || count >= magnitudes.length) return NaN;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += log(magnitudes[i] / magnitudes[count]);
  return count / sum;
}
