import { log as logarithm } from '../../numerics/index.js';
import { div } from './div.js';
import { unaryOperator } from './elementwise.js';

/** The natural logarithm. */
export const log = unaryOperator('log', logarithm, (dy, x) => div(dy, x));
