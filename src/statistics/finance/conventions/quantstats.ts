/**
 * The definitions of quantstats 0.0.81, for comparing with its tear sheets. They differ from those of empyrical, which are
 * Lepton's own: NaN counts as a return of 0, the risk-free rate is one of a YEAR and only subtracted where it is positive,
 * alpha is linear, value at risk is that of a normal distribution. Its guess whether a series is one of prices is not made
 * here: these functions take returns. "As there" marks what is wrong there, and is repeated.
 */
import { pow } from '../../../numerics/index.js';
import { mean, quantile, standardDeviation } from '../../summary.js';
import { drawdownsOf, maxDrawdown } from '../drawdowns.js';
import { correlation, sampleExcessKurtosis, sampleSkewness } from '../moments.js';
import { normalCdf, normalQuantile } from '../normal-distribution.js';
import * as trades from '../trades.js';
import { excessOver, presentOf, totalReturn } from '../returns.js';

/** Default 252. */
export interface Periods {
  readonly periods?: number;
}

export interface WithAnnualRate extends Periods {
  /** Rate a YEAR, default 0. */
  readonly riskFree?: number;
}

/** NaN as 0, infinite values left out, and the risk-free rate of a bar, (1 + annual)^(1 / periods) - 1, taken off. */
function prepared(
  returns: ArrayLike<number>,
  { riskFree = 0, periods = 252 }: WithAnnualRate = {},
): Float64Array {
  const values = Float64Array.from(returns, (value) => (value !== value ? 0 : value));
  const rate = riskFree > 0 ? pow(1 + riskFree, 1 / periods) - 1 : 0;
  return values.filter(Number.isFinite).map((value) => value - rate);
}

/** Mean / standard deviation (divisor n - 1), times the root of the periods. */
export function sharpe(returns: ArrayLike<number>, options: WithAnnualRate = {}): number {
  const values = prepared(returns, options);
  return (mean(values) / standardDeviation(values, 1)) * Math.sqrt(options.periods ?? 252);
}

/** `sharpe` with the deviation multiplied by `autocorrelationPenalty`. */
export function smartSharpe(returns: ArrayLike<number>, options: WithAnnualRate = {}): number {
  return sharpe(returns, options) / autocorrelationPenalty(prepared(returns, options));
}

/** Mean / root of the mean of squared losses over all bars, times the root of the periods. */
export function sortino(returns: ArrayLike<number>, options: WithAnnualRate = {}): number {
  const values = prepared(returns, options);
  const downside = Math.sqrt(mean(values.map((value) => (value < 0 ? value * value : 0))));
  return (mean(values) / downside) * Math.sqrt(options.periods ?? 252);
}

/** `sortino` / root of 2, to stand beside a Sharpe ratio. */
export function adjustedSortino(returns: ArrayLike<number>, options: WithAnnualRate = {}): number {
  return sortino(returns, options) / Math.SQRT2;
}

/** Standard deviation (divisor n - 1) times the root of the periods. */
export function volatility(returns: ArrayLike<number>, { periods = 252 }: Periods = {}): number {
  return standardDeviation(prepared(returns), 1) * Math.sqrt(periods);
}

/** |total + 1|^(1 / (bars / periods)) - 1. Versions before 0.0.6x counted calendar days. */
export function cagr(returns: ArrayLike<number>, options: WithAnnualRate = {}): number {
  const values = prepared(returns, options);
  return pow(Math.abs(totalReturn(values) + 1), 1 / (values.length / (options.periods ?? 252))) - 1;
}

/** `cagr` / |deepest drawdown|. */
export function calmar(returns: ArrayLike<number>, options: Periods = {}): number {
  return cagr(returns, options) / Math.abs(maxDrawdown(prepared(returns)));
}

/** sqrt(1 + 2 sum of ((N - k) / N) |rho|^k for k = 1 to N - 1), rho the correlation of neighbouring returns. */
export function autocorrelationPenalty(returns: ArrayLike<number>): number {
  const values = prepared(returns);
  const rho = Math.abs(correlation(values.subarray(0, -1), values.subarray(1)));
  let [sum, power] = [0, 1];
  for (let k = 1; k < values.length; k++) {
    power *= rho;
    sum += ((values.length - k) / values.length) * power;
  }
  return Math.sqrt(1 + 2 * sum);
}

/** The quantile of a NORMAL distribution with the mean and the deviation (times `sigma`) of the returns. */
export function valueAtRisk(
  returns: ArrayLike<number>,
  { sigma = 1, confidence = 0.95 }: { readonly sigma?: number; readonly confidence?: number } = {},
): number {
  const values = prepared(returns);
  return mean(values) + sigma * standardDeviation(values, 1) * normalQuantile(1 - confidence);
}

