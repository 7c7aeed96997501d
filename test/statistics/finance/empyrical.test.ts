/** Values that empyrical's own tests publish, with 8 decimals or more, and values of running it on the series S1. */
import { describe, expect, it } from '@jest/globals';
import * as finance from '../../../src/statistics/finance/index.js';
import * as series from './series.js';

const { allNegative, benchmark, filled, flat, mixed, negative, positive, s1, s1Benchmark, upDownUp } = series;
const weekly = { barsPerYear: 52 };
const monthly = { barsPerYear: 12 };

const published: readonly (readonly [string, number, number])[] = [
  ['annual return, daily', finance.annualReturn(mixed), 1.9135925373194231],
  ['annual return, weekly', finance.annualReturn(filled, weekly), 0.24690830513998208],
  ['annual return, monthly', finance.annualReturn(filled, monthly), 0.052242061386048144],
  ['annual return of one bar', finance.annualReturn([0.01]), 11.274002099240244],
  ['volatility, daily', finance.annualVolatility(mixed), 0.9136465399704637],
  ['volatility, weekly', finance.annualVolatility(filled, weekly), 0.38851569394870583],
  ['volatility, monthly', finance.annualVolatility(filled, monthly), 0.18663690238892558],
  ['Calmar, daily', finance.calmarRatio(mixed), 19.135925373194233],
  ['Calmar, weekly', finance.calmarRatio(filled, weekly), 2.4690830513998208],
  ['Calmar, monthly', finance.calmarRatio(filled, monthly), 0.52242061386048144],
  ['omega, 1000 % required', finance.omegaRatio(mixed, { requiredReturn: 10 }), 0.83354263497557934],
  ['omega, a series of rates', finance.omegaRatio(mixed, { riskFree: flat }), 0.8125],
  ['omega, positive', finance.omegaRatio(positive, { riskFree: 0.011 }), 1.125],
  ['drawdown, mixed', finance.maxDrawdown(mixed), -0.1],
  ['drawdown, negative', finance.maxDrawdown(negative), -0.3659073],
  ['drawdown, all negative', finance.maxDrawdown(allNegative), -0.378589157],
  ['drawdown, up down up', finance.maxDrawdown(upDownUp), -0.1],
  ['excess Sharpe over 0', finance.excessSharpe(mixed, new Float64Array(9)), 0.10859306069076737],
  ['excess Sharpe over a flat one', finance.excessSharpe(mixed, flat), -0.06515583641446039],
  ['stability', finance.stabilityOfReturns(mixed), 0.1529973665111273],
  ['Sharpe', finance.sharpeRatio(mixed), 1.7238613961706866],
  ['Sharpe over a benchmark', finance.sharpeRatio(mixed, { riskFree: benchmark }), 0.34111411441060574],
  ['Sharpe, positive', finance.sharpeRatio(positive), 52.915026221291804],
  ['Sharpe, negative', finance.sharpeRatio(negative), -24.406808633910085],
  ['Sharpe, constant', finance.sharpeRatio(flat), Infinity],
  ['Sortino', finance.sortinoRatio(mixed), 2.605531251673693],
  ['Sortino over a flat one', finance.sortinoRatio(mixed, { requiredReturn: flat }), -1.3934779588919977],
  ['Sortino, negative', finance.sortinoRatio(negative), -13.532743075043401],
  ['Sortino, positive', finance.sortinoRatio(positive), Infinity],
  ['Sortino, weekly', finance.sortinoRatio(filled, weekly), 1.1158901056866439],
  ['Sortino, monthly', finance.sortinoRatio(filled, monthly), 0.53605626741889756],
  ['downside', finance.downsideRisk(mixed), 0.60448325038829653],
  ['downside under 10 %', finance.downsideRisk(mixed, { requiredReturn: 0.1 }), 1.7161730681956295],
  ['downside, weekly', finance.downsideRisk(filled, weekly), 0.25888650451930134],
  ['downside, monthly', finance.downsideRisk(filled, monthly), 0.1243650540411842],
  ['capture', finance.captureRatio(allNegative, mixed), -0.52257643222960259],
  ['down capture', finance.downCapture(allNegative, mixed), 0.99956025703798634],
  ['value at risk of two', finance.valueAtRisk([1, 2], 0.3), 1.3],
  ['value at risk, 10 %', finance.valueAtRisk([1, 81, 82, 83, 84, 85], 0.1), 41],
  ['value at risk, 20 %', finance.valueAtRisk([1, 81, 82, 83, 84, 85], 0.2), 81],
  ['value at risk, 30 %', finance.valueAtRisk([1, 81, 82, 83, 84, 85], 0.3), 81.5],
];

