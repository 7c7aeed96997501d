import { describe, expect, it } from '@jest/globals';
import { fc } from '../../fast-check.js';
import type { KernelMemory } from '../../../src/engines/twin/kernels.js';
import { twinKernels } from '../../../src/engines/twin/kernels.js';

const epsilon = 2 ** -24; // of one rounding to float32

/** Tensors one after the other in a memory of their own; returns their pointers. */
function memoryOf(...tensors: readonly Float32Array[]): { memory: KernelMemory; pointers: number[] } {
  const pointers: number[] = [];
  let end = 16;
  for (const tensor of tensors) {
    pointers.push(end);
    end += tensor.byteLength;
  }
  const float32 = new Float32Array(end / 4);
  tensors.forEach((tensor, i) => float32.set(tensor, pointers[i] / 4));
  const { buffer } = float32;
  return { memory: { float32, int32: new Int32Array(buffer), uint8: new Uint8Array(buffer) }, pointers };
}

const value = fc.float({ min: -1000, max: 1000, noNaN: true });
const tensor = (length: number): fc.Arbitrary<Float32Array> =>
  fc.array(value, { minLength: length, maxLength: length }).map((values) => Float32Array.from(values));
const sum = (terms: readonly number[]): number => terms.reduce((total, term) => total + term, 0);

/** |actual - sum of terms| <= roundings * epsilon * sum of |terms|, the bound of any order of summation. */
function expectSum(actual: number, terms: readonly number[], roundings: number): void {
  const slack = roundings * epsilon * 1.001 * sum(terms.map(Math.abs)) + 2 ** -140;
  expect(Math.abs(actual - sum(terms))).toBeLessThanOrEqual(slack);
}

