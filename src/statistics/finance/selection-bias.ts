/**
 * How much of a Sharpe ratio is luck. Every Sharpe ratio here is one of a BAR, not of a year (annualised ones saturate the
 * probabilities at 1), of returns less the risk-free rate, and every kurtosis is RAW: 3 for a normal distribution. Libraries
 * that put the excess kurtosis into these formulas are wrong by 3/4 of the squared Sharpe ratio.
 */
import { check } from '../../errors.js';
import { mean, standardDeviation } from '../summary.js';
import { rawKurtosis, skewness as skewnessOf } from './moments.js';
import { normalCdf, normalQuantile } from './normal-distribution.js';
import { sharpePerBar } from './performance.js';
import { excessOver, presentOf, type Rate } from './returns.js';

const eulersConstant = 0.5772156649015329;

/** The shape of the returns; by default that of a normal distribution. */
export interface Shape {
  /** Default 0. */
  readonly skewness?: number;
  /** Raw; default 3. */
  readonly kurtosis?: number;
}

export interface ProbabilisticSharpeOptions extends Shape {
  /** How many returns the ratio is of. */
  readonly bars: number;
  /** The Sharpe ratio of a bar to be beaten; default 0. */
  readonly threshold?: number;
}

/**
 * The probability that the true Sharpe ratio is above the threshold. "The Sharpe Ratio Efficient Frontier" (Bailey & López de
 * Prado, 2012). NaN where skewness and kurtosis contradict each other.
 */
export function probabilisticSharpeRatio(
  sharpe: number,
  { bars, threshold = 0, ...shape }: ProbabilisticSharpeOptions,
): number {
  return normalCdf(((sharpe - threshold) * Math.sqrt(bars - 1)) / Math.sqrt(varianceFactor(sharpe, shape)));
}

/** What the variance of an estimated Sharpe ratio is, times bars - 1. */
function varianceFactor(sharpe: number, { skewness = 0, kurtosis = 3 }: Shape): number {
  return 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
}

/** What the formulas of this file need to know of a series of returns. */
export interface SharpeSample extends Required<Shape> {
  /** Of a bar, divisor n - 1. */
  readonly sharpe: number;
  readonly bars: number;
}

/** Sharpe ratio, length and shape of the excess returns; NaN is left out. */
export function sharpeSample(returns: ArrayLike<number>, riskFree: Rate = 0): SharpeSample {
  const values = presentOf(excessOver(returns, riskFree));
  return {
    sharpe: sharpePerBar(values),
    bars: values.length,
    skewness: skewnessOf(values),
    kurtosis: rawKurtosis(values),
  };
}

/**
 * The greatest of so many Sharpe ratios to be expected where every true one is 0: what the best of the trials has to beat.
 * "The Deflated Sharpe Ratio" (Bailey & López de Prado, 2014); 0 of one trial.
 * @param variance of the Sharpe ratios over the trials, in the square of their unit; default 1
 */
export function expectedMaximumSharpe(trials: number, variance = 1): number {
  check(trials >= 1, {
    component: 'expectedMaximumSharpe',
    parameter: 'trials',
    value: trials,
    requirement: 'at least 1',
  });
  if (trials === 1) return 0;
  const upper = -normalQuantile(1 / trials);
  const uppermost = -normalQuantile(1 / (trials * Math.E));
  // Below 1.3 trials, which effective numbers may be, the approximation falls below 0.
  return Math.sqrt(variance) * Math.max(0, (1 - eulersConstant) * upper + eulersConstant * uppermost);
}

export interface DeflatedSharpeOptions extends Shape {
  readonly bars: number;
  /** How many strategies, settings and seeds were tried, the chosen one included. Related trials count as fewer. */
  readonly trials: number;
  /** Variance over the trials of their Sharpe ratios of a bar. */
  readonly variance: number;
}

/** `probabilisticSharpeRatio` against `expectedMaximumSharpe`. "The Deflated Sharpe Ratio" (2014). */
export function deflatedSharpeRatio(
  sharpe: number,
  { trials, variance, ...options }: DeflatedSharpeOptions,
): number {
  const threshold = expectedMaximumSharpe(trials, variance);
  return probabilisticSharpeRatio(sharpe, { ...options, threshold });
}

export interface TrackRecordOptions extends Shape {
  /** The Sharpe ratio of a bar to be beaten; default 0. */
  readonly threshold?: number;
  /** Default 0.95. */
  readonly confidence?: number;
}

/**
 * How many bars are needed before this Sharpe ratio is above the threshold with this confidence; Infinity where it is not
 * above it. "The Sharpe Ratio Efficient Frontier" (2012).
 */
export function minimumTrackRecordLength(
  sharpe: number,
  { threshold = 0, confidence = 0.95, ...shape }: TrackRecordOptions = {},
): number {
  if (sharpe <= threshold) return Infinity;
  const ratio = normalQuantile(confidence) / (sharpe - threshold);
  return 1 + varianceFactor(sharpe, shape) * ratio * ratio;
}

/**
 * How many YEARS of data are needed lest the best of so many worthless trials be expected to show this annual Sharpe ratio.
 * "Pseudo-Mathematics and Financial Charlatanism" (Bailey, Borwein, López de Prado & Zhu, 2014).
 * @param target Sharpe ratio of a year; default 1
 */
export function minimumBacktestLength(trials: number, target = 1): number {
  const ratio = expectedMaximumSharpe(trials) / target;
  return ratio * ratio;
}

/**
 * The Sharpe ratios of a bar of several trials: the best one, and the variance that `deflatedSharpeRatio` asks for.
 * @param trials one column of returns a trial
 */
export function sharpesOfTrials(
  trials: readonly ArrayLike<number>[],
  riskFree: Rate = 0,
): {
  readonly sharpes: Float64Array;
  readonly best: number;
  readonly mean: number;
  readonly variance: number;
} {
  const sharpes = Float64Array.from(trials, (returns) => sharpePerBar(excessOver(returns, riskFree))); // [trials]
  const scatter = standardDeviation(sharpes, 1);
  const best = sharpes.reduce((found, value, index) => (value > sharpes[found] ? index : found), 0);
  return { sharpes, best, mean: mean(sharpes), variance: scatter * scatter };
}
