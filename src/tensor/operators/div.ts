import type { Operand, Tensor } from '../tensor.js';
import { binaryOperator } from './elementwise.js';
import { mul } from './mul.js';
import { neg } from './neg.js';

/** a / b. */
export const div: (a: Operand, b: Operand) => Tensor = binaryOperator(
  'div',
  (a, b) => a / b,
  (dy, _a, b, y) => [div(dy, b), neg(div(mul(dy, y), b))],
);
