/**
 * What real returns have in common and independent normal ones lack: "Empirical properties of asset returns: stylized facts
 * and statistical issues" (Cont, 2001), measured on logarithmic returns.
 */
import { check } from '../../errors.js';
import { mean, quantile } from '../summary.js';
import { autocorrelation, correlation, excessKurtosis, hillTailIndex, skewness } from './moments.js';
import { checkSameLength } from './same-length.js';

/** One number for each fact. */
export interface StylisedFacts {
  /** Of one bar; 0 for a normal distribution. Fat tails are above. */
  readonly excessKurtosis: number;
  /** Hill's index of the greatest 5 % of the magnitudes; about 3 for stocks. */
  readonly tailIndex: number;
  /** The greatest magnitude of the autocorrelations of returns at lags 1 to 10: near 0, or one could trade on it. */
  readonly greatestAutocorrelation: number;
  /** Autocorrelations of |r|: volatility comes in clusters that fade slowly. */
  readonly absoluteAutocorrelation1: number;
  readonly absoluteAutocorrelation10: number;
  readonly absoluteAutocorrelation50: number;
  /** Of the squared returns, lag 1. */
  readonly squaredAutocorrelation1: number;
  /** Mean correlation of r_t with r^2_(t+k) for k = 1 to 10: below 0 where losses raise volatility. */
  readonly leverage: number;
  /** Below 0 where crashes are sharper than rallies. */
  readonly skewness: number;
  /** Excess kurtosis of sums over 20 bars that do not overlap: nearer to 0 than that of one bar. */
  readonly kurtosis20: number;
  /** Correlation of |r| with the volume of its bar; NaN without volumes. */
  readonly volumeVolatility: number;
  /**
   * How much better squared 20-bar returns foresee the sum of squared returns of the next 20 bars than the reverse: a
   * difference of correlations, above 0 in real markets ("Time reversal invariance in finance", Zumbach, 2009).
   */
  readonly timeReversal: number;
  /** Variance / mean of the count of the greatest 5 % of magnitudes in 20 bars: about 0.95 if they come at random. */
  readonly fano: number;
}

/** The least number of returns that the facts can be computed of. */
export const leastReturns = 200;

/**
 * Measures every fact.
 * @param returns logarithmic, finite [T]
 * @param volumes of the same bars; may be left out [T]
 * @throws LeptonError `invalid-value`
 */
export function stylisedFacts(returns: ArrayLike<number>, volumes?: ArrayLike<number>): StylisedFacts {
  checkReturns(returns);
  const values = Float64Array.from(returns); // [T]
  const magnitudes = values.map(Math.abs); // [T]
  const squares = values.map((value) => value * value); // [T]
  const lags = Array.from({ length: 10 }, (_, i) => i + 1);
  if (volumes !== undefined) checkSameLength(returns, volumes);
  return {
    excessKurtosis: excessKurtosis(returns),
    tailIndex: hillTailIndex(returns, 0.05),
    greatestAutocorrelation: Math.max(...lags.map((lag) => Math.abs(autocorrelation(returns, lag)))),
    absoluteAutocorrelation1: autocorrelation(magnitudes, 1),
    absoluteAutocorrelation10: autocorrelation(magnitudes, 10),
    absoluteAutocorrelation50: autocorrelation(magnitudes, 50),
    squaredAutocorrelation1: autocorrelation(squares, 1),
    leverage: mean(lags.map((lag) => laggedCorrelation(values, squares, lag))),
    skewness: skewness(returns),
    kurtosis20: excessKurtosis(blockSums(returns, 20)),
    volumeVolatility: volumes === undefined ? NaN : correlation(volumes, magnitudes),
    timeReversal: timeReversalAsymmetry(returns, squares, 20),
    fano: fanoFactor(magnitudes, 20),
  };
}

/** Correlation of a_t with b_(t + lag). */
function laggedCorrelation(a: Float64Array, b: Float64Array, lag: number): number {
  return correlation(a.subarray(0, a.length - lag), b.subarray(lag));
}

/** Sums of neighbours, from the first value on; what is left over at the end is not used. */
function blockSums(values: ArrayLike<number>, length: number): Float64Array {
  const sums = new Float64Array(Math.floor(values.length / length)); // [T / length]
  for (let i = 0; i < sums.length * length; i++) sums[Math.floor(i / length)] += values[i];
  return sums;
}

