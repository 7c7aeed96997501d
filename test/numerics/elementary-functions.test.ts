import { describe, expect, it } from '@jest/globals';
import { cos, exp, expm1, log, log1p, pow, sin, sineCosine, tan, tanh } from '../../src/numerics/index.js';
import { errorInUlps, referenceValues, type ReferenceValue } from './reference-values.js';

type AnyFunction = (...inputs: number[]) => number;

/** The worst value of the fixture, with its error, for a message that says where. */
function worst(
  f: AnyFunction,
  values: readonly ReferenceValue[],
): { error: number; inputs: readonly number[] } {
  return values
    .map((value) => ({ error: errorInUlps(f(...value.inputs), value), inputs: value.inputs }))
    .reduce((a, b) => (b.error > a.error ? b : a));
}

describe('against 1300-bit values of mpmath', () => {
  // Angles up to 1e6 and far beyond, subnormals, neighbours of every limit, exact hits and near misses.
  it.each([
    ['sin', 0.501, sin],
    ['cos', 0.501, cos],
    ['tan', 0.501, tan],
    ['exp', 0.51, exp],
    ['expm1', 0.51, expm1],
    ['log', 0.51, log],
    ['log1p', 0.51, log1p],
    ['tanh', 0.51, tanh],
    ['pow', 0.51, pow],
  ] as const)('%s is within %d ulp for every kind of double, special values exact', (name, bound, f) => {
    const { error, inputs } = worst(f, referenceValues(name));
    // The rest in the fixture has four decimals.
    expect({ inputs, isWithin: error <= bound + 0.0001 }).toEqual({ inputs, isWithin: true });
  });
});

describe('sineCosine', () => {
  it('gives the bits of sin and of cos', () => {
    const out = new Float64Array(2);
    const angles = Float64Array.from(referenceValues('sin'), ({ inputs }) => inputs[0]);
    angles.forEach((angle, index) => {
      sineCosine(angles, index, out);
      expect([...out]).toEqual([sin(angle), cos(angle)]);
    });
  });
});

describe('pow', () => {
  it('has the special cases of ECMAScript, which leaves no freedom in them', () => {
    const values = [
      NaN,
      0,
      -0,
      1,
      -1,
      Infinity,
      -Infinity,
      2,
      -2,
      0.5,
      -0.5,
      3,
      -3,
      1e308,
      -1e308,
      5e-324,
      -5e-324,
    ];
    const integers = [9007199254740991, -9007199254740991, 9007199254740992, 1152921504606846976];
    for (const base of [...values, ...integers]) {
      for (const exponent of [...values, ...integers]) {
        const expected = Math.pow(base, exponent);
        const isSpecial = expected === 0 || !(Math.abs(expected) < Infinity) || Math.abs(expected) === 1;
        if (isSpecial) expect([base, exponent, pow(base, exponent)]).toEqual([base, exponent, expected]);
      }
    }
  });

  it('is exact where the result is a double', () => {
    expect([pow(2, 10), pow(3, 33), pow(10, 15), pow(2, -1074), pow(0.5, 1022)]).toEqual([
      1024, 5559060566555523, 1e15, 5e-324, 2.2250738585072014e-308,
    ]);
  });
});

describe('every engine', () => {
  it('gives the bits of the day when they were published', () => {
    // A running hash over 20 000 values per function, arguments included, made from integers by exact arithmetic.
    const hashes = [sin, cos, tan, exp, expm1, log, log1p, tanh].map((f) =>
      hashOf((k) => f((k - 10000) / 997)),
    );
    hashes.push(hashOf((k) => pow((k + 1) / 4096, (k % 401) / 32 - 5)));
    expect(hashes).toMatchInlineSnapshot(`
     [
       "3432edcd",
       "933c36c4",
       "f00aab36",
       "a6b0f8cf",
       "a1148641",
       "208cc0bf",
       "2cb8e38c",
       "49923f",
       "7b7c2530",
     ]
    `);
  });
});

function hashOf(f: (k: number) => number): string {
  const double = new DataView(new ArrayBuffer(8));
  let hash = 0x811c9dc5;
  for (let k = 0; k < 20000; k++) {
    const value = f(k);
    double.setFloat64(0, value === value ? value : 0); // the bits of a NaN are nobody's promise
    hash = Math.imul(hash ^ double.getInt32(0), 0x01000193);
    hash = Math.imul(hash ^ double.getInt32(4), 0x01000193);
  }
  return (hash >>> 0).toString(16);
}
