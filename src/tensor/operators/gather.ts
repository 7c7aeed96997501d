import { check } from '../../errors.js';
import { equalShapes, showShape, type Shape } from '../shape.js';
import type { Operator, Tensor } from '../tensor.js';
import { requireFloat } from './require-float.js';

const gatherOperator: Operator = {
  name: 'gather',
  infer: ([x]) => ({ shape: x.shape.slice(0, -1), type: 'float32' }),
  gradient: (node, dy) => {
    const [x, indices] = node.inputs as [Tensor, Tensor];
    return [scatter(dy, indices, x.shape.at(-1) as number), undefined];
  },
  flops: () => 0,
};

const scatterOperator: Operator = {
  name: 'scatter',
  infer: ([x], attributes) => ({
    shape: [...x.shape, attributes['columns'] as number],
    type: 'float32',
  }),
  gradient: (node, dy) => [gather(dy, node.inputs[1]), undefined],
  flops: () => 0,
};

/** One element of each row: out[..., i] = x[..., i, indices[..., i]]. indices is int32, of x's shape without its last axis. */
export function gather(x: Tensor, indices: Tensor): Tensor {
  requireFloat('gather', [x]);
  checkIndices('gather', indices, x.shape.slice(0, -1));
  return x.graph.apply(gatherOperator, [x, indices]);
}

/** Zeros with x[..., i] put at indices[..., i] of a new last axis of `columns`: the inverse of `gather`. */
export function scatter(x: Tensor, indices: Tensor, columns: number): Tensor {
  requireFloat('scatter', [x]);
  checkIndices('scatter', indices, x.shape);
  return x.graph.apply(scatterOperator, [x, indices], { columns });
}

function checkIndices(component: string, indices: Tensor, shape: Shape): void {
  check(indices.type === 'int32' && equalShapes(indices.shape, shape), {
    component,
    parameter: 'indices',
    value: `${indices.type} ${showShape(indices.shape)}`,
    requirement: `int32 ${showShape(shape)}`,
  });
}
