import { check } from '../../errors.js';
import { sizeOf } from '../shape.js';
import type { Operator, Tensor } from '../tensor.js';
import { requireFloat } from './require-float.js';

const inverseDeviationOperator: Operator = {
  name: 'inverseDeviation',
  infer: ([x]) => ({ shape: x.shape.slice(0, -1), type: 'float32' }),
  flops: ({ inputs }) => 4 * sizeOf(inputs[0].shape),
};

const standardizeOperator: Operator = {
  name: 'standardize',
  infer: ([x]) => ({ shape: x.shape, type: 'float32' }),
  gradient: (node, dy) => {
    const inverseDeviation = node.inputs[1];
    return [node.graph.apply(standardizeGradientOperator, [dy, node, inverseDeviation]), undefined];
  },
  flops: (node) => 3 * sizeOf(node.shape),
};

const standardizeGradientOperator: Operator = {
  name: 'standardizeGradient',
  infer: ([dy]) => ({ shape: dy.shape, type: 'float32' }),
  flops: (node) => 7 * sizeOf(node.shape),
};

/**
 * (x - mean) / sqrt(variance + epsilon) along the last axis, variance with divisor n: the core of layer normalisation.
 * See "Layer Normalization" (Ba et al., 2016), eq. 3. Its gradient is an operator of its own, one pass instead of nine.
 */
export function standardize(x: Tensor, epsilon: number): Tensor {
  requireFloat('standardize', [x]);
  check(x.shape.length > 0, {
    component: 'standardize',
    parameter: 'shape',
    value: x.shape,
    requirement: 'of rank 1 or more',
  });
  const inverseDeviation = x.graph.apply(inverseDeviationOperator, [x], { epsilon }); // [...rows]
  return x.graph.apply(standardizeOperator, [x, inverseDeviation]);
}