describe('twins against float64', () => {
  it('sums along rows are off by at most n / 8 + 4 roundings', () => {
    const inputs = fc.nat(60).chain((n) => tensor(n));
    fc.assert(
      fc.property(inputs, (a) => {
        const { memory, pointers } = memoryOf(new Float32Array(1), a);
        const [out, from] = pointers as [number, number];
        twinKernels.sumRows(memory, out, from, 1, a.length);
        expectSum(memory.float32[out / 4], [...a], a.length / 8 + 4);
      }),
    );
  });

  it('products are off by at most k + 1 roundings, whichever operand is transposed', () => {
    const inputs = fc.record({
      a: tensor(6 * 9),
      b: tensor(9 * 4),
      bias: tensor(4),
      tA: fc.nat(1),
      tB: fc.nat(1),
    });
    fc.assert(
      fc.property(inputs, ({ a, b, bias, tA, tB }) => {
        const [m, n, k] = [6, 4, 9];
        const { memory, pointers } = memoryOf(new Float32Array(m * n), a, b, bias);
        const [out, ...operands] = pointers as [number, number, number, number];
        twinKernels.matmul(memory, out, ...operands, 0, m, n, k, tA, tB, 0, 0);
        for (let i = 0; i < m; i += 1) {
          for (let j = 0; j < n; j += 1) {
            const terms = Array.from({ length: k }, (_, l) => {
              return a[tA ? l * m + i : i * k + l] * b[tB ? j * k + l : l * n + j];
            });
            expectSum(memory.float32[out / 4 + i * n + j], [...terms, bias[j]], k + 2);
          }
        }
      }),
    );
  });

  it('a product with relu and mask keeps what is positive and let through', () => {
    const { memory, pointers } = memoryOf(
      new Float32Array(4),
      Float32Array.of(1, 2, 3, 4), // [[1, 2], [3, 4]]
      Float32Array.of(1, -1, 1, -1), // [[1, -1], [1, -1]]
      Float32Array.of(1, 10),
      Float32Array.of(1, 1, 0, NaN),
    );
    const [out, a, b, bias, mask] = pointers as [number, number, number, number, number];
    const result = (): number[] => [...memory.float32.subarray(out / 4, out / 4 + 4)];
    twinKernels.matmul(memory, out, a, b, bias, 0, 2, 2, 2, 0, 0, 0, 0);
    expect(result()).toEqual([4, 7, 8, 3]);
    twinKernels.matmul(memory, out, b, a, 0, 0, 2, 2, 2, 0, 1, 1, 0);
    expect(result()).toEqual([0, 0, 0, 0]);
    twinKernels.matmul(memory, out, a, b, bias, mask, 2, 2, 2, 0, 0, 1, 0);
    expect(result()).toEqual([4, 7, 0, 0]);
  });

  it('log-softmax is a logarithm of probabilities that add up to 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }).chain((n) => tensor(n)),
        (x) => {
          const { memory, pointers } = memoryOf(new Float32Array(x.length), x);
          const [out, from] = pointers as [number, number];
          twinKernels.logSoftmax(memory, out, from, 1, x.length);
          const most = Math.max(...x);
          const logSum = Math.log(sum([...x].map((v) => Math.exp(v - most))));
          x.forEach((v, i) => {
            const expected = v - most - logSum;
            const off = Math.abs(memory.float32[out / 4 + i] - expected);
            expect(off).toBeLessThan(8 * epsilon * (1 + Math.abs(expected)));
          });
        },
      ),
    );
  });

  it('standardised rows have mean 0 and deviation 1, and the gradient is that of the composition', () => {
    const x = Float32Array.of(1, 2, 4, 8, -3, 0.5);
    const dy = Float32Array.of(0.3, -1, 2, 0.1, 0.7, -0.2);
    const n = x.length;
    const standardized = (row: readonly number[]): number[] => {
      const mean = sum(row) / n;
      const deviation = Math.sqrt(sum(row.map((v) => (v - mean) ** 2)) / n + 1e-5);
      return row.map((v) => (v - mean) / deviation);
    };
    const [zero, y, gradient] = [new Float32Array(1), new Float32Array(n), new Float32Array(n)];
    const { memory, pointers } = memoryOf(x, dy, zero, y, gradient);
    const [xAt, dyAt, inverseAt, yAt, gradientAt] = pointers as [number, number, number, number, number];
    twinKernels.inverseDeviation(memory, inverseAt, xAt, 1, n, 1e-5);
    twinKernels.standardize(memory, yAt, xAt, inverseAt, 1, n);
    twinKernels.standardizeGradient(memory, gradientAt, dyAt, yAt, inverseAt, 1, n);
    const expected = standardized([...x]);
    for (let i = 0; i < n; i += 1) {
      expect(memory.float32[yAt / 4 + i]).toBeCloseTo(expected[i], 6);
      const nudged = (by: number): number => {
        const row = standardized([...x].map((v, j) => (j === i ? v + by : v)));
        return sum(row.map((v, j) => v * dy[j]));
      };
      expect(memory.float32[gradientAt / 4 + i]).toBeCloseTo((nudged(1e-4) - nudged(-1e-4)) / 2e-4, 5);
    }
  });

  it('adamStep is the formula of Adam to a few roundings', () => {
    const positive = fc.float({ min: Math.fround(1e-6), max: 1000, noNaN: true });
    fc.assert(
      fc.property(value, value, positive, (parameter, m, v) => {
        const scalars = [Float32Array.of(parameter), Float32Array.of(m), Float32Array.of(v)];
        const { memory, pointers } = memoryOf(...scalars, Float32Array.of(0.001), Float32Array.of(1.5));
        const [out] = pointers as [number];
        twinKernels.adamStep(memory, out, ...(pointers as [number, number, number, number, number]), 1, 1e-8);
        const step = (Math.fround(0.001) * m) / (Math.sqrt(v) * 1.5 + 1e-8);
        const off = Math.abs(memory.float32[out / 4] - (parameter - step));
        expect(off).toBeLessThanOrEqual(epsilon * (6 * Math.abs(step) + Math.abs(parameter)) + 2 ** -140);
      }),
    );
  });
});