function timeReversalAsymmetry(returns: ArrayLike<number>, squares: Float64Array, window: number): number {
  const count = returns.length - window + 1;
  const trends = new Float64Array(count); // [T - window + 1]
  const activities = new Float64Array(count); // [T - window + 1]
  for (let start = 0; start < count; start++) {
    let sum = 0;
    for (let t = start; t < start + window; t++) {
      sum += returns[t];
      activities[start] += squares[t];
    }
    trends[start] = sum * sum;
  }
  return laggedCorrelation(trends, activities, window) - laggedCorrelation(activities, trends, window);
}

function fanoFactor(magnitudes: Float64Array, window: number): number {
  const limit = quantile(magnitudes, 0.95);
  const counts = blockSums(
    magnitudes.map((value) => Number(value > limit)),
    window,
  );
  const center = mean(counts);
  return mean(counts.map((count) => (count - center) * (count - center))) / center;
}

/** Whose ranges: an index of stocks, which has a strong leverage effect, or a single stock, which may have none. */
export type FactsVariant = 'index' | 'stock';

/** One line of the gate. */
export interface FactRow {
  readonly fact: keyof StylisedFacts;
  readonly value: number;
  /** Open at both ends. */
  readonly low: number;
  readonly high: number;
  /** `above 1.5`, for people. */
  readonly range: string;
  /** Absent where there is nothing to measure or no range is asked for. */
  readonly passed?: boolean;
}

/**
 * The facts beside the ranges that daily returns of at least 2000 bars should lie in. With fewer, chance alone can fail a row.
 * The ranges are suggestions made from the S&P 500 of 2000 to 2020 and 30 stocks of 2012 to 2017. Time reversal has none: on
 * 5000 bars chance moves it by 0.2 and more.
 * @param bars how many returns the facts were measured on
 */
export function stylisedFactsGate(
  facts: StylisedFacts,
  bars: number,
  variant: FactsVariant = 'index',
): readonly FactRow[] {
  const isIndex = variant === 'index';
  const ranges: Record<keyof StylisedFacts, readonly [number, number]> = {
    excessKurtosis: [1.5, Infinity],
    tailIndex: [2, 5],
    greatestAutocorrelation: [-Infinity, bars > 10_000 ? 0.05 : 0.15],
    absoluteAutocorrelation1: [0.08, Infinity],
    absoluteAutocorrelation10: [0.04, Infinity],
    absoluteAutocorrelation50: [0, facts.absoluteAutocorrelation1],
    squaredAutocorrelation1: [0.05, Infinity],
    leverage: [-Infinity, isIndex ? -0.01 : 0.02],
    skewness: [-Infinity, isIndex ? 0.2 : Infinity],
    kurtosis20: [-Infinity, facts.excessKurtosis],
    volumeVolatility: [0, Infinity],
    timeReversal: [-Infinity, Infinity],
    fano: [1.5, Infinity],
  };
  return (Object.keys(ranges) as (keyof StylisedFacts)[]).map((fact) => {
    const value = facts[fact];
    const [low, high] = ranges[fact];
    const isAsked = value === value && (low > -Infinity || high < Infinity);
    const row = { fact, value, low, high, range: shownRange(low, high) };
    return isAsked ? { ...row, passed: value > low && value < high } : row;
  });
}

function shownRange(low: number, high: number): string {
  const [from, to] = [low, high].map((end) => String(Number(end.toPrecision(3))));
  if (low === -Infinity) return high === Infinity ? 'any' : `below ${to}`;
  return high === Infinity ? `above ${from}` : `${from} to ${to}`;
}

function checkReturns(returns: ArrayLike<number>): void {
  const component = 'stylisedFacts';
  check(returns.length >= leastReturns, {
    component,
    parameter: 'returns.length',
    value: returns.length,
    requirement: `at least ${leastReturns}`,
  });
  const wrong = Array.from(returns).findIndex((value) => !Number.isFinite(value));
  check(wrong < 0, {
    component,
    parameter: `the return in row ${wrong}`,
    value: returns[wrong],
    requirement: 'finite',
  });
}
