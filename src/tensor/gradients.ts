import { check } from '../errors.js';
import { add } from './operators/add.js';
import { broadcastTo } from './operators/sum-broadcast.js';
import { topologicalOrder } from './rewrite.js';
import type { Tensor } from './tensor.js';

/**
 * The gradients of a scalar for given tensors, as tensors of the same graph (reverse-mode differentiation).
 * A tensor that the loss does not depend on gets zeros. There are no gradients of gradients: some gradient operators have none.
 */
export function gradients(loss: Tensor, wanted: readonly Tensor[]): readonly Tensor[] {
  check(loss.shape.length === 0, {
    component: 'gradients',
    parameter: 'loss shape',
    value: loss.shape,
    requirement: '[]',
    hint: 'take mean(loss) or sum(loss)',
  });
  const { graph } = loss;
  const order = topologicalOrder([loss]);
  const dependent = dependentOn(wanted, order);
  const gradientOf = new Map<Tensor, Tensor>([[loss, graph.scalar(1)]]);
  for (const node of order.toReversed()) {
    const outputGradient = gradientOf.get(node);
    if (outputGradient === undefined || !dependent.has(node) || node.operator.gradient === undefined)
      continue;
    node.operator.gradient(node, outputGradient).forEach((inputGradient, position) => {
      const input = node.inputs[position] as Tensor;
      if (inputGradient === undefined || !dependent.has(input)) return;
      const known = gradientOf.get(input);
      gradientOf.set(input, known === undefined ? inputGradient : add(known, inputGradient));
    });
  }
  return wanted.map((tensor) => gradientOf.get(tensor) ?? zerosLike(tensor));
}

/** What depends on the wanted tensors, themselves included. */
function dependentOn(wanted: readonly Tensor[], order: readonly Tensor[]): ReadonlySet<Tensor> {
  const dependent = new Set<Tensor>(wanted);
  for (const node of order) if (node.inputs.some((input) => dependent.has(input))) dependent.add(node);
  return dependent;
}

function zerosLike({ graph, shape }: Tensor): Tensor {
  return broadcastTo(graph.scalar(0), shape);
}
