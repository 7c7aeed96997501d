import { binaryOperator, unaryOperator } from './elementwise.js';

/** dy where y > 0, else 0: one pass instead of a comparison and a product. */
export const reluGradient = binaryOperator('reluGradient', (dy, y) => (y > 0 ? dy : 0));

/** max(x, 0); NaN stays NaN, the gradient at 0 is 0. */
export const relu = unaryOperator(
  'relu',
  (x) => Math.max(x, 0),
  (dy, _x, y) => reluGradient(dy, y),
);
