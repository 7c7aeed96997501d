import { check } from '../../errors.js';
import { sizeOf } from '../shape.js';
import type { Operator, Tensor } from '../tensor.js';
import { requireFloat } from './require-float.js';

const operator: Operator = {
  name: 'argmax',
  infer: (inputs) => {
    requireFloat('argmax', inputs);
    return { shape: inputs[0].shape.slice(0, -1), type: 'int32' };
  },
  flops: (node) => sizeOf(node.inputs[0].shape),
};

/** The index of the first greatest value along the last axis, as int32. NaN is never the greatest. No gradient flows. */
export function argmax(x: Tensor): Tensor {
  check(x.shape.length > 0, {
    component: 'argmax',
    parameter: 'shape',
    value: x.shape,
    requirement: 'of rank 1 or more',
  });
  return x.graph.apply(operator, [x]);
}
