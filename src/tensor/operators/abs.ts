import { unaryOperator } from './elementwise.js';
import { mul } from './mul.js';
import { sign } from './sign.js';

/** |x|; the gradient at 0 is 0. */
export const abs = unaryOperator('abs', Math.abs, (dy, x) => mul(dy, sign(x)));