/** The mean of the returns below `valueAtRisk`; that itself where none is. */
export function conditionalValueAtRisk(
  returns: ArrayLike<number>,
  options: { readonly sigma?: number; readonly confidence?: number } = {},
): number {
  const limit = valueAtRisk(returns, options);
  const tail = mean(prepared(returns).filter((value) => value < limit));
  return tail === tail ? tail : limit;
}

/** The root of the sum of squared drawdowns / (n - 1). */
export function ulcerIndex(returns: ArrayLike<number>): number {
  const path = drawdownsOf(prepared(returns));
  return Math.sqrt(path.reduce((sum, value) => sum + value * value, 0) / (path.length - 1));
}

/** (Total return - risk-free rate) / `ulcerIndex`. */
export function ulcerPerformanceIndex(returns: ArrayLike<number>, riskFree = 0): number {
  return (totalReturn(prepared(returns)) - riskFree) / ulcerIndex(returns);
}

/**
 * As there, WRONG by 3/4 of the squared Sharpe ratio: the excess kurtosis of pandas stands where the raw one belongs. The
 * right one is `probabilisticSharpeRatio`.
 */
export function probabilisticSharpe(
  returns: ArrayLike<number>,
  options: WithAnnualRate & { readonly threshold?: number } = {},
): number {
  const values = prepared(returns, options);
  const ratio = mean(values) / standardDeviation(values, 1);
  const kurtosisTerm = ((sampleExcessKurtosis(values) - 3) / 4) * ratio * ratio;
  const square = 1 + 0.5 * ratio * ratio - sampleSkewness(values) * ratio + kurtosisTerm;
  return normalCdf((ratio - (options.threshold ?? 0)) / Math.sqrt(square / (values.length - 1)));
}

/** Slope (divisor n - 1) and the LINEAR alpha of a year: (mean r - beta mean f) times the periods. */
export function greeks(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  { periods = 252 }: Periods = {},
): { readonly alpha: number; readonly beta: number } {
  const [ours, theirs] = [prepared(returns), prepared(benchmark)];
  const [center, other] = [mean(ours), mean(theirs)];
  let [crossed, squared] = [0, 0];
  for (let t = 0; t < ours.length; t++) {
    crossed += (ours[t] - center) * (theirs[t] - other);
    squared += (theirs[t] - other) * (theirs[t] - other);
  }
  const beta = crossed / squared;
  return { alpha: (center - beta * other) * periods, beta };
}

/** Mean / standard deviation (divisor n - 1) of the difference, not annualised. */
export function informationRatio(returns: ArrayLike<number>, benchmark: ArrayLike<number>): number {
  const difference = excessOver(prepared(returns), prepared(benchmark));
  return mean(difference) / standardDeviation(difference, 1);
}

/** (Total return - risk-free rate) / beta. */
export function treynorRatio(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  { riskFree = 0, periods = 252 }: WithAnnualRate = {},
): number {
  return (totalReturn(prepared(returns)) - riskFree) / greeks(returns, benchmark, { periods }).beta;
}

/** The share of bars with a return, rounded UP to a hundredth. */
export function exposure(returns: ArrayLike<number>): number {
  const values = prepared(returns);
  return Math.ceil((values.filter((value) => value !== 0).length / values.length) * 100) / 100;
}

/** Gains / (gains and losses), in bars; zeros are neither. */
export const winRate = (returns: ArrayLike<number>): number => trades.winRate(returns);

/** Sum of gains / sum of losses. */
export const profitFactor = (returns: ArrayLike<number>): number => trades.profitFactor(returns);

/** Mean gain / mean loss. */
export const payoffRatio = (returns: ArrayLike<number>): number => trades.payoffRatio(returns);

/** (payoff wins - losses) / payoff, as shares. */
export const kelly = (returns: ArrayLike<number>): number => trades.kellyFraction(returns);

/** Sum of returns / sum of losses. */
export function gainToPain(returns: ArrayLike<number>): number {
  const values = prepared(returns);
  const losses = values.reduce((sum, value) => sum + Math.min(value, 0), 0);
  return values.reduce((sum, value) => sum + value, 0) / Math.abs(losses);
}

/** |95th percentile / 5th percentile|. */
export function tailRatio(returns: ArrayLike<number>): number {
  const values = prepared(returns);
  return Math.abs(quantile(values, 0.95) / quantile(values, 0.05));
}

/** |SUM of returns| / |deepest drawdown|. */
export function recoveryFactor(returns: ArrayLike<number>): number {
  const values = presentOf(prepared(returns));
  return Math.abs(values.reduce((sum, value) => sum + value, 0)) / Math.abs(maxDrawdown(values));
}

/** ((1 - w) / (1 + w))^bars, w the win rate. */
export function riskOfRuin(returns: ArrayLike<number>): number {
  const wins = trades.winRate(returns);
  return pow((1 - wins) / (1 + wins), returns.length);
}
