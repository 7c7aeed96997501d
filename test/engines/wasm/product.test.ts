import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import { matmulScratchBytes } from '../../../src/engines/plan/kernels.js';
import { BothSides, numbers } from './both-sides.js';

interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly bias: boolean;
  readonly mask: boolean;
  readonly relu: boolean;
  readonly seed: number;
  readonly oneIn: number;
}

function multiply({ m, n, k, transposeA, transposeB, bias, mask, relu, seed, oneIn }: Product): Float32Array {
  const sides = new BothSides(1 << 19);
  const a = sides.place(numbers(m * k, seed, oneIn));
  const b = sides.place(numbers(k * n, seed + 1, oneIn));
  const biasAt = bias ? sides.place(numbers(n, seed + 2, oneIn)) : 0;
  const maskAt = mask ? sides.place(numbers(m * n, seed + 3, oneIn)) : 0;
  const scratch = { pointer: 0, bytes: matmulScratchBytes(m, n, k) };
  scratch.pointer = sides.reserve(scratch.bytes);
  const out = { pointer: sides.reserve(4 * m * n), bytes: 4 * m * n };
  const sizes = [m, n, k, Number(transposeA), Number(transposeB), Number(relu)];
  const numbersIn = [out.pointer, a, b, biasAt, maskAt, ...sizes, scratch.pointer];
  return new Float32Array(sides.run('matmul', numbersIn, out, scratch).buffer);
}

const plain = { transposeA: false, transposeB: false, bias: false, mask: false, relu: false, oneIn: 0 };
const flags = {
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
  bias: fc.boolean(),
  mask: fc.boolean(),
  relu: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1e9 }),
  oneIn: fc.constantFrom(0, 0, 50),
};

describe('matmul', () => {
  it('has the bits of its twin for small shapes of every kind', () => {
    const shape = { m: fc.nat(13), n: fc.nat(27), k: fc.nat(19) };
    fc.assert(
      fc.property(fc.record({ ...shape, ...flags }), (product) => void multiply(product)),
      runs(600),
    );
  });

  it('has the bits of its twin for middle-sized shapes', () => {
    const shape = { m: fc.nat(40), n: fc.nat(100), k: fc.nat(70) };
    fc.assert(
      fc.property(fc.record({ ...shape, ...flags }), (product) => void multiply(product)),
      runs(40),
    );
  });

  it.each([
    [1, 120, 4], [1, 84, 120], [1, 2, 84], [128, 120, 4], [64, 2, 84], [4, 120, 64], [84, 2, 64], [64, 84, 2], [5, 257, 33],
  ])('has the bits of its twin for the %ix%ix%i of real networks', (m, n, k) => {
    for (const [transposeA, transposeB] of [[false, false], [false, true], [true, false], [true, true]] as const) {
      multiply({ ...plain, m, n, k, transposeA, transposeB, bias: true, relu: true, mask: true, seed: m + n + k });
    }
  }); // prettier-ignore

  it('gives a row the same bits alone as among 64', () => {
    for (const [n, k] of [[84, 120], [120, 4], [2, 84], [51, 17]] as const) {
      const common = { ...plain, n, k, bias: true, relu: true, seed: 7 };
      const many = multiply({ ...common, m: 64 });
      for (const m of [1, 2, 3, 4, 5]) {
        // the first m rows of A and all of B come from the same seeds
        expect(multiply({ ...common, m })).toEqual(many.slice(0, m * n));
      }
    }
  }); // prettier-ignore

  it('of no terms is the bias', () => {
    const out = multiply({ ...plain, m: 3, n: 5, k: 0, bias: true, seed: 3 });
    expect(out.slice(0, 5)).toEqual(numbers(5, 5));
  });
});
