/** The kernels of ../../plan/kernels.ts, under their names and with their arguments in that order. */
export {
  neg, abs, sign, square, sqrt, exp, log, tanh, sigmoid, relu, reluGradient, where,
  castInt32ToFloat32, castUint8ToFloat32, castFloat32ToInt32,
} from './elementwise'; // prettier-ignore
export { add, sub, mul, div, minimum, maximum, less, lessEqual, equal } from './binary';
export { sumRows, sumMiddle, maxRows, maxMiddle, argmaxRows } from './reductions';
export { matmul } from './product';
export {
  broadcast, copyBlocks, zero, transpose, gather, scatter, gatherRows, scatterAddRows,
} from './moving'; // prettier-ignore
export { logSoftmax, inverseDeviation, standardize, standardizeGradient } from './rows';
export { movingAverage, movingAverageOfSquares, adamStep } from './optimisers';

/** The first byte of memory that the kernels' own constants leave free, a multiple of 16. */
export function heapBase(): usize {
  return (__heap_base + 15) & ~15;
}
