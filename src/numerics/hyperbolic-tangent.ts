import { quotientOf, sumError } from './double-double.js';
import { expm1Parts, expm1Sum } from './exponential.js';

/**
 * The hyperbolic tangent: E / (E + 2) with E = e^(2|x|) - 1. Within 0.51 ulp; the same bits in every JavaScript
 * engine. tanh(-0) = -0, tanh(+-Infinity) = +-1.
 */
export function tanh(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < 3.725290298461914e-9) return x; // 2^-28
  if (!(magnitude < 19.5)) return magnitude > 0 ? Math.sign(x) : NaN;
  expm1Parts(2 * magnitude);
  const high = expm1Sum[0];
  const low = expm1Sum[1];
  const below = high + 2;
  const value = quotientOf(high, low, below, sumError(high, 2, below) + low);
  return x < 0 ? -value : value;
}
