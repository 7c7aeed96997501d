/**
 * The float32 steps of exp, log, tanh and sigmoid, as in the wasm kernels: the very same constants and order. The polynomials are
 * minimax fits (Remez) of the named functions; the bounds hold for every one of the 2^32 inputs.
 */
import { round } from './memory.js';

const inverseLn2 = round(1.4426950216293335);
const magic = 12582912; // 1.5 * 2^23: adding it rounds to an integer, which the low bits then hold
const ln2High = round(0.693145751953125); // 15 bits, so that k * this is exact
const ln2Low = round(1.428606765330187e-6);
const expPolynomial = [
  0.0013814583653584123, 0.008368724025785923, 0.04166838899254799, 0.1666652113199234, 0.4999999403953552,
].map(round);
const tanhPolynomial = [
  0.00026785791851580143, 0.001321229967288673, 0.008364819921553135, 0.041659362614154816, 0.16666743159294128,
  0.4999999701976776,
].map(round); // prettier-ignore
const logPolynomial = [0.298730731010437, 0.399774968624115, 0.6666677594184875].map(round);
const leastNormal = 1.1754943508222875e-38;

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

function bitsOf(x: number): number {
  float[0] = x;
  return bits[0];
}

function ofBits(x: number): number {
  bits[0] = x;
  return float[0];
}

function powerOfTwo(exponent: number): number {
  return ofBits((exponent + 127) << 23);
}

/** Horner's scheme, highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => round(round(sum * x) + coefficient));
}

/** (x - k high(ln 2)) - k low(ln 2). */
function reduce(x: number, k: number): number {
  return round(round(x - round(k * ln2High)) - round(k * ln2Low));
}

/** At most 0.98 ulp off. exp(x) = 2^k exp(r), x = k ln 2 + r; 2^k in two factors, so that denormal results round once. */
export function exp(x: number): number {
  const clamped = Math.max(Math.min(x, 89), -104);
  const shifted = round(round(clamped * inverseLn2) + magic);
  const r = reduce(clamped, round(shifted - magic));
  const q = polynomial(expPolynomial, r);
  const power = round(round(round(round(r * r) * q) + r) + 1);
  const k = bitsOf(shifted) - bitsOf(magic);
  const half = k >> 1;
  return round(round(power * powerOfTwo(half)) * powerOfTwo(k - half));
}

/** At most 0.84 ulp off. x = 2^k (1 + f), f in [sqrt(1/2) - 1, sqrt(2) - 1]; log(1 + f) = 2 atanh(f / (2 + f)). */
export function log(x: number): number {
  if (!(x >= 0)) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  const tiny = x < leastNormal;
  const scaled = tiny ? round(x * 8388608) : x; // 2^23
  const exponent = (bitsOf(scaled) - 0x3f3504f3) >> 23; // sqrt(1/2)
  const k = exponent + (tiny ? -23 : 0);
  const f = round(ofBits(bitsOf(scaled) - (exponent << 23)) - 1);
  const s = round(f / round(2 + f));
  const z = round(s * s);
  const rest = round(z * polynomial(logPolynomial, z));
  const half = round(round(0.5 * f) * f);
  const low = round(round(s * round(half + rest)) + round(k * ln2Low));
  return round(round(k * ln2High) - round(round(half - low) - f));
}

/**
 * At most 1.89 ulp off. With t = exp(2|x|) - 1 it is t / (t + 2); where t < 1 that would lose bits, and
 * |x| + (t - 2|x| - t * t / (t + 2)) / 2 is the same number with |x| exact.
 */
export function tanh(x: number): number {
  const size = Math.abs(x);
  const y = Math.min(round(size + size), 20);
  const whole = Math.floor(round(y * inverseLn2));
  const r = reduce(y, whole);
  const bend = round(round(r * r) * polynomial(tanhPolynomial, r));
  const scale = powerOfTwo(whole);
  const t = round(round(round(bend + r) * scale) + round(scale - 1));
  const quotient = round(t / round(t + 2));
  const small = round(size + round(0.5 * round(bend - round(t * quotient))));
  const value = whole === 0 ? small : quotient;
  return x < 0 || Object.is(x, -0) ? -value : value;
}

/** At most 2.5 ulp off for x > -87.3; below, where the result is denormal, it may be 0. */
export function sigmoid(x: number): number {
  return round(1 / round(1 + exp(-x)));
}
