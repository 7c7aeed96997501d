/** Values of the papers, re-computed; the ratios of a year there become ratios of a bar here. */
import { describe, expect, it } from '@jest/globals';
import * as finance from '../../../src/statistics/finance/index.js';
import { Pcg64, Streams } from '../../../src/random/index.js';
import { fc, runs } from '../../fast-check.js';
import { s1 } from './series.js';

const { deflatedSharpeRatio, expectedMaximumSharpe, minimumBacktestLength } = finance;
const { minimumTrackRecordLength, probabilisticSharpeRatio, sharpeSample } = finance;

/** Bailey & López de Prado, 2012: a hedge fund of 24 months. */
const fund = { sharpe: 0.458, bars: 24, skewness: -2.448, kurtosis: 10.164 };
/** Bailey & López de Prado, 2014: 2.5 a year of 250 days, five years, variance over the trials 1/2 a year. */
const annual = Math.sqrt(250);
const found = { sharpe: 2.5 / annual, bars: 1250, skewness: -3, kurtosis: 10, variance: 0.5 / 250 };
const near = (actual: number, expected: number): void =>
  expect(Math.abs(actual - expected)).toBeLessThan(1e-9);

describe('the probabilistic Sharpe ratio', () => {
  it('is that of the paper, with its shape and with a normal one', () => {
    near(probabilisticSharpeRatio(fund.sharpe, fund), 0.913361083860933);
    near(probabilisticSharpeRatio(fund.sharpe, { bars: 24 }), 0.9816749190910771);
  });

  it('of S1 takes the raw kurtosis of the returns, and so differs from quantstats', () => {
    const { sharpe, ...sample } = sharpeSample(s1);
    near(probabilisticSharpeRatio(sharpe, sample), 0.8478166619535448);
    expect(finance.quantstats.probabilisticSharpe(s1) - 0.8478166619535448).toBeGreaterThan(3e-4);
  });

  it('is a half at the threshold itself', () => {
    expect(probabilisticSharpeRatio(0.1, { bars: 100, threshold: 0.1 })).toBe(0.5);
  });
});

describe('the greatest Sharpe ratio of worthless trials', () => {
  it.each([
    [2, 0.5197553442805939],
    [5, 1.192594001014789],
    [10, 1.57459830134575],
    [20, 1.9007079511811982],
    [45, 2.235640177766405],
    [100, 2.5306028932016846],
    [1000, 3.255121513652723],
  ])('of %i is %f deviations', (trials, expected) => {
    near(expectedMaximumSharpe(trials), expected);
  });

  it('is 0 of one, grows with the root of the variance, and is what normal numbers do', () => {
    expect(expectedMaximumSharpe(1)).toBe(0);
    expect(expectedMaximumSharpe(10, 4)).toBeCloseTo(2 * expectedMaximumSharpe(10), 14);
    const random = new Pcg64(5);
    const greatest = Array.from({ length: 1000 }, () =>
      Math.max(...Array.from({ length: 100 }, () => random.standardNormal())),
    );
    // The formula is an approximation; the mean of 1000 has a standard error of 0.014.
    const average = greatest.reduce((sum, value) => sum + value, 0) / greatest.length;
    expect(Math.abs(average - expectedMaximumSharpe(100))).toBeLessThan(0.04);
    expect(() => expectedMaximumSharpe(0)).toThrow('trials is 0, but must be at least 1');
  });

  it('of effective numbers of trials is never below 0, never falls, and is finite for as many as there are doubles', () => {
    const trials = [1, 1.01, 1.2, 1.3, 1.5, 2, 1e6, 1e15, 1e17, 1e100, 1e300];
    const expected = trials.map((count) => expectedMaximumSharpe(count));
    expect([...expected].sort((a, b) => a - b)).toEqual(expected);
    expect(expected[0]).toBe(0);
    expect(expected[10]).toBeLessThan(40);
  });
});

