import { unaryOperator } from './elementwise.js';

/** 1 or -1, or x itself where it is 0, -0 or NaN. No gradient flows. */
export const sign = unaryOperator('sign', (x) => (x > 0 ? 1 : x < 0 ? -1 : x));
