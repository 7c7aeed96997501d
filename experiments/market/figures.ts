import {
  alpha,
  annualReturn,
  annualVolatility,
  beta,
  calmarRatio,
  conditionalValueAtRisk,
  correlation,
  downCapture,
  downsideRisk,
  excessSharpe,
  maxDrawdown,
  omegaRatio,
  type Rate,
  rawKurtosis,
  sharpeRatio,
  skewness,
  sortinoRatio,
  stabilityOfReturns,
  tailRatio,
  totalReturn,
  ulcerIndex,
  upCapture,
  valueAtRisk,
  winRate,
} from '../../src/statistics/finance/index.js';
import type { PerformanceFigures, RelativeFigures } from '../../src/reports/tear-sheet/tear-sheet-input.js';

export interface FigureOptions {
  readonly barsPerYear: number;
  /** A bar. */
  readonly riskFree: Rate;
}

/** What a series of returns amounts to. */
export function performanceFigures(
  returns: Float64Array,
  { barsPerYear, riskFree }: FigureOptions,
): PerformanceFigures {
  const total = totalReturn(returns);
  const worst = maxDrawdown(returns);
  // What owes more than it had has no root: empyrical says NaN, a reader knows that everything is lost.
  const annual = total <= -1 ? -1 : annualReturn(returns, { barsPerYear });
  return {
    totalReturn: total,
    annualReturn: annual,
    annualVolatility: annualVolatility(returns, { barsPerYear }),
    sharpe: sharpeRatio(returns, { barsPerYear, riskFree }),
    sortino: sortinoRatio(returns, { barsPerYear, requiredReturn: riskFree }),
    calmar: total <= -1 ? annual / -worst : calmarRatio(returns, { barsPerYear }),
    omega: omegaRatio(returns, { barsPerYear, riskFree }),
    maxDrawdown: worst,
    ulcerIndex: ulcerIndex(returns),
    downsideRisk: downsideRisk(returns, { barsPerYear, requiredReturn: riskFree }),
    stability: stabilityOfReturns(returns),
    tailRatio: tailRatio(returns),
    valueAtRisk: valueAtRisk(returns),
    conditionalValueAtRisk: conditionalValueAtRisk(returns),
    skewness: skewness(returns),
    kurtosis: rawKurtosis(returns),
    bestBar: returns.reduce((most, value) => Math.max(most, value), -Infinity),
    worstBar: returns.reduce((least, value) => Math.min(least, value), Infinity),
    winningBars: winRate(returns),
  };
}

/** What a series of returns has to do with another one. */
export function relativeFigures(
  returns: Float64Array,
  benchmark: Float64Array,
  { barsPerYear, riskFree }: FigureOptions,
): RelativeFigures {
  return {
    alpha: alpha(returns, benchmark, { barsPerYear, riskFree }),
    beta: beta(returns, benchmark),
    correlation: correlation(returns, benchmark),
    excessSharpe: excessSharpe(returns, benchmark),
    upCapture: upCapture(returns, benchmark, { barsPerYear }),
    downCapture: downCapture(returns, benchmark, { barsPerYear }),
  };
}
