/** Values of running quantstats 0.0.81 on the series S1; the formulas of backtesting.py and TDQN, written out. */
import { describe, expect, it } from '@jest/globals';
import {
  backtestingPy,
  quantstats,
  sharpeRatio,
  tdqn,
  totalReturn,
} from '../../../src/statistics/finance/index.js';
import { mixed, s1, s1Benchmark } from './series.js';

const computed: readonly (readonly [string, number, number])[] = [
  ['Sharpe', quantstats.sharpe(s1), 1.029642809193939],
  ['Sharpe over 2 % a year', quantstats.sharpe(s1, { riskFree: 0.02 }), 0.8788350125913998],
  ['Sortino', quantstats.sortino(s1), 1.5418710743455828],
  ['volatility', quantstats.volatility(s1), 0.13131552762039528],
  ['growth', quantstats.cagr(s1), 0.13495488444112702],
  ['Calmar', quantstats.calmar(s1), 2.9596935581847617],
  ['tail ratio', quantstats.tailRatio(s1), 1.0961613591846469],
  ['alpha, linear', quantstats.greeks(s1, s1Benchmark).alpha, 0.13443941305184207],
  ['beta', quantstats.greeks(s1, s1Benchmark).beta, 0.007224664145738079],
  ['information ratio', quantstats.informationRatio(s1, s1Benchmark), 0.011422480617660876],
  ['autocorrelation penalty', quantstats.autocorrelationPenalty(s1), 1.1678739063263266],
  ['smart Sharpe', quantstats.smartSharpe(s1), 1.029642809193939 / 1.1678739063263266],
  ['value at risk', quantstats.valueAtRisk(s1), -0.01306985480280262],
  ['conditional value at risk', quantstats.conditionalValueAtRisk(s1), -0.01419529336093642],
  ['ulcer index', quantstats.ulcerIndex(s1), 0.02399286969246976],
  ['ulcer performance index', quantstats.ulcerPerformanceIndex(s1), 5.624791288867086],
  ['probabilistic Sharpe, as there', quantstats.probabilisticSharpe(s1), 0.8481977677553224],
  ['win rate', quantstats.winRate(s1), 0.5277777777777778],
  ['payoff', quantstats.payoffRatio(s1), 1.043257734513856],
  ['profit factor', quantstats.profitFactor(s1), 1.1659939385743097],
  ['Kelly', quantstats.kelly(s1), 0.0751358211453917],
  ['recovery', quantstats.recoveryFactor(s1), 2.9652465781034536],
];

describe('the definitions of quantstats', () => {
  it.each(computed)('%s of S1: the value that the library gives', (_name, actual, expected) => {
    expect(Math.abs(actual - expected)).toBeLessThan(1e-9);
  });

  it('take a missing bar for a return of 0, where empyrical skips it', () => {
    expect(quantstats.sharpe(mixed)).toBeCloseTo(sharpeRatio([0, ...mixed.subarray(1)]), 12);
    expect(Math.abs(quantstats.sharpe(mixed) - sharpeRatio(mixed))).toBeGreaterThan(0.01);
  });

  it('leave a negative risk-free rate out, and round exposure up', () => {
    expect(quantstats.sharpe(s1, { riskFree: -0.02 })).toBe(quantstats.sharpe(s1));
    expect(quantstats.exposure([0.1, 0, 0])).toBe(0.34);
  });

  it('on three bars that can be done by hand', () => {
    const returns = [0.1, -0.05, 0.02];
    expect(quantstats.adjustedSortino(returns, { periods: 1 })).toBeCloseTo(
      0.07 / 3 / Math.sqrt(0.0025 / 3) / Math.SQRT2,
      12,
    );
    expect(quantstats.gainToPain(returns)).toBeCloseTo(1.4, 12);
    expect(quantstats.riskOfRuin(returns)).toBeCloseTo((1 / 5) ** 3, 12);
    const expected = (totalReturn(returns) - 0.01) / quantstats.greeks(returns, [0.2, -0.1, 0.01]).beta;
    expect(quantstats.treynorRatio(returns, [0.2, -0.1, 0.01], { riskFree: 0.01 })).toBeCloseTo(expected, 12);
  });
});

describe('the definitions of backtesting.py', () => {
  // Returns 10 %, -10 %, 10 %: mean 1/30, variance (divisor 2) 4/300.
  const equity = [100, 110, 99, 108.9];
  const g = 1.089 ** (1 / 4) - 1;

  it('compound the geometric mean, the first bar counted, and the volatility', () => {
    const expectedReturn = (1 + g) ** 4 - 1;
    expect(backtestingPy.annualReturn(equity, { barsPerYear: 4 })).toBeCloseTo(expectedReturn, 12);
    const variance = 4 / 300;
    const expectedVolatility = Math.sqrt((variance + (1 + g) ** 2) ** 4 - (1 + g) ** 8);
    expect(backtestingPy.annualVolatility(equity, { barsPerYear: 4 })).toBeCloseTo(expectedVolatility, 12);
    const options = { barsPerYear: 4, riskFree: 0.01 };
    expect(backtestingPy.sharpeRatio(equity, options)).toBeCloseTo(
      (expectedReturn - 0.01) / expectedVolatility,
      12,
    );
    expect(backtestingPy.sortinoRatio(equity, options)).toBeCloseTo(
      (expectedReturn - 0.01) / (Math.sqrt(0.01 / 3) * 2),
      12,
    );
  });

  it('count years of 365.25 days, take beta of logarithms, and know no growth after ruin', () => {
    const times = [0, 1, 2, 365.25 * 2].map((day) => day * 86_400_000);
    expect(backtestingPy.cagr(equity, times)).toBeCloseTo(Math.sqrt(1.089) - 1, 12);
    expect(
      backtestingPy.beta(
        equity,
        equity.map((value) => value * value),
      ),
    ).toBeCloseTo(0.5, 12);
    expect(backtestingPy.annualReturn([100, 0, 0])).toBe(0);
  });

  it('judge trades by their number, mean and deviation', () => {
    expect(backtestingPy.systemQualityNumber([3, -1, 1])).toBeCloseTo(Math.sqrt(3) / 2, 12);
    expect(backtestingPy.kelly([2, 2, -1])).toBeCloseTo(2 / 3 - 1 / 3 / 2, 12);
  });
});

describe('the definitions of TDQN', () => {
  it('annualise the SUM of returns over calendar days', () => {
    expect(tdqn.annualReturn([0.1, -0.05], 365 / 2)).toBeCloseTo(1.05 ** 2 - 1, 12);
  });

  it('divide by the deviation of losses alone for Sortino, and give 0 where nothing varies', () => {
    const returns = [0.03, -0.01, -0.03, 0.05];
    expect(tdqn.sortinoRatio(returns)).toBeCloseTo((Math.sqrt(252) * 0.01) / 0.01, 12);
    expect(tdqn.sharpeRatio(returns)).toBeCloseTo(sharpeRatio(returns), 12);
    expect([tdqn.sharpeRatio([0, 0]), tdqn.sortinoRatio([0, 0.1])]).toEqual([0, 0]);
  });
});
