/** The definitions of backtesting.py 0.6.6, for comparing with its result table. They differ from empyrical's on purpose. */
import { exp, log1p, pow } from '../../../numerics/index.js';
import { mean, standardDeviation } from '../../summary.js';
import { beta as slopeOf } from '../against-benchmark.js';
import { simpleReturns } from '../returns.js';
import * as trades from '../trades.js';

export interface YearOptions {
  /** 252; 365 where there are weekends; 52, 12, 1. Default 252. */
  readonly barsPerYear?: number;
  /** Rate a YEAR, default 0. */
  readonly riskFree?: number;
}

/** (1 + g)^bars a year - 1, g the geometric mean return, in which the first bar counts as a return of 0. */
export function annualReturn(equity: ArrayLike<number>, { barsPerYear = 252 }: YearOptions = {}): number {
  return pow(1 + geometricMean(equity), barsPerYear) - 1;
}

function geometricMean(equity: ArrayLike<number>): number {
  const returns = simpleReturns(equity);
  if (returns.some((value) => value <= -1)) return 0;
  return exp(returns.reduce((sum, value) => sum + log1p(value), 0) / equity.length) - 1;
}

/** sqrt((variance + (1 + g)^2)^Y - (1 + g)^(2 Y)): that of a compounded return, not the scaled one of a bar. */
export function annualVolatility(equity: ArrayLike<number>, { barsPerYear = 252 }: YearOptions = {}): number {
  const deviation = standardDeviation(simpleReturns(equity), 1);
  const growth = 1 + geometricMean(equity);
  return Math.sqrt(pow(deviation * deviation + growth * growth, barsPerYear) - pow(growth, 2 * barsPerYear));
}

/** (`annualReturn` - risk-free rate) / `annualVolatility`. */
export function sharpeRatio(equity: ArrayLike<number>, options: YearOptions = {}): number {
  return (annualReturn(equity, options) - (options.riskFree ?? 0)) / annualVolatility(equity, options);
}

/** (`annualReturn` - risk-free rate) / (root of the mean squared loss, times the root of the bars a year). */
export function sortinoRatio(equity: ArrayLike<number>, options: YearOptions = {}): number {
  const losses = simpleReturns(equity).map((value) => Math.min(value, 0) * Math.min(value, 0));
  const downside = Math.sqrt(mean(losses)) * Math.sqrt(options.barsPerYear ?? 252);
  return (annualReturn(equity, options) - (options.riskFree ?? 0)) / downside;
}

/** Growth a year of 365.25 calendar days between the first and the last time (milliseconds). */
export function cagr(equity: ArrayLike<number>, times: ArrayLike<number>): number {
  const years = (times[times.length - 1] - times[0]) / (365.25 * 86_400_000);
  return pow(equity[equity.length - 1] / equity[0], 1 / years) - 1;
}

/** The slope of LOGARITHMIC returns on those of the market. */
export function beta(equity: ArrayLike<number>, market: ArrayLike<number>): number {
  return slopeOf(simpleReturns(equity).map(log1p), simpleReturns(market).map(log1p));
}

/** The system quality number: root of n times mean / standard deviation (divisor n - 1) of the trades' profits. */
export function systemQualityNumber(profits: ArrayLike<number>): number {
  return (Math.sqrt(profits.length) * mean(profits)) / standardDeviation(profits, 1);
}

/** W - (1 - W) / (mean win / mean loss). */
export const kelly = (profits: ArrayLike<number>): number => trades.kellyFraction(profits);
