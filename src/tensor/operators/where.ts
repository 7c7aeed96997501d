import { asTensor, graphOf } from '../graph.js';
import { broadcastShapes, sizeOf } from '../shape.js';
import type { Operand, Operator, Tensor } from '../tensor.js';
import { broadcastTo } from './sum-broadcast.js';
import { requireFloat } from './require-float.js';

const operator: Operator = {
  name: 'where',
  scalar: (condition, a, b) => (condition !== 0 ? a : b),
  infer: (inputs) => {
    requireFloat('where', inputs);
    return { shape: inputs[0].shape, type: 'float32' };
  },
  gradient: (node, dy) => {
    const condition = node.inputs[0];
    return [undefined, where(condition, dy, 0), where(condition, 0, dy)];
  },
  flops: (node) => sizeOf(node.shape),
};

/** a where the condition (float32) is not 0, else b; broadcast. */
export function where(condition: Tensor, a: Operand, b: Operand): Tensor {
  const graph = graphOf(condition);
  const inputs = [condition, asTensor(graph, a), asTensor(graph, b)];
  const shape = inputs.reduce<readonly number[]>(
    (all, { shape }) => broadcastShapes(all, shape, 'where'),
    [],
  );
  return graph.apply(
    operator,
    inputs.map((input) => broadcastTo(input, shape)),
  );
}
