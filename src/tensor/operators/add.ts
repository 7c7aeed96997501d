import { binaryOperator } from './elementwise.js';

/** a + b. */
export const add = binaryOperator(
  'add',
  (a, b) => a + b,
  (dy) => [dy, dy],
);
