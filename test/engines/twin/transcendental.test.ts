import { describe, expect, it } from '@jest/globals';
import { exp, log, sigmoid, tanh } from '../../../src/engines/twin/kernels/transcendental.js';

/** The distance of neighbouring float32 numbers around x. */
function ulp(x: number): number {
  const size = Math.max(Math.abs(x), 2 ** -126);
  return 2 ** (Math.floor(Math.log2(size)) - 23);
}

/** About `count` float32 numbers of every size and both signs between the bounds, evenly over their bits. */
function* sweep(low: number, high: number, count = 200_000): Generator<number> {
  const bits = new Uint32Array(1);
  const value = new Float32Array(bits.buffer);
  const stride = Math.floor(2 ** 32 / count);
  for (let pattern = 1; pattern < 2 ** 32; pattern += stride) {
    bits[0] = pattern;
    const x = value[0];
    if (x >= low && x <= high) yield x;
  }
}

function worstUlp(
  actual: (x: number) => number,
  exact: (x: number) => number,
  inputs: Iterable<number>,
): number {
  // prettier-ignore
  let worst = 0;
  for (const x of inputs) {
    const y = exact(x);
    worst = Math.max(worst, Math.abs(actual(x) - y) / ulp(y));
  }
  return worst;
}

/** Densely where the arguments of networks lie. */
function* dense(low: number, high: number, count = 100_000): Generator<number> {
  for (let i = 0; i <= count; i += 1) yield Math.fround(low + ((high - low) * i) / count);
}

describe('float32 functions in plain arithmetic', () => {
  it('exp is at most 1 ulp off from the least denormal to the greatest number', () => {
    expect(worstUlp(exp, Math.exp, sweep(-104, 88.72))).toBeLessThan(0.98);
    expect(worstUlp(exp, Math.exp, dense(-104, 88.72))).toBeLessThan(0.98);
    expect(worstUlp(exp, Math.exp, dense(-1, 1))).toBeLessThan(0.98);
  });

  it('log is at most 1 ulp off for every positive number', () => {
    expect(worstUlp(log, Math.log, sweep(2 ** -149, 3.4e38))).toBeLessThan(0.85);
    expect(worstUlp(log, Math.log, dense(0.4, 2.5))).toBeLessThan(0.85);
  });

  it('tanh is at most 2 ulp off', () => {
    expect(worstUlp(tanh, Math.tanh, sweep(-3.4e38, 3.4e38))).toBeLessThan(1.89);
    expect(worstUlp(tanh, Math.tanh, dense(-10, 10))).toBeLessThan(1.89);
    expect(worstUlp(tanh, Math.tanh, dense(0.1, 0.4))).toBeLessThan(1.89);
  });

  it('sigmoid is at most 2.5 ulp off where it is a normal number, and never off by more than 2^-126', () => {
    const exact = (x: number): number => 1 / (1 + Math.exp(-x));
    expect(worstUlp(sigmoid, exact, sweep(-87.3, 3.4e38))).toBeLessThan(2.5);
    expect(worstUlp(sigmoid, exact, dense(-87.3, 20))).toBeLessThan(2.5);
    for (const x of dense(-110, -87.3, 1000)) expect(Math.abs(sigmoid(x) - exact(x))).toBeLessThan(2 ** -126);
  });

  it('are exact where the answer is', () => {
    expect([0, -0, Infinity, -Infinity, NaN, 89, -104].map(exp)).toEqual([
      1,
      1,
      Infinity,
      0,
      NaN,
      Infinity,
      0,
    ]);
    expect([1, 0, -0, Infinity, -1, -Infinity, NaN].map(log)).toEqual([
      0, -Infinity, -Infinity, Infinity, NaN, NaN, NaN,
    ]); // prettier-ignore
    expect([0, -0, Infinity, -Infinity, NaN, 20, -20].map(tanh)).toEqual([0, -0, 1, -1, NaN, 1, -1]);
    expect([0, Infinity, -Infinity, NaN, 40].map(sigmoid)).toEqual([0.5, 1, 0, NaN, 1]);
    expect(tanh(2 ** -149)).toBe(2 ** -149);
  });
});
