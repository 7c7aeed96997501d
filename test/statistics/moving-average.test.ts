import { describe, expect, it } from '@jest/globals';
import { movingAverage } from '../../src/statistics/moving-average.js';
import { golden, rounding } from './golden.js';

describe('moving average', () => {
  it.each(golden)('of "%s" is numpy.mean over each trailing window', (_name, expected) => {
    movingAverage(expected.values, 3).forEach((value, index) => {
      const wanted = expected.movingAverage3[index];
      expect(Math.abs(value - wanted)).toBeLessThanOrEqual(rounding(wanted));
    });
  });

  it('with a window of 1 is the values themselves', () => {
    expect([...movingAverage([4, -2, 0.5], 1)]).toEqual([4, -2, 0.5]);
  });

  it('forgets a NaN and a large value once the window has passed them', () => {
    expect([...movingAverage([NaN, 1e300, 1, 2], 2)]).toEqual([NaN, NaN, 5e299, 1.5]);
  });

  it('refuses a window of 0', () => {
    expect(() => movingAverage([1], 0)).toThrow('movingAverage: window is 0, but must be a positive integer');
  });
});
