import { describe, expect, it } from '@jest/globals';
import * as t from '../../src/tensor/index.js';
import { Graph, type ParameterSource } from '../../src/tensor/index.js';
import { topologicalOrder } from '../../src/tensor/rewrite.js';

const source: ParameterSource = {
  label: 'online',
  specifications: new Map([['extractor/0/weight', { shape: [2, 3], type: 'float32' as const }]]),
};

describe('a graph', () => {
  it('shares common subexpressions, and tells apart what differs in an attribute, a type or the sign of a zero', () => {
    const graph = new Graph();
    const x = graph.input('x', [4]);
    expect(t.exp(t.add(x, 1))).toBe(t.exp(t.add(x, 1)));
    expect(t.slice(x, 0, 1, 2)).toBe(t.slice(x, -1, 1, 2));
    expect(t.slice(x, 0, 1, 2)).not.toBe(t.slice(x, 0, 2, 2));
    expect(t.sub(x, 1)).not.toBe(t.sub(1, x));
    expect(graph.scalar(0)).not.toBe(graph.scalar(-0));
    expect(graph.scalar(NaN)).toBe(graph.scalar(NaN));
    expect(graph.constant([1, 2], [2])).not.toBe(graph.constant([1, 2], [2], 'int32'));
    expect(graph.constant([1, 2], [2])).not.toBe(graph.constant([1, 2], [1, 2]));
  });

  it('knows a parameter by its source and name', () => {
    const graph = new Graph();
    const weight = graph.parameter(source, 'extractor/0/weight');
    expect(weight.shape).toEqual([2, 3]);
    expect(graph.parameter(source, 'extractor/0/weight')).toBe(weight);
    expect(graph.parameter({ ...source, label: 'target' }, 'extractor/0/weight')).not.toBe(weight);
    expect(graph.sources.map(({ label }) => label)).toEqual(['online', 'target']);
  });

  it('refuses unknown parameters with a hint, second inputs of a name, and constants that do not fill their shape', () => {
    const graph = new Graph();
    expect(() => graph.parameter(source, 'extractor/0/wieght')).toThrow('did you mean extractor/0/weight?');
    graph.input('x', [1]);
    expect(() => graph.input('x', [2])).toThrow('a name that no other input of the graph has');
    expect(() => graph.constant([1, 2], [3])).toThrow('graph: constant values is 2, but must be 3 numbers');
    expect(() => graph.input('y', [2, -1])).toThrow('input: shape is "[2, -1]"');
  });

  it('gives inputs smaller ids than what is made of them', () => {
    const graph = new Graph();
    const x = graph.input('x', [2, 2]);
    const [gradient] = t.gradients(t.mean(t.tanh(t.matmul(x, x))), [x]);
    for (const node of graph.nodes) for (const input of node.inputs) expect(input.id).toBeLessThan(node.id);
    expect(gradient?.shape).toEqual([2, 2]);
  });
});

describe('topological order', () => {
  it('names every node once, after its inputs, and nothing that the roots do not need', () => {
    const graph = new Graph();
    const x = graph.input('x', [3]);
    const unused = t.exp(x);
    const shared = t.neg(x);
    const roots = [t.add(shared, x), t.mul(shared, t.add(shared, x)), shared];
    const order = topologicalOrder(roots);
    expect(new Set(order).size).toBe(order.length);
    expect(order).toHaveLength(4);
    expect(order.includes(unused)).toBe(false);
    order.forEach((node, at) =>
      node.inputs.forEach((input) => expect(order.indexOf(input)).toBeLessThan(at)),
    );
  });

  it('walks 100 000 operators in a row without overflowing the stack', () => {
    const graph = new Graph();
    let x = graph.input('x', []);
    for (let depth = 0; depth < 100_000; depth++) x = t.exp(x);
    expect(topologicalOrder([x])).toHaveLength(100_001);
  });
});
