import { reduceToQuadrant } from './argument-reduction.js';
import { quotientOf } from './double-double.js';
import { bothOfReduced, halves } from './sine-cosine.js';

/**
 * The tangent of x (radians): sine over cosine, each with the part that rounding would take. Within 0.501 ulp for
 * every double; the same bits in every JavaScript engine. NaN for NaN and the infinities, -0 for -0.
 */
export function tan(x: number): number {
  if (x === 0) return x;
  const quadrant = reduceToQuadrant(x);
  bothOfReduced();
  return (quadrant & 1) === 0
    ? quotientOf(halves[0], halves[1], halves[2], halves[3])
    : -quotientOf(halves[2], halves[3], halves[0], halves[1]);
}
