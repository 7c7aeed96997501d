import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import { BothSides, numbers } from './both-sides.js';

const seed = fc.integer({ min: 1, max: 1e9 });
const oneIn = fc.constantFrom(0, 0, 9);

describe('reductions of rows', () => {
  it.each(['sumRows', 'maxRows', 'argmaxRows'] as const)('%s has the bits of its twin', (name) => {
    fc.assert(
      fc.property(seed, fc.nat(6), fc.nat(45), oneIn, (s, rows, columns, rate) => {
        const sides = new BothSides();
        sides.float32(name, rows, sides.place(numbers(rows * columns, s, rate)), rows, columns);
      }),
      runs(200),
    );
  });

  it('of no columns give 0, -Infinity and index 0', () => {
    const sides = new BothSides();
    const a = sides.place(new Float32Array(0));
    expect([...sides.float32('sumRows', 2, a, 2, 0)]).toEqual([0, 0]);
    expect([...sides.float32('maxRows', 2, a, 2, 0)]).toEqual([-Infinity, -Infinity]);
    expect([...new Int32Array(sides.float32('argmaxRows', 2, a, 2, 0).buffer)]).toEqual([0, 0]);
  });

  it('argmaxRows takes the first of equals and never NaN', () => {
    const rows = [[1, 3, 3, 2], [NaN, -5, NaN, -4], [NaN, NaN, NaN, NaN], [-Infinity, -Infinity, -9, -Infinity]]; // prettier-ignore
    const sides = new BothSides();
    const out = sides.float32('argmaxRows', 4, sides.place(Float32Array.from(rows.flat())), 4, 4);
    expect([...new Int32Array(out.buffer)]).toEqual([1, 3, 0, 2]);
  });

  it('maxRows lets NaN win', () => {
    const sides = new BothSides();
    const a = sides.place(Float32Array.of(1, 2, 3, 4, NaN, 9));
    expect([...sides.float32('maxRows', 1, a, 1, 6)]).toEqual([NaN]);
  });
});

describe('reductions of a middle axis', () => {
  it.each(['sumMiddle', 'maxMiddle'] as const)('%s has the bits of its twin', (name) => {
    fc.assert(
      fc.property(seed, fc.nat(3), fc.nat(9), fc.nat(75), oneIn, (s, outer, length, inner, rate) => {
        const sides = new BothSides();
        const a = sides.place(numbers(outer * length * inner, s, rate));
        sides.float32(name, outer * inner, a, outer, length, inner);
      }),
      runs(200),
    );
  });
});
