/** Drawdowns, calendars, trades, exposure, distributions: what a tear sheet shows. */
import { describe, expect, it } from '@jest/globals';
import { fc } from '../../fast-check.js';
import * as finance from '../../../src/statistics/finance/index.js';
import { mixed, s1, s1Benchmark } from './series.js';

const returnsArbitrary = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), {
  minLength: 1,
  maxLength: 60,
});

describe('the worst drawdowns', () => {
  it('have peak, valley and recovery; the last one may not have recovered', () => {
    // Wealth: 1.1, 0.88, 0.968, 1.1616, 1.04544, 0.940896, 1.0349856
    const found = finance.worstDrawdowns([0.1, -0.2, 0.1, 0.2, -0.1, -0.1, 0.1]);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({
      peak: 0,
      valley: 1,
      recovery: 3,
      duration: 3,
      barsToValley: 1,
      barsToRecovery: 2,
    });
    expect(found[0].depth).toBeCloseTo(-0.2, 12);
    expect(found[1]).toMatchObject({ peak: 3, valley: 5, duration: 3, barsToValley: 2 });
    expect(found[1].depth).toBeCloseTo(-0.19, 12);
    expect(found[1].recovery).toBeUndefined();
  });

  it('begin before the first bar where that one loses, and are none where nothing is lost', () => {
    expect(finance.worstDrawdowns([-0.1, 0.2])[0]).toMatchObject({ peak: -1, valley: 0, recovery: 1 });
    expect(finance.worstDrawdowns([0.1, 0, 0.1])).toEqual([]);
    expect(finance.worstDrawdowns(s1, 3)).toHaveLength(3);
    expect(() => finance.worstDrawdowns(s1, -1)).toThrow('count is -1');
  });

  it('do not overlap, are as deep as the path at their valleys, and the first is the greatest drawdown', () => {
    fc.assert(
      fc.property(returnsArbitrary, (returns) => {
        const path = finance.drawdownsOf(returns);
        const found = finance.worstDrawdowns(returns, 100);
        expect(found[0]?.depth ?? 0).toBe(finance.maxDrawdown(returns));
        const under = found.flatMap(({ peak, duration, recovery }) =>
          Array.from({ length: duration - (recovery === undefined ? 0 : 1) }, (_, i) => peak + 1 + i),
        );
        expect(under.sort((a, b) => a - b)).toEqual([...path.keys()].filter((t) => path[t] < 0));
        for (const { valley, depth } of found) expect(path[valley]).toBe(depth);
      }),
    );
  });

  it('make the ulcer index: the root of the mean square', () => {
    expect(finance.ulcerIndex([-0.1, 0.2])).toBeCloseTo(Math.sqrt(0.01 / 2), 12);
  });
});

