import type { Tensor } from '../tensor.js';
import { unaryOperator } from './elementwise.js';

/** -x. */
export const neg: (x: Tensor) => Tensor = unaryOperator(
  'neg',
  (x) => -x,
  (dy) => neg(dy),
);
