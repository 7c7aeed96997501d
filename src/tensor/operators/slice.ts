import { check } from '../../errors.js';
import { resolveAxis, showShape } from '../shape.js';
import type { Operator, Tensor } from '../tensor.js';

const sliceOperator: Operator = {
  name: 'slice',
  infer: ([x], attributes) => ({
    shape: x.shape.map((length, axis) =>
      axis === attributes['axis'] ? (attributes['length'] as number) : length,
    ),
    type: x.type,
  }),
  gradient: (node, dy) => {
    const x = node.inputs[0];
    const { axis, start, length } = node.attributes as { axis: number; start: number; length: number };
    return [pad(dy, axis, start, x.shape[axis] - start - length)];
  },
  flops: () => 0,
};

const padOperator: Operator = {
  name: 'pad',
  infer: ([x], attributes) => {
    const { axis, before, after } = attributes as { axis: number; before: number; after: number };
    const shape = x.shape.map((length, position) => (position === axis ? before + length + after : length));
    return { shape, type: x.type };
  },
  gradient: (node, dy) => {
    const { axis, before } = node.attributes as { axis: number; before: number };
    return [slice(dy, axis, before, node.inputs[0].shape[axis])];
  },
  flops: () => 0,
};

/** `length` entries of an axis from `start` on. */
export function slice(x: Tensor, axis: number, start: number, length: number): Tensor {
  const position = resolveAxis(x.shape, axis, 'slice');
  check(
    Number.isInteger(start) &&
      Number.isInteger(length) &&
      start >= 0 &&
      length >= 0 &&
      start + length <= x.shape[position],
    {
      component: 'slice',
      parameter: 'start and length',
      value: [start, length],
      requirement: `within axis ${position} of ${showShape(x.shape)}`,
    },
  );
  return x.graph.apply(sliceOperator, [x], { axis: position, start, length });
}

/** x with zeros before and after it along an axis. */
export function pad(x: Tensor, axis: number, before: number, after: number): Tensor {
  check(Number.isInteger(before) && Number.isInteger(after) && before >= 0 && after >= 0, {
    component: 'pad',
    parameter: 'before and after',
    value: [before, after],
    requirement: 'whole numbers, 0 or more',
  });
  return x.graph.apply(padOperator, [x], { axis: resolveAxis(x.shape, axis, 'pad'), before, after });
}
