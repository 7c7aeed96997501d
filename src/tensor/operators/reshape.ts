import { check } from '../../errors.js';
import { equalShapes, showShape, sizeOf, type Shape } from '../shape.js';
import type { Operator, Tensor } from '../tensor.js';

const operator: Operator = {
  name: 'reshape',
  infer: (inputs, attributes) => ({ shape: attributes['shape'] as Shape, type: inputs[0].type }),
  gradient: (node, dy) => [reshape(dy, node.inputs[0].shape)],
  flops: () => 0,
};

/** The same elements in another shape of the same size; costs nothing. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (equalShapes(x.shape, shape)) return x;
  check(sizeOf(shape) === sizeOf(x.shape), {
    component: 'reshape',
    parameter: 'shape',
    value: shape,
    requirement: `of as many elements as ${showShape(x.shape)}`,
  });
  return x.graph.apply(operator, [x], { shape });
}
