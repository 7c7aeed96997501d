import { fail } from '../../errors.js';
import { sizeOf } from '../shape.js';
import type { Operator, Tensor, TensorType } from '../tensor.js';

const operator: Operator = {
  name: 'cast',
  infer: (inputs, attributes) => ({
    shape: inputs[0].shape,
    type: attributes['type'] as TensorType,
  }),
  flops: (node) => sizeOf(node.shape),
};

/** The same values as another type: int32 or uint8 to float32, float32 to int32 (towards zero, saturating, NaN to 0). No gradient flows. */
export function cast(x: Tensor, type: TensorType): Tensor {
  if (x.type === type) return x;
  const possible = type === 'float32' || (type === 'int32' && x.type === 'float32');
  if (!possible) {
    fail('unsupported', {
      component: 'cast',
      parameter: 'type',
      value: `${x.type} to ${type}`,
      requirement: 'int32 or uint8 to float32, or float32 to int32',
    });
  }
  return x.graph.apply(operator, [x], { type });
}
