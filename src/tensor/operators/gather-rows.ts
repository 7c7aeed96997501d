import { check } from '../../errors.js';
import { equalShapes, showShape, sizeOf } from '../shape.js';
import type { Operator, Tensor } from '../tensor.js';
import { requireFloat } from './require-float.js';

const gatherRowsOperator: Operator = {
  name: 'gatherRows',
  infer: ([table, indices]) => ({
    shape: [...indices.shape, ...table.shape.slice(1)],
    type: table.type,
  }),
  gradient: (node, dy) => {
    const [table, indices] = node.inputs as [Tensor, Tensor];
    return [scatterAddRows(dy, indices, table.shape[0]), undefined];
  },
  flops: () => 0,
};

const scatterAddRowsOperator: Operator = {
  name: 'scatterAddRows',
  infer: ([x, indices], attributes) => ({
    shape: [attributes['tableRows'] as number, ...x.shape.slice(indices.shape.length)],
    type: 'float32',
  }),
  gradient: (node, dy) => [gatherRows(dy, node.inputs[1]), undefined],
  flops: ({ inputs }) => sizeOf(inputs[0].shape),
};

/** Rows of a table of any type: out[i] = table[indices[i]]. How a batch leaves the replay, and how embeddings are read. */
export function gatherRows(table: Tensor, indices: Tensor): Tensor {
  check(indices.type === 'int32' && table.shape.length > 0, {
    component: 'gatherRows',
    parameter: 'table and indices',
    value: `${showShape(table.shape)} and ${indices.type}`,
    requirement: 'a table of rank 1 or more, and int32 indices',
  });
  return table.graph.apply(gatherRowsOperator, [table, indices]);
}

/** Zeros [tableRows, ...] to which row i of x is added at indices[i]: the gradient of `gatherRows`. */
export function scatterAddRows(x: Tensor, indices: Tensor, tableRows: number): Tensor {
  requireFloat('scatterAddRows', [x]);
  const rows = x.shape.slice(0, indices.shape.length);
  check(indices.type === 'int32' && equalShapes(indices.shape, rows), {
    component: 'scatterAddRows',
    parameter: 'indices',
    value: `${indices.type} ${showShape(indices.shape)}`,
    requirement: `int32, of the first axes of ${showShape(x.shape)}`,
  });
  return x.graph.apply(scatterAddRowsOperator, [x, indices], { tableRows });
}
