/** What element-wise operators have in common: broadcasting, and one operation an element. */
import { asTensor, graphOf } from '../graph.js';
import { broadcastShapes, sizeOf } from '../shape.js';
import type { Operand, Operator, Tensor } from '../tensor.js';
import { requireFloat } from './require-float.js';
import { sumTo } from './sum-broadcast.js';

/** Defines a function of one element. `gradient(dy, x, y)` gives that for x. */
export function unaryOperator(
  name: string,
  scalar: (x: number) => number,
  gradient?: (dy: Tensor, x: Tensor, y: Tensor) => Tensor,
): (x: Tensor) => Tensor {
  const operator: Operator = {
    name,
    scalar,
    infer: (inputs) => {
      requireFloat(name, inputs);
      return { shape: inputs[0].shape, type: 'float32' };
    },
    flops: (node) => sizeOf(node.shape),
    ...(gradient && {
      gradient: (node: Tensor, dy: Tensor) => [gradient(dy, node.inputs[0], node)],
    }),
  };
  return (x) => x.graph.apply(operator, [x]);
}

/** Defines a function of two elements, broadcast. `gradient(dy, a, b, y)` gives those for a and b before they are summed back to the shapes of a and b. */
export function binaryOperator(
  name: string,
  scalar: (a: number, b: number) => number,
  gradient?: (dy: Tensor, a: Tensor, b: Tensor, y: Tensor) => readonly [Tensor, Tensor],
): (a: Operand, b: Operand) => Tensor {
  const operator: Operator = {
    name,
    scalar,
    infer: (inputs) => {
      requireFloat(name, inputs);
      const [a, b] = inputs as [Tensor, Tensor];
      return { shape: broadcastShapes(a.shape, b.shape, name), type: 'float32' };
    },
    flops: (node) => sizeOf(node.shape),
    ...(gradient && {
      gradient: (node: Tensor, dy: Tensor) => {
        const [a, b] = node.inputs as [Tensor, Tensor];
        const [da, db] = gradient(dy, a, b, node);
        return [sumTo(da, a.shape), sumTo(db, b.shape)];
      },
    }),
  };
  return (a, b) => {
    const graph = graphOf(a, b);
    return graph.apply(operator, [asTensor(graph, a), asTensor(graph, b)]);
  };
}
