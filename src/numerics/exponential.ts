import { multiplyPairs, pair, productError, sumError, upperHalf, type Pair } from './double-double.js';
import { powerOfTwo } from './float64-bits.js';

/** ln 2 / 128 in 35 bits, so that its product with 18 bits is exact, and the rest. */
const step = 0.0054152123482253955;
const stepRest = -1.0082281460997769e-13;
const perStep = 184.6649652337873;
/** Per j: 2^(j/128), its upper 27 bits, the rest of them. */
const table = makeTable();

/**
 * e to the power x. Within 0.51 ulp, subnormal results included; the same bits in every JavaScript engine.
 * exp(-Infinity) = 0, exp(NaN) = NaN; overflows above 709.78, underflows to 0 below -745.13.
 */
export function exp(x: number): number {
  return exponentialOf(x, 0);
}

/** e to the power high + low, where low is below an ulp of high (or high is infinite or NaN and low is 0). */
export function exponentialOf(high: number, low: number): number {
  if (!(Math.abs(high) < 708)) return exponentialNearEdge(high, low);
  const multiple = Math.floor(high * perStep + 0.5);
  const r = high - multiple * step - multiple * stepRest + low;
  const at = 3 * (multiple & 127);
  return (table[at + 1] + (table[at + 2] + table[at] * growth(r))) * powerOfTwo(multiple >> 7);
}

/** e^r - 1 for |r| < 2^-8.5 by its power series; the first term left out is below 2^-71. */
function growth(r: number): number {
  return r + r * r * curvature(r);
}

/** (e^r - 1 - r) / r^2. */
function curvature(r: number): number {
  const square = r * r;
  return 1 / 2 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120) + square * (1 / 720));
}

/** As `exponentialOf`, where the result may overflow or be subnormal. */
function exponentialNearEdge(high: number, low: number): number {
  if (!(high > -746)) return high < 0 ? 0 : NaN;
  if (high > 710) return Infinity;
  const multiple = Math.floor(high * perStep + 0.5);
  const r = high - multiple * step - multiple * stepRest + low;
  const at = 3 * (multiple & 127);
  const value = table[at + 1];
  const rest = table[at + 2] + table[at] * growth(r);
  const exponent = multiple >> 7;
  if (exponent > 0) return (value + rest) * powerOfTwo(exponent - 1) * 2;
  // A subnormal is rounded once, where it ends: next to the anchor a double ends at 2^-1074 of the result.
  const smallestNormal = powerOfTwo(-1022 - exponent);
  const anchor = value + rest < smallestNormal ? smallestNormal : 0;
  const sum = anchor + value;
  const rounded = sum + (anchor === 0 ? rest : anchor - sum + value + rest);
  return (rounded - anchor) * powerOfTwo(-1021) * powerOfTwo(exponent + 1021);
}

/** What `expm1Parts` leaves: the value as the sum of two numbers. */
export const expm1Sum = new Float64Array(2);

/**
 * e to the power x, minus one, without the loss of digits near 0. Within 0.51 ulp; the same bits in every
 * JavaScript engine. expm1(-Infinity) = -1, expm1(-0) = -0.
 */
export function expm1(x: number): number {
  if (Math.abs(x) < 5.551115123125783e-17) return x; // 2^-54
  if (!(Math.abs(x) < 60)) return x < 0 ? -1 : exp(x);
  expm1Parts(x);
  return expm1Sum[0] + expm1Sum[1];
}

/** Writes e^x - 1 to `expm1Sum` as a sum whose relative error is below 2^-60; 2^-54 <= |x| < 60. */
export function expm1Parts(x: number): void {
  const multiple = Math.floor(x * perStep + 0.5);
  const direct = x - multiple * step;
  const r = direct - multiple * stepRest;
  const rLost = direct - r - multiple * stepRest;
  const at = 3 * (multiple & 127);
  const scale = powerOfTwo(multiple >> 7);
  const value = table[at + 1] * scale;
  const valueRest = table[at + 2] * scale;
  const start = value - 1;
  const upper = upperHalf(r);
  const linear = value * upper; // 27 bits times 26 bits: exact
  const high = start + linear;
  const lost = sumError(value, -1, start) + sumError(start, linear, high);
  const bend = (value + valueRest) * (r * r * curvature(r) + rLost);
  expm1Sum[0] = high;
  expm1Sum[1] = lost + (value * (r - upper) + (valueRest + valueRest * r) + bend);
}

/** The powers of 2^(1/128), which is the seventh square root of 2. */
function makeTable(): Float64Array {
  const entries = new Float64Array(3 * 128);
  let ratio = pair(2, 0);
  for (let i = 0; i < 7; i++) ratio = squareRoot(ratio);
  let power = pair(1, 0);
  for (let j = 0; j < 128; j++) {
    const upper = Math.round(power.high * 67108864) / 67108864;
    entries[3 * j] = power.high;
    entries[3 * j + 1] = upper;
    entries[3 * j + 2] = power.high - upper + power.low;
    power = multiplyPairs(power, ratio);
  }
  return entries;
}

/** One step of Newton's method from the rounded root. */
function squareRoot(a: Pair): Pair {
  const root = Math.sqrt(a.high);
  const square = root * root;
  const rest = a.high - square - productError(root, root, square) + a.low;
  return pair(root, rest / (2 * root));
}