describe('the deflated Sharpe ratio', () => {
  it('is that of the paper for 100 and for 46 trials, and for 88 with normal returns', () => {
    near(expectedMaximumSharpe(100, found.variance), 0.11317200186513214);
    near(deflatedSharpeRatio(found.sharpe, { ...found, trials: 100 }), 0.9003968344493904);
    near(deflatedSharpeRatio(found.sharpe, { ...found, trials: 46 }), 0.9505017068755786);
    const { bars, variance } = found;
    near(deflatedSharpeRatio(found.sharpe, { bars, variance, trials: 88 }), 0.9504908166760138);
  });

  it('of trials takes their number and the variance between them', () => {
    const random = new Pcg64(1);
    const trials = Array.from({ length: 8 }, () =>
      Float64Array.from({ length: 300 }, () => random.standardNormal()),
    );
    const { sharpes, best, variance, mean } = finance.sharpesOfTrials(trials);
    expect(sharpes[best]).toBe(Math.max(...sharpes));
    expect(mean).toBeCloseTo([...sharpes].reduce((sum, value) => sum + value, 0) / 8, 14);
    expect(variance).toBeCloseTo([...sharpes].reduce((sum, value) => sum + (value - mean) ** 2, 0) / 7, 14);
  });
});

describe('how much data is needed', () => {
  it('for a track record: 2.73 years for 2 against 1 a year, 35 months for the fund', () => {
    const daily = (value: number): number => value / Math.sqrt(252);
    near(minimumTrackRecordLength(daily(2), { threshold: daily(1) }) / 252, 2.730984275159661);
    expect(minimumTrackRecordLength(fund.sharpe, fund)).toBeCloseTo(34.5575, 4);
    expect(minimumTrackRecordLength(fund.sharpe)).toBeCloseTo(15.2508, 4);
    expect(minimumTrackRecordLength(0.1, { threshold: 0.1 })).toBe(Infinity);
  });

  it('is where the probabilistic Sharpe ratio reaches the confidence', () => {
    const bars = minimumTrackRecordLength(0.2, {
      threshold: 0.05,
      skewness: -1,
      kurtosis: 6,
      confidence: 0.9,
    });
    near(probabilisticSharpeRatio(0.2, { bars, threshold: 0.05, skewness: -1, kurtosis: 6 }), 0.9);
  });

  it('for a backtest: 45 trials want five years', () => {
    expect(minimumBacktestLength(45)).toBeCloseTo(4.998, 3);
    expect(minimumBacktestLength(100)).toBeCloseTo(6.404, 3);
    expect(minimumBacktestLength(1000)).toBeCloseTo(10.596, 3);
    expect(minimumBacktestLength(45, 2)).toBeCloseTo(minimumBacktestLength(45) / 4, 12);
  });
});

