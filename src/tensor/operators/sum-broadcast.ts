/** Summing along an axis and broadcasting to a shape: each is the other's gradient. */
import { fail } from '../../errors.js';
import { broadcastShapes, equalShapes, resolveAxis, showShape, sizeOf, type Shape } from '../shape.js';
import type { Operator, Tensor } from '../tensor.js';
import { requireFloat } from './require-float.js';
import { reshape } from './reshape.js';

const sumOperator: Operator = {
  name: 'sum',
  infer: (inputs, attributes) => {
    requireFloat('sum', inputs);
    const { shape } = inputs[0];
    return { shape: shape.filter((_, axis) => axis !== attributes['axis']), type: 'float32' };
  },
  gradient: (node, dy) => {
    const x = node.inputs[0];
    const kept = x.shape.map((length, axis) => (axis === node.attributes['axis'] ? 1 : length));
    return [broadcastTo(reshape(dy, kept), x.shape)];
  },
  flops: ({ inputs }) => sizeOf(inputs[0].shape),
};

const broadcastOperator: Operator = {
  name: 'broadcast',
  infer: (inputs, attributes) => ({ shape: attributes['shape'] as Shape, type: inputs[0].type }),
  gradient: (node, dy) => [sumTo(dy, node.inputs[0].shape)],
  flops: () => 0,
};

/** The sum along one axis, which goes away; without an axis, of everything. `plan/kernels.ts` states the order of summation. */
export function sum(x: Tensor, axis?: number): Tensor {
  if (axis === undefined) return sum(reshape(x, [sizeOf(x.shape)]), 0); // []
  return x.graph.apply(sumOperator, [x], { axis: resolveAxis(x.shape, axis, 'sum') });
}

/** x repeated to a shape by NumPy's rule. float32 or int32. */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  if (equalShapes(x.shape, shape)) return x;
  if (!equalShapes(broadcastShapes(x.shape, shape, 'broadcast'), shape) || x.type === 'uint8') {
    fail('invalid-value', {
      component: 'broadcast',
      parameter: 'shape',
      value: shape,
      requirement: `one that a ${x.type} tensor of shape ${showShape(x.shape)} stretches to`,
    });
  }
  return x.graph.apply(broadcastOperator, [x], { shape });
}

/** x summed back to the shape that it was broadcast from. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  let result = x;
  while (result.shape.length > shape.length) result = sum(result, 0);
  shape.forEach((length, axis) => {
    if (length === 1 && result.shape[axis] !== 1) {
      const kept = result.shape.map((other, position) => (position === axis ? 1 : other));
      result = reshape(sum(result, axis), kept);
    }
  });
  return reshape(result, shape);
}
