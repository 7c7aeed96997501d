import { exp } from '../../numerics/index.js';
import { unaryOperator } from './elementwise.js';
import { mul } from './mul.js';
import { sub } from './sub.js';

/** 1 / (1 + exp(-x)). */
export const sigmoid = unaryOperator(
  'sigmoid',
  (x) => 1 / (1 + exp(-x)),
  (dy, _x, y) => mul(dy, mul(y, sub(1, y))),
);
