import { describe, expect, it } from '@jest/globals';
import { fc } from '../fast-check.js';
import { downsample } from '../../src/reports/downsample.js';

const series = fc
  .array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 300 })
  .map((y) => ({ x: y.map((_, i) => 10 * i), y }));

describe('downsample', () => {
  it('keeps a series that is short enough as it is', () => {
    const short = { x: [1, 2, 3], y: [3, 1, 2] };
    expect(downsample(short, 4)).toBe(short);
  });

  it('stays below its limit and keeps the ends, the extremes and measured points only, in order', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 4, max: 60 }), (whole, limit) => {
        const part = downsample(whole, limit);
        expect(part.x.length).toBeLessThanOrEqual(Math.max(limit, 0));
        expect(part.x[0]).toBe(whole.x[0]);
        expect(part.x.at(-1)).toBe(whole.x.at(-1));
        expect(Math.max(...part.y)).toBe(Math.max(...whole.y));
        expect(Math.min(...part.y)).toBe(Math.min(...whole.y));
        part.x.forEach((x, i) => {
          expect(part.y[i]).toBe(whole.y[x / 10]);
          if (i > 0) expect(x).toBeGreaterThan(part.x[i - 1]);
        });
      }),
    );
  });

  it('keeps one spike in half a million points', () => {
    const count = 500_000;
    const y = Array.from({ length: count }, (_, i) => (i === 312_345 ? 99 : i % 7));
    const part = downsample({ x: y.map((_, i) => i), y }, 400);
    expect(part.x[part.y.indexOf(99)]).toBe(312_345);
  });

  it('refuses a limit below 4', () => {
    expect(() => downsample({ x: [], y: [] }, 3)).toThrow('downsample: limit is 3');
  });
});
