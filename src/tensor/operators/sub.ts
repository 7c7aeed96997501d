import { binaryOperator } from './elementwise.js';
import { neg } from './neg.js';

/** a - b. */
export const sub = binaryOperator(
  'sub',
  (a, b) => a - b,
  (dy) => [dy, neg(dy)],
);
