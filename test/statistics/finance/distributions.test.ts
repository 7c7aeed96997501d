import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  normalCdf,
  normalDensity,
  normalQuantile,
} from '../../../src/statistics/finance/normal-distribution.js';
import { studentCdf, studentOutside } from '../../../src/statistics/finance/student-distribution.js';

interface Golden {
  readonly normalCdf: readonly (readonly [x: number, share: number])[];
  readonly normalQuantile: readonly (readonly [probability: number, x: number])[];
  readonly studentCdf: readonly (readonly [t: number, degrees: number, share: number])[];
}

/** Of 40 digits; `distributions.py` made them. */
const golden = JSON.parse(readFileSync(new URL('distributions.json', import.meta.url), 'utf8')) as Golden;

describe('the normal distribution', () => {
  it('has shares within a relative error of 1e-14, in the far tail too', () => {
    for (const [x, share] of golden.normalCdf)
      expect(Math.abs(normalCdf(x) - share) / share).toBeLessThan(1e-14);
  });

  it('has quantiles within 4e-15 max(|x|, 0.1) below a half, and within what 1 - p can tell above', () => {
    for (const [probability, x] of golden.normalQuantile) {
      const error = Math.abs(normalQuantile(probability) - x);
      expect(error).toBeLessThan(probability <= 0.5 ? 4e-15 * Math.max(Math.abs(x), 0.1) : 1e-12);
    }
  });

  it('comes back from its quantiles', () => {
    for (let p = 0.0005; p < 1; p += 0.0111) expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 14);
  });

  it('is symmetric, has its ends at 0 and 1, and knows no probability outside', () => {
    expect(normalQuantile(0.25)).toBe(-normalQuantile(0.75));
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(0.5)]).toEqual([-Infinity, Infinity, 0]);
    expect([normalCdf(-50), normalCdf(50), normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1, 0, 1]);
    expect([normalQuantile(-0.1), normalQuantile(1.1), normalCdf(NaN), normalDensity(NaN)]).toEqual([
      NaN,
      NaN,
      NaN,
      NaN,
    ]);
  });
});

describe('the distribution of Student', () => {
  it('has shares within 1e-13, for 1 to 1e7 degrees of freedom', () => {
    for (const [t, degrees, share] of golden.studentCdf)
      expect(Math.abs(studentCdf(t, degrees) - share)).toBeLessThan(1e-13);
  });

  it('is arctan for one degree of freedom and normal for very many', () => {
    expect(studentCdf(1, 1)).toBeCloseTo(0.75, 15);
    expect(studentCdf(1.3, 1e9)).toBeCloseTo(normalCdf(1.3), 9);
    expect([studentOutside(0, 4), studentOutside(Infinity, 4), studentOutside(1, 0)]).toEqual([1, 0, NaN]);
  });
});
