import { quantile } from '../../../src/statistics/summary.js';

export const median = (values: readonly number[]): number => quantile(values, 0.5);
