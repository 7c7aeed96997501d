import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import { BothSides, numbers } from './both-sides.js';

const shape = [fc.integer({ min: 1, max: 1e9 }), fc.nat(5), fc.nat(30), fc.constantFrom(0, 0, 20)] as const;

describe('kernels of whole rows', () => {
  it('logSoftmax has the bits of its twin', () => {
    fc.assert(
      fc.property(...shape, (seed, rows, columns, rate) => {
        const sides = new BothSides();
        sides.float32(
          'logSoftmax',
          rows * columns,
          sides.place(numbers(rows * columns, seed, rate)),
          rows,
          columns,
        );
      }),
      runs(200),
    );
  });

  it('logSoftmax is safe for huge logits', () => {
    const sides = new BothSides();
    const out = sides.float32('logSoftmax', 3, sides.place(Float32Array.of(3e38, -3e38, 3e38)), 1, 3);
    expect(out[0]).toBeCloseTo(Math.log(0.5), 6);
    expect(out[1]).toBe(-Infinity);
  });

  it('inverseDeviation, standardize and standardizeGradient have the bits of their twins', () => {
    fc.assert(
      fc.property(...shape, (seed, rows, columns, rate) => {
        const sides = new BothSides();
        const x = sides.place(numbers(rows * columns, seed, rate));
        const dy = sides.place(numbers(rows * columns, seed + 1, rate));
        const inverse = sides.float32('inverseDeviation', rows, x, rows, columns, 1e-5);
        const inverseAt = sides.place(inverse);
        const y = sides.place(sides.float32('standardize', rows * columns, x, inverseAt, rows, columns));
        sides.float32('standardizeGradient', rows * columns, dy, y, inverseAt, rows, columns);
      }),
      runs(200),
    );
  });
});