describe('the difference of two Sharpe ratios', () => {
  const random = new Pcg64(3);
  const market = Float64Array.from({ length: 500 }, () => 0.01 * random.standardNormal());
  const better = market.map((value) => value + 0.002 + 0.002 * random.standardNormal());
  const same = market.map((value) => value + 0.002 * random.standardNormal());
  const seeded = (seed: number) => new Streams(seed).stream('bootstrap');

  it.each(['stationary', 'circular'] as const)('%s: a steady edge is found, noise is not', (method) => {
    const edge = finance.sharpeDifference(better, market, { random: seeded(1), method, resamples: 500 });
    expect(edge.low).toBeGreaterThan(0);
    expect(edge.pValue).toBeLessThan(0.01);
    expect(edge.difference).toBeCloseTo(finance.sharpeRatio(better) - finance.sharpeRatio(market), 12);
    const noise = finance.sharpeDifference(same, market, { random: seeded(1), method, resamples: 500 });
    expect(noise.low).toBeLessThan(0);
    expect(noise.high).toBeGreaterThan(0);
    expect(noise.pValue).toBeGreaterThan(0.05);
  });

  it('is paired: its error is that of the difference, far below that of either ratio', () => {
    const { standardError, block } = finance.sharpeDifference(same, market, {
      random: seeded(2),
      resamples: 500,
    });
    // One Sharpe ratio over two years has a standard error of about 0.71.
    expect(standardError).toBeLessThan(0.3);
    expect(block).toBe(8);
  });

  it('bar by bar agrees with the formula for independent normal returns (Jobson & Korkie, corrected by Memmel)', () => {
    const rho = finance.correlation(better, market);
    const [a, b] = [sharpeSample(better).sharpe, sharpeSample(market).sharpe];
    const variance = (2 - 2 * rho + (a * a + b * b - 2 * a * b * rho * rho) / 2) / 500;
    const { standardError } = finance.sharpeDifference(better, market, { random: seeded(4), block: 1 });
    expect(standardError / Math.sqrt(252 * variance)).toBeGreaterThan(0.9);
    expect(standardError / Math.sqrt(252 * variance)).toBeLessThan(1.1);
  });

  it('has the interval of the resamples themselves, copied one by one', () => {
    const [bars, block, resamples] = [60, 4, 40];
    const ours = better.slice(0, bars);
    const theirs = market.slice(0, bars);
    const { low, high } = finance.sharpeDifference(ours, theirs, { random: seeded(9), block, resamples });
    const random = seeded(9);
    const drawn = Array.from({ length: resamples }, () => {
      const rows: number[] = [];
      for (let t = 0; t < bars; t++) {
        const begins = t === 0 || random.integer(block) === 0;
        rows.push(begins ? random.integer(bars) : (rows[t - 1] + 1) % bars);
      }
      const sharpe = (returns: ArrayLike<number>) => finance.sharpeRatio(rows.map((row) => returns[row]));
      return sharpe(ours) - sharpe(theirs);
    }).sort((a, b) => a - b);
    // 0.025 and 0.975 of 39 steps between 40 values.
    expect(low).toBeCloseTo(drawn[0] + 0.975 * (drawn[1] - drawn[0]), 10);
    expect(high).toBeCloseTo(drawn[38] + 0.025 * (drawn[39] - drawn[38]), 10);
  });

  it('of two rows knows the resamples that do not vary: an infinite ratio, not a large one', () => {
    const found = finance.sharpeDifference([0.01, 0.03], [0.02, -0.02], { random: seeded(2) });
    expect(found.high).toBe(Infinity);
    expect(found.standardError).toBe(Infinity);
  });

  it('has an interval and a p-value whatever the returns, those of an account that hardly ever trades too', () => {
    const values = fc.oneof(
      fc.constantFrom(0, 0.01, -0.02, 1e-17),
      fc.double({ min: -1, max: 1, noNaN: true }),
    );
    const pairs = fc.array(fc.tuple(values, fc.oneof(fc.constant(0), values)), {
      minLength: 2,
      maxLength: 12,
    });
    let infinite = 0;
    fc.assert(
      fc.property(pairs, fc.integer({ min: 0, max: 1000 }), (rows, seed) => {
        const [ours, theirs] = [0, 1].map((side) => rows.map((row) => row[side]));
        const found = finance.sharpeDifference(ours, theirs, { random: seeded(seed), resamples: 40 });
        const isDecided = Number.isFinite(found.difference);
        if (!isDecided) infinite++;
        expect(found.low).toBeLessThanOrEqual(found.high);
        expect(found.standardError).toBeGreaterThanOrEqual(0);
        expect(found.pValue >= 1 / 41 && found.pValue <= 1).toBe(isDecided);
      }),
      runs(200),
    );
    expect(infinite).toBeGreaterThan(0);
  });

  it('of an account that never moves is that from a ratio of 0, and of two such accounts 0', () => {
    const still = market.map(() => 0);
    const { first, difference, second } = finance.sharpeDifference(still, market, {
      random: seeded(3),
      resamples: 100,
    });
    expect([first, difference]).toEqual([0, -second]);
    const both = finance.sharpeDifference(still, still, { random: seeded(3), resamples: 100 });
    expect([both.difference, both.low, both.high, both.pValue]).toEqual([0, 0, 0, 1]);
  });

  it('is the same for the same seed, and refuses what it cannot compare', () => {
    const run = () => finance.sharpeDifference(better, market, { random: seeded(7), resamples: 50 });
    expect(run()).toEqual(run());
    expect(() => finance.sharpeDifference([1, NaN], [1, 2], { random: seeded(1) })).toThrow(
      'two finite series',
    );
    expect(() => finance.sharpeDifference([1, 2], [1, 2], { random: seeded(1), block: 0 })).toThrow(
      'block is 0',
    );
  });
});

describe('the paired test', () => {
  it("of Student's sleep data is R's: t = -4.0621, 9 degrees, p = 0.002833", () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const test = finance.pairedTTest(first, second);
    expect(test.t).toBeCloseTo(-4.0621, 4);
    expect(test.degreesOfFreedom).toBe(9);
    expect(test.pValue).toBeCloseTo(0.002833, 6);
    expect(test.difference).toBeCloseTo(-1.58, 12);
  });

  it('of one pair is refused', () => {
    expect(() => finance.pairedTTest([1], [2])).toThrow('pairs is 1, but must be at least 2');
  });
});
