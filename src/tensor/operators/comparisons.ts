import { binaryOperator } from './elementwise.js';

/** 1 where a < b, else 0. No gradient flows. */
export const less = binaryOperator('less', (a, b) => (a < b ? 1 : 0));

/** 1 where a <= b, else 0. No gradient flows. */
export const lessEqual = binaryOperator('lessEqual', (a, b) => (a <= b ? 1 : 0));

/** 1 where a equals b, else 0. No gradient flows. */
export const equal = binaryOperator('equal', (a, b) => (a === b ? 1 : 0));
