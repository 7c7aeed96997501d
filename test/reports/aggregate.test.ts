import { describe, expect, it } from '@jest/globals';
import { aggregate, meanOverSeeds } from '../../src/reports/aggregate.js';

describe('aggregate', () => {
  it('takes the steps of the curves where they agree', () => {
    const whole = aggregate([
      { x: [10, 20, 40], y: [0, 1, 2] },
      { x: [10, 20, 40], y: [2, 1, 4] },
    ])!;
    expect(whole.x).toEqual([10, 20, 40]);
    expect(whole.mean).toEqual([1, 1, 3]);
    // Of two seeds, 1 resample in 4 holds the first one only, and as many the second one only.
    expect(whole.low).toEqual([0, 1, 2]);
    expect(whole.high).toEqual([2, 1, 4]);
  });

  it('reads other curves linearly between their points, over the steps that all of them cover', () => {
    const whole = aggregate([
      { x: [0, 100], y: [0, 100] },
      { x: [10, 30, 60], y: [10, 30, 60] },
    ])!;
    expect(whole.x[0]).toBe(10);
    expect(whole.x.at(-1)).toBe(60);
    whole.x.forEach((step, i) => expect(whole.mean[i]).toBeCloseTo(step, 10));
  });

  it('does not see an outlier in the interquartile mean of four seeds', () => {
    const whole = aggregate([5, 6, 7, 1e6].map((value) => ({ x: [1], y: [value] })))!;
    expect(whole.interquartileMean).toEqual([6.5]);
  });

  it('has nothing to say of one curve, or of curves without common steps', () => {
    expect(aggregate([{ x: [1], y: [1] }])).toBeUndefined();
    expect(
      aggregate([
        { x: [1, 2], y: [1, 1] },
        { x: [3, 4], y: [1, 1] },
      ]),
    ).toBeUndefined();
  });

  it('gives equal intervals for equal data', () => {
    expect(meanOverSeeds([1, 5, 2, 9])).toEqual(meanOverSeeds([1, 5, 2, 9]));
  });
});
