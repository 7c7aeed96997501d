import { describe, expect, it } from '@jest/globals';
import { fc } from '../fast-check.js';
import { interquartileMean } from '../../src/statistics/interquartile-mean.js';
import { mean, quantile, standardDeviation, summarize } from '../../src/statistics/summary.js';
import { golden, rounding } from './golden.js';

const someNumbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
  minLength: 1,
  maxLength: 40,
});

function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(rounding(expected));
}

describe('summary', () => {
  it.each(golden)('mean and standard deviation of "%s" are those of numpy', (_name, expected) => {
    expectClose(mean(expected.values), expected.mean);
    expectClose(standardDeviation(expected.values), expected.std);
    if (expected.sampleStd !== null) expectClose(standardDeviation(expected.values, 1), expected.sampleStd);
  });

  it.each(golden)('quantiles of "%s" are those of numpy', (_name, expected) => {
    for (const [probability, value] of expected.quantiles)
      expectClose(quantile(expected.values, probability), value);
  });

  it('quantiles among infinite values are between their neighbours', () => {
    const values = [-Infinity, -Infinity, 0, 1, Infinity, Infinity];
    const at = (position: number) => quantile(values, position / 5);
    expect([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4.5, 5].map(at)).toEqual([
      -Infinity,
      -Infinity,
      -Infinity,
      -Infinity,
      0,
      0.5,
      1,
      Infinity,
      Infinity,
      Infinity,
    ]);
    expect(quantile([-1.5e308, 1.5e308], 0.5)).toBe(0);
  });

  it('does not change the values that it is given', () => {
    const values = [3, 1, 2];
    summarize(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('orders min, quartiles, median and max, with the mean between min and max', () => {
    fc.assert(
      fc.property(someNumbers, (values) => {
        const { min, quartile1, median, quartile3, max, mean: center } = summarize(values);
        const slack = 1e-9;
        expect(min).toBeLessThanOrEqual(quartile1);
        expect(quartile1).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(quartile3);
        expect(quartile3).toBeLessThanOrEqual(max);
        expect(center).toBeGreaterThanOrEqual(min - slack);
        expect(center).toBeLessThanOrEqual(max + slack);
      }),
    );
  });

  it('refuses to summarize nothing, and probabilities outside 0 to 1', () => {
    expect(() => summarize([])).toThrow('quantile: values.length is 0, but must be at least 1');
    expect(() => quantile([1], 1.5)).toThrow('quantile: probability is 1.5, but must be from 0 to 1');
  });
});

describe('interquartile mean', () => {
  it.each(golden)('of "%s" is scipy.stats.trim_mean(values, 0.25)', (_name, expected) => {
    expectClose(interquartileMean(expected.values), expected.interquartileMean);
  });

  it('does not see outliers in either outer quarter', () => {
    expect(interquartileMean([5, 6, 7, 8])).toBe(interquartileMean([-1e9, 6, 7, 1e9]));
  });

  it('is the mean of fewer than four values', () => {
    expect(interquartileMean([1, 2, 9])).toBe(4);
  });
});
