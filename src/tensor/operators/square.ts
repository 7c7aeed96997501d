import { unaryOperator } from './elementwise.js';
import { mul } from './mul.js';

/** x * x. */
export const square = unaryOperator(
  'square',
  (x) => x * x,
  (dy, x) => mul(dy, mul(2, x)),
);
