import type { Operand, Tensor } from '../tensor.js';
import { binaryOperator } from './elementwise.js';

/** a * b. */
export const mul: (a: Operand, b: Operand) => Tensor = binaryOperator(
  'mul',
  (a, b) => a * b,
  (dy, a, b) => [mul(dy, b), mul(dy, a)],
);
