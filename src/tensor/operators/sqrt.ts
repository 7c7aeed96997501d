import { div } from './div.js';
import { unaryOperator } from './elementwise.js';
import { mul } from './mul.js';

/** The square root; the gradient at 0 is infinite. */
export const sqrt = unaryOperator('sqrt', Math.sqrt, (dy, _x, y) => div(mul(0.5, dy), y));
