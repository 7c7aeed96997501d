import { check, fail } from '../errors.js';
import type { Graph, ParameterSource } from '../tensor/graph.js';
import { parameterOperator } from '../tensor/operators/leaves.js';
import { equalShapes, showShape } from '../tensor/shape.js';
import type { Tensor } from '../tensor/tensor.js';
import type { ProgramSpecification } from './engine.js';

/** Raises `invalid-value` where a tensor is of another graph, or an update does not fit its parameter. */
export function checkSpecification(graph: Graph, { outputs = {}, updates = [] }: ProgramSpecification): void {
  for (const [name, output] of Object.entries(outputs)) checkGraph(graph, `output ${name}`, output);
  const targets = new Set<Tensor>();
  for (const { target, value } of updates) {
    const name = String(target.attributes['name'] ?? target.operator.name);
    checkGraph(graph, `update of ${name}`, target);
    checkGraph(graph, `update of ${name}`, value);
    check(target.operator === parameterOperator && !targets.has(target), {
      component: 'compile',
      parameter: 'update target',
      value: name,
      requirement: 'a parameter that no other update of the program writes',
    });
    check(equalShapes(target.shape, value.shape) && target.type === value.type, {
      component: 'compile',
      parameter: `update of ${name}`,
      value: `${value.type} ${showShape(value.shape)}`,
      requirement: `${target.type} ${showShape(target.shape)}`,
    });
    targets.add(target);
  }
}

function checkGraph(graph: Graph, parameter: string, tensor: Tensor): void {
  check(tensor.graph === graph, {
    component: 'compile',
    parameter,
    value: 'of another graph',
    requirement: 'of the graph that is compiled',
  });
}

export function failForeignStore({ label }: ParameterSource): never {
  return fail('invalid-value', {
    component: 'compile',
    parameter: `parameter store ${label}`,
    value: 'of another engine, or disposed',
    requirement: 'a live store of this engine',
  });
}
