import { check } from '../../errors.js';
import type { Operator, Tensor } from '../tensor.js';

const operator: Operator = {
  name: 'transpose',
  infer: ([x]) => ({ shape: [...x.shape].reverse(), type: x.type }),
  gradient: (_node, dy) => [transpose(dy)],
  flops: () => 0,
};

/** A matrix with its axes exchanged. Products read transposed operands for free: see `matmul`. float32 or int32. */
export function transpose(x: Tensor): Tensor {
  check(x.shape.length === 2 && x.type !== 'uint8', {
    component: 'transpose',
    parameter: 'tensor',
    value: `${x.type} of rank ${x.shape.length}`,
    requirement: 'float32 or int32 of rank 2',
  });
  return x.graph.apply(operator, [x]);
}
