import { productError, upperHalf } from './double-double.js';
import { exponentialOf } from './exponential.js';
import { logarithmParts, logarithmTail, separate } from './logarithm.js';

/**
 * base to the power exponent: e^(exponent log base) with 68 bits in between. Within 0.51 ulp, subnormal results
 * included; the same bits in every JavaScript engine.
 *
 * Special cases are those of ECMAScript's `**`, which differ from IEEE 754 in two: pow(+-1, +-Infinity) and
 * pow(1, NaN) are NaN. A negative base with an exponent that is no integer gives NaN; pow(x, 0) = 1 for every x.
 */
export function pow(base: number, exponent: number): number {
  if (base > 0 && base < Infinity && Math.abs(exponent) < Infinity) return ofPositive(base, exponent);
  if (exponent === 0) return 1;
  if (base !== base || exponent !== exponent) return NaN;
  const magnitude = powerOfMagnitude(Math.abs(base), exponent);
  const isNegative = base < 0 || Object.is(base, -0);
  if (!isNegative || Math.abs(exponent % 2) !== 1) {
    const isUndefined = base < 0 && base > -Infinity && Math.floor(exponent) !== exponent;
    return isUndefined ? NaN : magnitude;
  }
  return -magnitude;
}

/** For any magnitude from 0 to Infinity and any exponent but 0 and NaN. */
function powerOfMagnitude(magnitude: number, exponent: number): number {
  if (Math.abs(exponent) === Infinity && magnitude === 1) return NaN;
  if (magnitude > 0 && magnitude < Infinity && Math.abs(exponent) < Infinity)
    return ofPositive(magnitude, exponent);
  return magnitude > 1 === exponent > 0 ? Infinity : 0;
}

function ofPositive(base: number, exponent: number): number {
  logarithmPair(base);
  const logarithm = logarithmSum[0];
  const product = exponent * logarithm;
  if (!(Math.abs(product) < 800)) return product > 0 ? Infinity : 0;
  if (Math.abs(product) < 8.673617379884035e-19) return 1; // 2^-60
  return exponentialOf(product, productError(exponent, logarithm, product) + exponent * logarithmSum[1]);
}

/** What `logarithmPair` leaves: high and low part. */
export const logarithmSum = new Float64Array(2);

/** Writes the logarithm of a positive, finite x to `logarithmSum`, with a relative error below 2^-67. */
export function logarithmPair(x: number): void {
  separate(x);
  const exact = logarithmParts[0];
  const r = logarithmParts[1];
  // log(1 + r) = r - r^2/2 + ..., the square as an exact upper part and the rest of it
  const upper = upperHalf(r);
  const square = r * r;
  const bend = -0.5 * upper * upper;
  const bendRest = -0.5 * (r - upper) * (r + upper);
  const cube = r * square;
  const tail = cube * (logarithmTail(r, square) + cube * cube * (1 / 9));
  const first = exact + r;
  const second = first + bend;
  const rest = exact - first + r + (first - second + bend) + (logarithmParts[2] + bendRest + tail);
  logarithmSum[0] = second + rest;
  logarithmSum[1] = second - logarithmSum[0] + rest;
}
