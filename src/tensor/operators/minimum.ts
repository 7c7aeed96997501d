import { binaryOperator } from './elementwise.js';
import { lessEqual } from './comparisons.js';
import { mul } from './mul.js';
import { sub } from './sub.js';

/** The smaller of a and b; NaN wins, -0 < +0. Where they are equal the gradient goes to a. */
export const minimum = binaryOperator('minimum', Math.min, (dy, a, b) => {
  const takesA = lessEqual(a, b);
  return [mul(dy, takesA), mul(dy, sub(1, takesA))];
});
