import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import type { KernelName } from '../../../src/engines/plan/kernels.js';
import { BothSides, integers, numbers } from './both-sides.js';

const seed = fc.integer({ min: 1, max: 1e9 });
const length = fc.integer({ min: 0, max: 41 });
const oneIn = fc.constantFrom(0, 2, 5);

const unary: readonly KernelName[] = [
  'neg', 'abs', 'sign', 'square', 'sqrt', 'exp', 'log', 'tanh', 'sigmoid', 'relu', 'castInt32ToFloat32', 'castFloat32ToInt32',
]; // prettier-ignore
const binary: readonly KernelName[] = [
  'add', 'sub', 'mul', 'div', 'minimum', 'maximum', 'less', 'lessEqual', 'equal',
]; // prettier-ignore

describe('unary kernels', () => {
  it.each(unary)('%s has the bits of its twin, in place too', (name) => {
    fc.assert(
      fc.property(seed, length, oneIn, (s, n, rate) => {
        const sides = new BothSides();
        const a = sides.place(numbers(n, s, rate));
        sides.float32(name, n, a, n);
        sides.run(name, [a, a, n], { pointer: a, bytes: 4 * n });
      }),
      runs(60),
    );
  });

  it.each(unary)('%s has the bits of its twin for float32 of every size', (name) => {
    const bits = Int32Array.from({ length: 60_000 }, (_, i) => Math.imul(i, 71_581) ^ (i >>> 3));
    const sides = new BothSides(1 << 20);
    sides.float32(name, bits.length, sides.place(bits), bits.length);
  });

  it('castUint8ToFloat32 gives 0 to 255', () => {
    for (const n of [0, 1, 3, 4, 7, 256]) {
      const sides = new BothSides();
      const out = sides.float32(
        'castUint8ToFloat32',
        n,
        sides.place(Uint8Array.from({ length: n }, (_, i) => i)),
        n,
      );
      expect([...out]).toEqual(Array.from({ length: n }, (_, i) => i));
    }
  });

  it('castFloat32ToInt32 goes towards zero and saturates', () => {
    const sides = new BothSides();
    const a = sides.place(Float32Array.of(1.9, -1.9, NaN, 3e9, -3e9, -0));
    const out = new Int32Array(sides.float32('castFloat32ToInt32', 6, a, 6).buffer);
    expect([...out]).toEqual([1, -1, 0, 2147483647, -2147483648, 0]);
  });

  it('sign and relu keep NaN; relu has no -0', () => {
    const sides = new BothSides();
    const a = sides.place(Float32Array.of(NaN, -0, -5, 5, -Infinity));
    expect([...sides.float32('sign', 5, a, 5)]).toEqual([NaN, -0, -1, 1, -1]);
    expect([...sides.float32('relu', 5, a, 5)]).toEqual([NaN, 0, 0, 5, 0]);
  });
});

describe('binary kernels', () => {
  const side = fc.constantFrom('dense', 'row', 'column', 'scalar');
  const strides = (shape: string, columns: number): [number, number] =>
    shape === 'dense' ? [columns, 1] : shape === 'row' ? [0, 1] : shape === 'column' ? [1, 0] : [0, 0];

  it.each(binary)('%s has the bits of its twin for every pair of strides', (name) => {
    fc.assert(
      fc.property(
        seed,
        fc.nat(6),
        fc.nat(19),
        oneIn,
        side,
        side,
        (s, rows, columns, rate, aShape, bShape) => {
          const sides = new BothSides();
          const a = sides.place(numbers(rows * columns + rows + columns + 1, s, rate));
          const b = sides.place(numbers(rows * columns + rows + columns + 1, s + 1, rate));
          const sizes = [rows, columns, ...strides(aShape, columns), ...strides(bShape, columns)];
          sides.float32(name, rows * columns, a, b, ...sizes);
          if (aShape === 'dense')
            sides.run(name, [a, a, b, ...sizes], { pointer: a, bytes: 4 * rows * columns });
          if (bShape === 'dense')
            sides.run(name, [b, a, b, ...sizes], { pointer: b, bytes: 4 * rows * columns });
        },
      ),
      runs(150),
    );
  });

  it('reads a column of a wider matrix', () => {
    const sides = new BothSides();
    const a = sides.place(Float32Array.of(1, 2, 3, 4, 5, 6));
    const b = sides.place(Float32Array.of(10));
    expect([...sides.float32('add', 2, a, b, 2, 1, 3, 1, 0, 0)]).toEqual([11, 14]);
  });

  it('minimum and maximum are those of Math', () => {
    const values = [NaN, -0, 0, 1, -Infinity];
    const pairs = values.flatMap((x) => values.map((y) => [x, y] as const));
    const sides = new BothSides();
    const a = sides.place(Float32Array.from(pairs, ([x]) => x));
    const b = sides.place(Float32Array.from(pairs, ([, y]) => y));
    const sizes = [1, pairs.length, pairs.length, 1, pairs.length, 1];
    const least = sides.float32('minimum', pairs.length, a, b, ...sizes);
    const most = sides.float32('maximum', pairs.length, a, b, ...sizes);
    expect([...least]).toEqual(pairs.map(([x, y]) => Math.min(x, y)));
    expect([...most]).toEqual(pairs.map(([x, y]) => Math.max(x, y)));
  });
});

describe('reluGradient and where', () => {
  it('have the bits of their twins, in place too', () => {
    fc.assert(
      fc.property(seed, length, oneIn, (s, n, rate) => {
        const sides = new BothSides();
        const [x, y, z] = [0, 1, 2].map((i) => sides.place(numbers(n, s + i, rate))) as [
          number,
          number,
          number,
        ];
        const flags = sides.place(Float32Array.from(integers(n, 2, s)));
        sides.float32('reluGradient', n, x, y, n);
        sides.run('reluGradient', [x, x, y, n], { pointer: x, bytes: 4 * n });
        sides.float32('where', n, flags, x, y, n);
        sides.float32('where', n, z, x, y, n);
        sides.run('where', [y, flags, x, y, n], { pointer: y, bytes: 4 * n });
      }),
      runs(100),
    );
  });

  it('take NaN as not 0, and as not greater than 0', () => {
    const sides = new BothSides();
    const [one, two] = [sides.place(Float32Array.of(1, 1, 1)), sides.place(Float32Array.of(2, 2, 2))];
    const condition = sides.place(Float32Array.of(NaN, 0, -0));
    expect([...sides.float32('where', 3, condition, one, two, 3)]).toEqual([1, 2, 2]);
    expect([...sides.float32('reluGradient', 3, one, condition, 3)]).toEqual([0, 0, 0]);
  });
});
