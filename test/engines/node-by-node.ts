import type { Engine, TensorArray } from '../../src/engines/engine.js';
import { constantOperator } from '../../src/tensor/operators/leaves.js';
import { Graph, type Tensor } from '../../src/tensor/index.js';
import { topologicalOrder } from '../../src/tensor/rewrite.js';

/**
 * The values of tensors, each operator a program of its own: nothing can be simplified, fused, placed in shared memory or
 * written in place. What a whole program gives must have the same bits.
 */
export function evaluateNodeByNode(
  engine: Engine,
  roots: readonly Tensor[],
  leafValue: (leaf: Tensor) => ArrayLike<number>,
): readonly TensorArray[] {
  const values = new Map<Tensor, ArrayLike<number>>();
  for (const node of topologicalOrder(roots)) values.set(node, valueOf(engine, node, values, leafValue));
  return roots.map((root) => values.get(root) as TensorArray);
}

function valueOf(
  engine: Engine,
  node: Tensor,
  values: ReadonlyMap<Tensor, ArrayLike<number>>,
  leafValue: (leaf: Tensor) => ArrayLike<number>,
): ArrayLike<number> {
  if (node.operator === constantOperator) return node.attributes['values'] as readonly number[];
  if (node.inputs.length === 0) return leafValue(node);
  if (node.operator.name === 'stopGradient') return values.get(node.inputs[0] as Tensor) as TensorArray;
  const graph = new Graph();
  const inputs = node.inputs.map(({ shape, type }, index) => graph.input(`x${index}`, shape, type));
  const program = engine.compile(graph, {
    outputs: { y: graph.apply(node.operator, inputs, node.attributes) },
  });
  node.inputs.forEach((input, index) => program.input(`x${index}`).set(values.get(input) as TensorArray));
  program.run();
  const result = program.output('y').slice();
  program.dispose();
  return result;
}
