import { exp, log1p } from '../../numerics/index.js';

/**
 * The share of Student's distribution below t. Absolute error below 1e-13 for 1 to 1e7 degrees of freedom.
 * By the regularised incomplete beta function: its series near the middle (NIST Handbook of Mathematical Functions, 8.17.8), its
 * continued fraction in the tails (8.17.22).
 */
export function studentCdf(t: number, degreesOfFreedom: number): number {
  const outside = studentOutside(t, degreesOfFreedom);
  return t > 0 ? 1 - outside / 2 : outside / 2;
}

/** The share of Student's distribution that is farther from 0 than t: the p-value of a test with two sides. */
export function studentOutside(t: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom > 0) || t !== t) return NaN;
  if (t === 0) return 1;
  if (Math.abs(t) === Infinity) return 0;
  const a = degreesOfFreedom / 2;
  const square = (t * t) / degreesOfFreedom;
  const y = square / (1 + square);
  // x^a y^(1/2) / B(a, 1/2), x = 1 - y
  const factor = (exp(-a * log1p(square)) * Math.sqrt(y) * gammaRatio(a)) / Math.sqrt(Math.PI);
  if (t * t <= 16) return 1 - 2 * factor * series(a, y);
  return (factor / a) * continuedFraction(a, 0.5, 1 / (1 + square));
}

/** The sum of (a + 1/2)_n / (3/2)_n y^n, whose terms have one sign. */
function series(a: number, y: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; term > 1e-17 * sum; n++) {
    term *= ((a + 0.5 + n) / (1.5 + n)) * y;
    sum += term;
  }
  return sum;
}

/** gamma(a + 1/2) / gamma(a): its asymptotic series, after steps up to where six terms are enough. */
function gammaRatio(a: number): number {
  let steps = 1;
  let large = a;
  for (; large < 100; large++) steps *= large / (large + 0.5);
  const r = 1 / large;
  const tail = 5 / 1024 - r * (21 / 32768 + r * (399 / 262144 - r * (869 / 4194304)));
  return steps * Math.sqrt(large) * (1 - r * (1 / 8 - r * (1 / 128 + r * tail)));
}

/** Lentz's way through the fraction of the incomplete beta function, whose terms come in pairs. */
function continuedFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1), tiny);
  let result = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d, tiny);
    c = nonZero(1 + even / c, tiny);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d, tiny);
    c = nonZero(1 + odd / c, tiny);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return result;
}

const nonZero = (value: number, tiny: number): number => (value === 0 ? tiny : value);
