import { tanh as hyperbolicTangent } from '../../numerics/index.js';
import { unaryOperator } from './elementwise.js';
import { mul } from './mul.js';
import { square } from './square.js';
import { sub } from './sub.js';

/** The hyperbolic tangent. */
export const tanh = unaryOperator('tanh', hyperbolicTangent, (dy, _x, y) => mul(dy, sub(1, square(y))));
