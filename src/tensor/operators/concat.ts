import { check } from '../../errors.js';
import { equalShapes, resolveAxis, showShape } from '../shape.js';
import type { Operator, Tensor } from '../tensor.js';
import { slice } from './slice.js';

const operator: Operator = {
  name: 'concat',
  infer: (inputs, attributes) => {
    const axis = attributes['axis'] as number;
    const first = inputs[0];
    const total = inputs.reduce((length, input) => length + input.shape[axis], 0);
    return {
      shape: first.shape.map((length, position) => (position === axis ? total : length)),
      type: first.type,
    };
  },
  gradient: (node, dy) => {
    const axis = node.attributes['axis'] as number;
    let start = 0;
    return node.inputs.map((input) => {
      const length = input.shape[axis];
      start += length;
      return slice(dy, axis, start - length, length);
    });
  },
  flops: () => 0,
};

/** Tensors one after the other along an axis; their other axes and their types must be equal. */
export function concat(tensors: readonly Tensor[], axis: number): Tensor {
  const [first] = tensors;
  check(first !== undefined, {
    component: 'concat',
    parameter: 'tensors',
    value: 'empty',
    requirement: 'at least one',
  });
  const position = resolveAxis(first.shape, axis, 'concat');
  const others = (tensor: Tensor) => tensor.shape.map((length, at) => (at === position ? 0 : length));
  for (const tensor of tensors) {
    check(equalShapes(others(tensor), others(first)) && tensor.type === first.type, {
      component: 'concat',
      parameter: 'tensor',
      value: `${tensor.type} ${showShape(tensor.shape)}`,
      requirement: `${first.type} ${showShape(first.shape)} but for axis ${position}`,
    });
  }
  return tensors.length === 1 ? first : first.graph.apply(operator, tensors, { axis: position });
}
