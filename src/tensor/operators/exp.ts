import { exp as exponential } from '../../numerics/index.js';
import type { Tensor } from '../tensor.js';
import { unaryOperator } from './elementwise.js';
import { mul } from './mul.js';

/** e to the power x. */
export const exp: (x: Tensor) => Tensor = unaryOperator('exp', exponential, (dy, _x, y) => mul(dy, y));
