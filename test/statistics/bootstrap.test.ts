import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../fast-check.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { bootstrapBand, bootstrapInterval } from '../../src/statistics/bootstrap.js';
import type { IntegerGenerator, Interval } from '../../src/statistics/bootstrap.js';
import { interquartileMean } from '../../src/statistics/interquartile-mean.js';
import { mean } from '../../src/statistics/summary.js';
import { golden, rounding } from './golden.js';

/** The generator of golden.py. */
function linearCongruential(): IntegerGenerator {
  let state = 1;
  return {
    integer(n) {
      state = (Math.imul(1103515245, state) + 12345) & 0x7fffffff;
      return (state >> 16) % n;
    },
  };
}

function expectInterval(actual: Interval, expected: Interval): void {
  for (const part of ['estimate', 'low', 'high'] as const) {
    expect(Math.abs(actual[part] - expected[part])).toBeLessThanOrEqual(rounding(expected[part]));
  }
}

describe('percentile bootstrap', () => {
  it.each(golden)('of the mean of "%s" is that of numpy on the same draws', (_name, expected) => {
    const options = { random: linearCongruential(), resamples: 500 };
    expectInterval(bootstrapInterval(expected.values, mean, options), expected.bootstrapMean);
  });

  it.each(golden)('of the interquartile mean of "%s" is that of scipy', (_name, expected) => {
    const options = { random: linearCongruential(), resamples: 300, confidence: 0.8 };
    expectInterval(
      bootstrapInterval(expected.values, interquartileMean, options),
      expected.bootstrapInterquartileMean,
    );
  });

  it('gives equal bits for equal generators', () => {
    const once = () =>
      bootstrapInterval([1, 5, 2, 8, 3], mean, { random: new RandomStream([1, 2, 3]), resamples: 200 });
    expect(once()).toEqual(once());
  });

  it('is a point for one value and for equal values', () => {
    const random = linearCongruential();
    expect(bootstrapInterval([7], mean, { random })).toEqual({ estimate: 7, low: 7, high: 7 });
    expect(bootstrapInterval([7, 7, 7], mean, { random })).toEqual({ estimate: 7, low: 7, high: 7 });
  });

  it('lies between the least and the greatest value', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, (sample) => {
        const { low, high } = bootstrapInterval(sample, mean, {
          random: linearCongruential(),
          resamples: 50,
        });
        expect(low).toBeGreaterThanOrEqual(Math.min(...sample) - 1e-9);
        expect(high).toBeLessThanOrEqual(Math.max(...sample) + 1e-9);
        expect(low).toBeLessThanOrEqual(high);
      }),
      runs(50),
    );
  });

  it('covers the true mean of 30 normal values in about 95 of 100 cases', () => {
    const random = new RandomStream([11, 12, 13]);
    const values = new Float64Array(30);
    const trials = 400;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      random.fillNormal(values, 5, 2);
      const { low, high } = bootstrapInterval(values, mean, { random, resamples: 400 });
      if (low <= 5 && 5 <= high) covered++;
    }
    // The percentile interval of 30 values covers in about 93.5 of 100 cases: 374 of 400, standard deviation 5.
    expect(covered).toBeGreaterThan(354);
    expect(covered).toBeLessThan(394);
  });
});

describe('bootstrap band', () => {
  const curves = [
    [0, 1, 5],
    [2, 1, 6],
    [4, 1, 1],
  ];

  it('uses the same draw at every grid point', () => {
    const { estimate, low, high } = bootstrapBand(curves, mean, {
      random: linearCongruential(),
      resamples: 64,
    });
    const first = bootstrapInterval([0, 2, 4], mean, { random: linearCongruential(), resamples: 64 });
    const last = bootstrapInterval([5, 6, 1], mean, { random: linearCongruential(), resamples: 64 });
    expect([...low]).toEqual([first.low, 1, last.low]);
    expect([...high]).toEqual([first.high, 1, last.high]);
    expect([...estimate]).toEqual([2, 1, 4]);
  });

  it.each([
    { curves: [], options: {}, message: 'values.length is 0' },
    { curves: [[1], [1, 2]], options: {}, message: 'the length of a curve is 2, but must be 1' },
    { curves: [[1]], options: { resamples: 0 }, message: 'resamples is 0' },
    { curves: [[1]], options: { confidence: 1 }, message: 'confidence is 1' },
  ])('refuses: $message', ({ curves: bad, options, message }) => {
    expect(() => bootstrapBand(bad, mean, { random: linearCongruential(), ...options })).toThrow(message);
  });
});
