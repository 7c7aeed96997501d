import type { Engine, Program, TensorArray } from '../../src/engines/engine.js';
import { constantOperator } from '../../src/tensor/operators/leaves.js';
import { Graph, type Tensor } from '../../src/tensor/index.js';
import { topologicalOrder } from '../../src/tensor/rewrite.js';

type Values = ArrayLike<number>;

/**
 * The values of tensors, each operator a program of its own: nothing can be simplified, fused, placed in shared memory or
 * written in place. What a whole program gives must have the same bits.
 */
export function compileNodeByNode(
  engine: Engine,
  roots: readonly Tensor[],
): (leafValue: (leaf: Tensor) => Values) => readonly TensorArray[] {
  const order = topologicalOrder(roots);
  const programs = new Map(
    order.filter(({ inputs }) => inputs.length > 0).map((node) => [node, programOf(engine, node)]),
  );
  return (leafValue) => {
    const values = new Map<Tensor, Values>();
    for (const node of order) {
      const program = programs.get(node);
      if (program !== undefined) values.set(node, run(program, node, values));
      else if (node.operator === constantOperator)
        values.set(node, node.attributes['values'] as readonly number[]);
      else values.set(node, leafValue(node));
    }
    return roots.map((root) => copyOf(root, values.get(root) as Values));
  };
}

function programOf(engine: Engine, node: Tensor): Program {
  const graph = new Graph();
  const inputs = node.inputs.map(({ shape, type }, index) => graph.input(`x${index}`, shape, type));
  return engine.compile(graph, { outputs: { y: graph.apply(node.operator, inputs, node.attributes) } });
}

function run(program: Program, node: Tensor, values: ReadonlyMap<Tensor, Values>): Values {
  node.inputs.forEach((input, index) => program.input(`x${index}`).set(values.get(input) as Values));
  program.run();
  return program.output('y').slice();
}

function copyOf({ type }: Tensor, values: Values): TensorArray {
  if (type === 'float32') return Float32Array.from(values);
  return type === 'int32' ? Int32Array.from(values) : Uint8Array.from(values);
}
