import { reduceToQuadrant } from './argument-reduction.js';
import { quotientOf } from './double-double.js';
import { ofQuadrant, parts } from './sine-cosine.js';

/**
 * The tangent of x (radians): sine over cosine, each with the part that rounding would take. Within 0.501 ulp for
 * every double; the same bits in every JavaScript engine. NaN for NaN and the infinities, -0 for -0.
 */
export function tan(x: number): number {
  if (x === 0) return x;
  const quadrant = reduceToQuadrant(x);
  ofQuadrant(0);
  const [sine, sineRest] = parts;
  ofQuadrant(1);
  const [cosine, cosineRest] = parts;
  return (quadrant & 1) === 0
    ? quotientOf(sine, sineRest, cosine, cosineRest)
    : -quotientOf(cosine, cosineRest, sine, sineRest);
}
