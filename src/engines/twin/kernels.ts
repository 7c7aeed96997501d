import type { KernelName } from '../plan/kernels.js';
import {
  abs, add, castFloat32ToInt32, castInt32ToFloat32, castUint8ToFloat32, div, equal, exp, less, lessEqual, log, maximum, minimum,
  mul, neg, relu, reluGradient, sigmoid, sign, sqrt, square, sub, tanh, where,
} from './kernels/elementwise.js'; // prettier-ignore
import type { KernelMemory } from './kernels/memory.js';
import {
  broadcast, copyBlocks, gather, gatherRows, scatter, scatterAddRows, transpose, zero,
} from './kernels/moving.js'; // prettier-ignore
import { adamStep, movingAverage, movingAverageOfSquares } from './kernels/optimisers.js';
import { matmul } from './kernels/product.js';
import { argmaxRows, maxMiddle, maxRows, sumMiddle, sumRows } from './kernels/reductions.js';
import { inverseDeviation, logSoftmax, standardize, standardizeGradient } from './kernels/rows.js';

export type { KernelMemory } from './kernels/memory.js';

/** A kernel in plain TypeScript: the memory, then the arguments of `kernelTable` in its order. */
export type TwinKernel = (memory: KernelMemory, ...numbers: number[]) => void;

/** Every kernel as a naive loop with one rounding to float32 after every operation: what the fast ones must equal bit for bit. */
export const twinKernels = {
  neg, abs, sign, square, sqrt, exp, log, tanh, sigmoid, relu, reluGradient, where,
  castInt32ToFloat32, castUint8ToFloat32, castFloat32ToInt32,
  add, sub, mul, div, minimum, maximum, less, lessEqual, equal,
  sumRows, sumMiddle, maxRows, maxMiddle, argmaxRows,
  matmul,
  broadcast, copyBlocks, zero, transpose, gather, scatter, gatherRows, scatterAddRows,
  logSoftmax, inverseDeviation, standardize, standardizeGradient,
  movingAverage, movingAverageOfSquares, adamStep,
} satisfies Record<KernelName, TwinKernel>; // prettier-ignore
