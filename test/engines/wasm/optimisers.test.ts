import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import { BothSides, numbers } from './both-sides.js';

const shape = [fc.integer({ min: 1, max: 1e9 }), fc.nat(30), fc.constantFrom(0, 3)] as const;

describe('optimiser kernels', () => {
  it.each(['movingAverage', 'movingAverageOfSquares'] as const)(
    '%s has the bits of its twin, in place too',
    (name) => {
      fc.assert(
        fc.property(...shape, fc.double({ min: 0, max: 1 }), (seed, n, rate, keep) => {
          const sides = new BothSides();
          const [average, value] = [
            sides.place(numbers(n, seed, rate)),
            sides.place(numbers(n, seed + 1, rate)),
          ];
          sides.float32(name, n, average, value, n, keep, 1 - keep);
          sides.run(name, [average, average, value, n, keep, 1 - keep], { pointer: average, bytes: 4 * n });
        }),
        runs(100),
      );
    },
  );

  it('moving averages flush what is below 1e-30 to +0 and keep NaN', () => {
    const sides = new BothSides();
    const average = sides.place(Float32Array.of(1e-31, -1e-31, 1.1e-30, NaN, -1e-40));
    const value = sides.place(new Float32Array(5));
    const out = sides.float32('movingAverage', 5, average, value, 5, 1, 0);
    expect([...out]).toEqual([0, 0, Math.fround(1.1e-30), NaN, 0]);
  });

  it('adamStep has the bits of its twin, in place too', () => {
    fc.assert(
      fc.property(...shape, (seed, n, rate) => {
        const sides = new BothSides();
        const [parameter, m] = [sides.place(numbers(n, seed, rate)), sides.place(numbers(n, seed + 1, rate))];
        const v = sides.place(numbers(n, seed + 2, rate).map(Math.abs));
        const scalars = [sides.place(Float32Array.of(1e-3)), sides.place(Float32Array.of(1.7))];
        sides.float32('adamStep', n, parameter, m, v, ...scalars, n, 1e-8);
        sides.run('adamStep', [parameter, parameter, m, v, ...scalars, n, 1e-8], {
          pointer: parameter,
          bytes: 4 * n,
        });
      }),
      runs(100),
    );
  });
});