const computed: readonly (readonly [string, number, number])[] = [
  ['total return', finance.totalReturn(s1), 0.13495488444112702],
  ['annual return', finance.annualReturn(s1), 0.13495488444112702],
  ['volatility', finance.annualVolatility(s1), 0.13131552762039528],
  ['Sharpe', finance.sharpeRatio(s1), 1.029642809193939],
  ['Sharpe over 1e-4 a day', finance.sharpeRatio(s1, { riskFree: 1e-4 }), 0.8377386189077174],
  ['Sortino', finance.sortinoRatio(s1), 1.5418710743455828],
  ['drawdown', finance.maxDrawdown(s1), -0.04559758697582783],
  ['Calmar', finance.calmarRatio(s1), 2.9596935581847617],
  ['omega', finance.omegaRatio(s1), 1.1659939385743103],
  ['stability', finance.stabilityOfReturns(s1), 0.8442870227077199],
  ['tail ratio', finance.tailRatio(s1), 1.0961613591846469],
  ['value at risk', finance.valueAtRisk(s1), -0.01308055331057304],
  ['conditional value at risk', finance.conditionalValueAtRisk(s1), -0.014195293360936424],
  ['alpha', finance.alpha(s1, s1Benchmark), 0.1438543458353274],
  ['beta', finance.beta(s1, s1Benchmark), 0.007224664145738079],
  ['excess Sharpe', finance.excessSharpe(s1, s1Benchmark), 0.011422480617660876],
  ['capture', finance.captureRatio(s1, s1Benchmark), 1.2524652839732582],
  ['up capture', finance.upCapture(s1, s1Benchmark), 0.05941092715466499],
  ['down capture', finance.downCapture(s1, s1Benchmark), -0.14124777199226402],
  ['skewness, corrected', finance.sampleSkewness(s1), 0.003002641590684744],
  ['excess kurtosis, corrected', finance.sampleExcessKurtosis(s1), -0.9147190665592051],
  ['win rate', finance.winRate(s1), 0.5277777777777778],
  ['payoff', finance.payoffRatio(s1), 1.043257734513856],
  ['profit factor', finance.profitFactor(s1), 1.1659939385743097],
  ['Kelly', finance.kellyFraction(s1), 0.0751358211453917],
];

describe('the definitions of empyrical', () => {
  it.each(published)('%s: the published value', (_name, actual, expected) => {
    expect(Math.abs(actual - expected) < 1e-8 || actual === expected ? expected : actual).toBe(expected);
  });

  it.each(computed)('%s of S1: the value that the library gives', (_name, actual, expected) => {
    expect(Math.abs(actual - expected)).toBeLessThan(1e-9);
  });

  it('rolling Sharpe ratios of six bars', () => {
    const expectedMixed = [7.57445259, 8.22784105, 8.22784105, -3.1374751];
    const expectedNegative = [-18.09162052, -26.79897486, -26.69138263, -25.72298838];
    const difference = (actual: Float64Array, expected: readonly number[]): number =>
      Math.max(...expected.map((value, i) => Math.abs(actual[i] - value)));
    const [rollingMixed, rollingNegative] = [mixed, negative].map((returns) =>
      finance.rollingSharpe(returns, 6),
    );
    expect([rollingMixed.length, rollingNegative.length]).toEqual([4, 4]);
    expect(difference(rollingMixed, expectedMixed)).toBeLessThan(1e-8);
    expect(difference(rollingNegative, expectedNegative)).toBeLessThan(1e-8);
  });

  it('alpha and beta of series that begin on different days, aligned on their dates', () => {
    const day = 86_400_000;
    const times = Float64Array.from(mixed, (_, t) => t * day);
    const { first, second } = finance.alignOnTimes(
      { times, values: mixed },
      { times: times.subarray(1), values: negative.subarray(1) },
    );
    expect(finance.alpha(first, second)).toBeCloseTo(-0.9997853834885004, 8);
    expect(finance.beta(first, second)).toBeCloseTo(-0.71296296296296313, 8);
  });
});

describe('a metric of nothing, or of too little', () => {
  it('is NaN', () => {
    const results = [
      finance.annualReturn([]),
      finance.annualVolatility([0.1]),
      finance.sharpeRatio([0.1]),
      finance.sharpeRatio([0, 0, 0]),
      finance.sortinoRatio([0.1]),
      finance.calmarRatio(flat),
      finance.omegaRatio([0.1]),
      finance.omegaRatio(flat),
      finance.omegaRatio(mixed, { requiredReturn: -1 }),
      finance.stabilityOfReturns([0.1]),
      finance.tailRatio([NaN]),
      finance.valueAtRisk(mixed),
      finance.conditionalValueAtRisk([]),
      finance.maxDrawdown([]),
      finance.beta(mixed, flat),
      finance.beta([0.1], [0.1]),
      finance.excessSharpe(flat, flat),
    ];
    expect(results.filter((value) => !Number.isNaN(value))).toEqual([]);
  });

  it('a NaN bar is skipped, but counted as time and in the tail', () => {
    expect(finance.annualReturn([NaN, 0.1])).toBeCloseTo(finance.annualReturn([0, 0.1]), 12);
    expect(finance.annualVolatility([NaN, 0.1, 0.2])).toBe(finance.annualVolatility([0.1, 0.2]));
    // floor((5 - 1) 0.5) + 1 = 3 of the four that are there.
    expect(finance.conditionalValueAtRisk([4, NaN, 1, 2, 3], 0.5)).toBe(2);
  });

  it('two series of different lengths are refused', () => {
    expect(() => finance.beta([1, 2], [1])).toThrow('the length of the second series is 1, but must be 2');
    expect(() => finance.sharpeRatio([1, 2], { riskFree: [0] })).toThrow('must be 2');
  });
});
