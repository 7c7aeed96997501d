/**
 * What a series of simple returns amounts to, as empyrical-reloaded (efe6066) defines it: NaN is skipped, but counts as a
 * bar where years are counted, in `omegaRatio` and in `conditionalValueAtRisk`. Rates are rates a bar, not a year.
 * `barsPerYear` is 252 for days of an exchange, 52 for weeks, 12 for months.
 */
import { log1p, pow } from '../../numerics/index.js';
import { mean, quantile, sorted, standardDeviation } from '../summary.js';
import { maxDrawdown } from './drawdowns.js';
import { excessOver, presentOf, type Rate, totalReturn } from './returns.js';

/** Default 252. */
export interface Annualised {
  readonly barsPerYear?: number;
}

export interface WithRiskFree extends Annualised {
  /** Rate a bar, default 0. */
  readonly riskFree?: Rate;
}

export interface WithRequiredReturn extends Annualised {
  /** Rate a bar, default 0. */
  readonly requiredReturn?: Rate;
}

/** The compound growth a year: (product of 1 + r)^(bars a year / bars) - 1, NaN bars counted. NaN of nothing. */
export function annualReturn(returns: ArrayLike<number>, { barsPerYear = 252 }: Annualised = {}): number {
  if (returns.length === 0) return NaN;
  return pow(totalReturn(returns) + 1, barsPerYear / returns.length) - 1;
}

/** Standard deviation (divisor n - 1) times the root of the bars in a year; NaN of fewer than two bars. */
export function annualVolatility(returns: ArrayLike<number>, { barsPerYear = 252 }: Annualised = {}): number {
  return returns.length < 2 ? NaN : standardDeviation(presentOf(returns), 1) * Math.sqrt(barsPerYear);
}

/**
 * The Sharpe ratio of a year: mean / standard deviation (divisor n - 1) of the excess returns, times the root of the bars
 * in a year. Infinite where they do not vary but for rounding (a part of 1e-14 of their mean), NaN where they are all 0.
 */
export function sharpeRatio(
  returns: ArrayLike<number>,
  { riskFree = 0, barsPerYear = 252 }: WithRiskFree = {},
): number {
  return sharpePerBar(excessOver(returns, riskFree)) * Math.sqrt(barsPerYear);
}

/** The Sharpe ratio of excess returns that is not annualised: what `probabilisticSharpeRatio` and its relatives ask for. */
export function sharpePerBar(excessReturns: ArrayLike<number>): number {
  if (excessReturns.length < 2) return NaN;
  const values = presentOf(excessReturns);
  const center = mean(values);
  const scatter = standardDeviation(values, 1);
  return center / (scatter <= 1e-14 * Math.abs(center) ? 0 : scatter);
}

/** The root of the mean square of what returns fall short of the required one, a year; bars without a shortfall count. */
export function downsideRisk(
  returns: ArrayLike<number>,
  { requiredReturn = 0, barsPerYear = 252 }: WithRequiredReturn = {},
): number {
  const shortfalls = presentOf(excessOver(returns, requiredReturn)).map((value) => Math.min(value, 0));
  return Math.sqrt(mean(shortfalls.map((value) => value * value))) * Math.sqrt(barsPerYear);
}

/** Mean excess a year over the required return / `downsideRisk`. */
export function sortinoRatio(
  returns: ArrayLike<number>,
  { requiredReturn = 0, barsPerYear = 252 }: WithRequiredReturn = {},
): number {
  if (returns.length < 2) return NaN;
  const center = mean(presentOf(excessOver(returns, requiredReturn)));
  return (center * barsPerYear) / downsideRisk(returns, { requiredReturn, barsPerYear });
}

/** `annualReturn` / |`maxDrawdown`|; NaN where nothing was ever lost. */
export function calmarRatio(returns: ArrayLike<number>, annualised: Annualised = {}): number {
  const worst = maxDrawdown(returns);
  const ratio = worst < 0 ? annualReturn(returns, annualised) / Math.abs(worst) : NaN;
  return Math.abs(ratio) === Infinity ? NaN : ratio;
}

export interface OmegaOptions {
  /** Rate a bar, default 0. */
  readonly riskFree?: Rate;
  /** Rate a YEAR, above -1; default 0. */
  readonly requiredReturn?: number;
  /** Default 252. */
  readonly barsPerYear?: number;
}

/** The sum of gains over a threshold / the sum of losses below it; NaN where nothing is below. */
export function omegaRatio(
  returns: ArrayLike<number>,
  { riskFree = 0, requiredReturn = 0, barsPerYear = 252 }: OmegaOptions = {},
): number {
  if (returns.length < 2 || requiredReturn <= -1) return NaN;
  const threshold = barsPerYear === 1 ? requiredReturn : pow(1 + requiredReturn, 1 / barsPerYear) - 1;
  let gains = 0;
  let losses = 0;
  for (const excess of excessOver(returns, riskFree)) {
    const value = excess - threshold;
    if (value > 0) gains += value;
    if (value < 0) losses -= value;
  }
  return losses > 0 ? gains / losses : NaN;
}

/** R squared of the straight line through the cumulative logarithmic returns: 1 is steady growth or steady decline. */
export function stabilityOfReturns(returns: ArrayLike<number>): number {
  if (returns.length < 2) return NaN;
  let sum = 0;
  const path = presentOf(returns).map((value) => (sum += log1p(value)));
  const bars = path.map((_, t) => t);
  const [middle, level] = [mean(bars), mean(path)];
  let [crossed, squaredBars, squaredPath] = [0, 0, 0];
  for (let t = 0; t < path.length; t++) {
    crossed += (t - middle) * (path[t] - level);
    squaredBars += (t - middle) * (t - middle);
    squaredPath += (path[t] - level) * (path[t] - level);
  }
  return (crossed * crossed) / (squaredBars * squaredPath);
}

/** |95th percentile| / |5th percentile|: above 1 where the right tail is the longer one. */
export function tailRatio(returns: ArrayLike<number>): number {
  const values = presentOf(returns);
  return values.length === 0 ? NaN : Math.abs(quantile(values, 0.95)) / Math.abs(quantile(values, 0.05));
}

/** The historical value at risk: the return that a share `cutoff` of bars falls below; NaN where any bar is NaN. */
export function valueAtRisk(returns: ArrayLike<number>, cutoff = 0.05): number {
  const isMissing = returns.length === 0 || presentOf(returns).length < returns.length;
  return isMissing ? NaN : quantile(returns, cutoff);
}

/** The mean of the worst floor((bars - 1) cutoff) + 1 returns; NaN bars are counted, but never among the worst. */
export function conditionalValueAtRisk(returns: ArrayLike<number>, cutoff = 0.05): number {
  const count = Math.floor((returns.length - 1) * cutoff) + 1;
  const worst = sorted(presentOf(returns)).subarray(0, count);
  return worst.length < count ? NaN : mean(worst);
}