describe('the calendar of returns', () => {
  it('knows years and months as Date does, over 2000 years', () => {
    const wrong: number[] = [];
    for (let day = -500_000; day < 300_000; day += 13) {
      const date = new Date(day * 86_400_000);
      const { year, month } = finance.yearAndMonth(day * 86_400_000);
      if (year !== date.getUTCFullYear() || month !== date.getUTCMonth() + 1) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });

  it('compounds by month and by year, and leaves months without a bar open', () => {
    const times = ['2019-12-30', '2020-01-02', '2020-01-31', '2020-03-02'].map((day) => Date.parse(day));
    const [first, second] = finance.returnsByMonth(times, [0.01, 0.1, 0.1, -0.5]);
    expect(first.year).toBe(2019);
    expect(first.months[11]).toBeCloseTo(0.01, 12);
    expect(second.months[0]).toBeCloseTo(0.21, 12);
    expect(second.months[1]).toBeNaN();
    expect(second.total).toBeCloseTo(1.21 * 0.5 - 1, 12);
  });
});

describe('trades', () => {
  it('that neither win nor lose do not count', () => {
    const results = [3, 0, -1, NaN, 1];
    expect(finance.winRate(results)).toBeCloseTo(2 / 3, 15);
    expect(finance.profitFactor(results)).toBe(4);
    expect(finance.payoffRatio(results)).toBe(2);
    expect(finance.expectancy(results)).toBe(0.75);
    expect(finance.kellyFraction(results)).toBeCloseTo(2 / 3 - 1 / 3 / 2, 15);
    expect(finance.longestLosingRun([-1, -1, 0, -1, -1, -1, 2, -1])).toBe(3);
    expect(finance.longestLosingRun([-1, NaN, -1, 1])).toBe(2);
  });

  it('without a loss have an infinite profit factor, and none at all no win rate', () => {
    expect(finance.profitFactor([1])).toBe(Infinity);
    expect(finance.winRate([])).toBeNaN();
  });

  it('turn the capital over: bought and sold once a year is 2', () => {
    expect(finance.annualTurnover([100, 0, 0, 100], [100, 100, 100, 100], 4)).toBe(2);
  });
});

describe('exposure', () => {
  it('is gross and net of two assets, and the share of bars with a position', () => {
    // Long 50 and short 25; nothing; long 100.
    const exposure = finance.exposureOf([50, -25, 0, 0, 100, 0], [100, 100, 200]);
    expect(exposure.timeInMarket).toBeCloseTo(2 / 3, 15);
    expect(exposure.gross).toBeCloseTo((0.75 + 0 + 0.5) / 3, 15);
    expect(exposure.net).toBeCloseTo((0.25 + 0 + 0.5) / 3, 15);
    expect(exposure.greatest).toBe(0.75);
  });

  it('is nothing for an account that has lost all', () => {
    expect(finance.exposureOf([50, 0], [100, 0])).toEqual({
      timeInMarket: 0.5,
      gross: 0.25,
      net: 0.25,
      greatest: 0.5,
    });
  });
});

describe('the distribution of returns', () => {
  it('has moments of its own and corrected ones: scipy and pandas on five numbers', () => {
    const values = [1, 2, 3, 4, 10];
    expect(finance.skewness(values)).toBeCloseTo(1.1384199576606164, 12);
    expect(finance.excessKurtosis(values)).toBeCloseTo(-0.2120000000000002, 12);
    expect(finance.sampleSkewness(values)).toBeCloseTo(1.6970562748477143, 12);
    expect(finance.sampleExcessKurtosis(values)).toBeCloseTo(3.152, 12);
    expect(finance.distributionOf([...values, NaN])).toMatchObject({ count: 5, median: 3, positive: 1 });
  });

  it('a histogram counts every value once, between its edges', () => {
    fc.assert(
      fc.property(returnsArbitrary, fc.integer({ min: 1, max: 30 }), (values, bins) => {
        const { edges, counts } = finance.histogram(values, bins);
        const expected = [...counts].map(
          (_, i) =>
            values.filter(
              (x) => x >= edges[i] && (x < edges[i + 1] || (i === counts.length - 1 && x === edges[i + 1])),
            ).length,
        );
        expect([...counts]).toEqual(expected);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      }),
      {
        examples: [
          [[0, 5e-324], 4],
          [[1, 1 + 2 ** -52], 30],
        ],
      },
    );
    expect(finance.histogram([2, 2, NaN]).counts).toEqual(Int32Array.of(2));
    expect(() => finance.histogram([])).toThrow('values.length is 0');
  });

  it('lies on a line against the normal one where it is normal', () => {
    const quantiles = Float64Array.from(
      { length: 99 },
      (_, i) => 2 * finance.normalQuantile((i + 0.5) / 99) + 1,
    );
    const { theoretical, observed } = finance.normalPlot(quantiles.toReversed());
    theoretical.forEach((x, i) => expect(observed[i]).toBeCloseTo(2 * x + 1, 12));
  });
});

describe('rolling windows', () => {
  it('give what the metric gives on each window', () => {
    const volatility = finance.rollingVolatility(s1, 20);
    const slopes = finance.rollingBeta(s1, s1Benchmark, 20);
    const sharpes = finance.rollingSharpe(s1, 20, { riskFree: s1Benchmark });
    expect([volatility.length, slopes.length, sharpes.length]).toEqual([233, 233, 233]);
    for (const start of [0, 17, 232]) {
      const window = s1.slice(start, start + 20);
      const theirs = s1Benchmark.slice(start, start + 20);
      expect(volatility[start]).toBe(finance.annualVolatility(window));
      expect(slopes[start]).toBe(finance.beta(window, theirs));
      expect(sharpes[start]).toBe(finance.sharpeRatio(window, { riskFree: theirs }));
    }
  });

  it('longer than the series are none, and of no bar are refused', () => {
    expect(finance.rollingSharpe(mixed, 10)).toHaveLength(0);
    expect(() => finance.rollingSharpe(mixed, 0)).toThrow('window is 0, but must be a positive integer');
  });
});

describe('returns', () => {
  it('of prices and their cumulation undo each other', () => {
    const prices = [100, 110, 99, 120];
    expect(finance.simpleReturns(prices)[1]).toBeCloseTo(-0.1, 15);
    expect(finance.logarithmicReturns(prices)[2]).toBeCloseTo(Math.log(120 / 99), 15);
    expect(finance.cumulativeReturns(finance.simpleReturns(prices))[2]).toBeCloseTo(0.2, 14);
    expect([finance.simpleReturns([]).length, finance.simpleReturns([1]).length]).toEqual([0, 0]);
  });
});
