/** A few parameters and an input, for tests of what programs do with them. */
import { Graph, type ParameterSource, type Tensor } from '../../src/tensor/index.js';

export const specifications = new Map(
  ['a', 'b', 'm', 'v'].map((name) => [name, { shape: [3], type: 'float32' as const }]),
);

export interface World {
  readonly graph: Graph;
  readonly a: Tensor;
  readonly b: Tensor;
  readonly m: Tensor;
  readonly v: Tensor;
  readonly x: Tensor;
}

export function worldOf(source: ParameterSource): World {
  const graph = new Graph();
  const parameter = (name: string) => graph.parameter(source, name);
  return {
    graph,
    a: parameter('a'),
    b: parameter('b'),
    m: parameter('m'),
    v: parameter('v'),
    x: graph.input('x', [3]),
  };
}
