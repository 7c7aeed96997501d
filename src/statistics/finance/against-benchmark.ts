/** Returns beside those of a benchmark on the same bars, as empyrical-reloaded (efe6066) defines it. */
import { pow } from '../../numerics/index.js';
import { mean, standardDeviation } from '../summary.js';
import { annualReturn, type Annualised, type WithRiskFree } from './performance.js';
import { excessOver, presentOf } from './returns.js';
import { checkSameLength } from './same-length.js';

/**
 * The slope of the returns on those of the benchmark, over the bars that both have; NaN where the benchmark's variance is
 * below 1e-30. (A constant risk-free rate would not change it; a series of rates is not subtracted, as in empyrical.)
 */
export function beta(returns: ArrayLike<number>, benchmark: ArrayLike<number>): number {
  checkSameLength(returns, benchmark);
  if (returns.length < 2) return NaN;
  const shared = Array.from(returns, (_, t) => t).filter((t) => !Number.isNaN(returns[t] + benchmark[t]));
  const center = mean(shared.map((t) => benchmark[t]));
  const covariance = mean(shared.map((t) => (benchmark[t] - center) * returns[t]));
  const variance = mean(shared.map((t) => (benchmark[t] - center) * (benchmark[t] - center)));
  return variance < 1e-30 ? NaN : covariance / variance;
}

/** What beta does not explain, compounded over a year: (1 + mean(r - beta f))^(bars a year) - 1, both less the risk-free rate. */
export function alpha(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  { riskFree = 0, barsPerYear = 252 }: WithRiskFree = {},
): number {
  const slope = beta(returns, benchmark);
  const ours = excessOver(returns, riskFree);
  const theirs = excessOver(benchmark, riskFree);
  return pow(1 + mean(presentOf(ours.map((value, t) => value - slope * theirs[t]))), barsPerYear) - 1;
}

/** Mean / standard deviation (divisor n - 1) of the difference to the benchmark, not annualised; NaN where it is constant. */
export function excessSharpe(returns: ArrayLike<number>, benchmark: ArrayLike<number>): number {
  checkSameLength(returns, benchmark);
  if (returns.length < 2) return NaN;
  const difference = presentOf(excessOver(returns, benchmark));
  const trackingError = standardDeviation(difference, 1);
  return trackingError > 0 ? mean(difference) / trackingError : NaN;
}

/** `annualReturn` of the returns / that of the benchmark. */
export function captureRatio(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  annualised: Annualised = {},
): number {
  return captureWhere(returns, benchmark, () => true, annualised);
}

/** `captureRatio` over the bars on which the benchmark did not lose. */
export function upCapture(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  annualised: Annualised = {},
): number {
  return captureWhere(returns, benchmark, (value) => value >= 0, annualised);
}

/** `captureRatio` over the bars on which the benchmark lost. */
export function downCapture(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  annualised: Annualised = {},
): number {
  return captureWhere(returns, benchmark, (value) => value < 0, annualised);
}

function captureWhere(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  counts: (benchmark: number) => boolean,
  annualised: Annualised,
): number {
  checkSameLength(returns, benchmark);
  const ours = Float64Array.from(returns).filter((_, t) => counts(benchmark[t]));
  const theirs = Float64Array.from(benchmark).filter(counts);
  return annualReturn(ours, annualised) / annualReturn(theirs, annualised);
}
