import { describe, expect, it } from '@jest/globals';
import { costOf } from '../../src/engines/cost.js';
import { createTwinEngine } from '../../src/engines/twin/engine.js';
import * as t from '../../src/tensor/index.js';
import { Graph, type Tensor } from '../../src/tensor/index.js';
import { topologicalOrder } from '../../src/tensor/rewrite.js';
import { simplify } from '../../src/tensor/simplify.js';
import { bitsOf } from '../engines/evaluate.js';
import { evaluateNodeByNode } from '../engines/node-by-node.js';
import { specialMixture, streamOf } from '../engines/random-values.js';

const only = (root: Tensor): Tensor => simplify([root])[0] as Tensor;
const operatorsOf = (roots: readonly Tensor[]): string[] =>
  topologicalOrder(simplify(roots))
    .filter(({ inputs }) => inputs.length > 0)
    .map(({ operator }) => operator.name);

/** Runs a whole program, and its operators one by one, on the same inputs with zeros of both signs, NaN and infinities. */
function expectSameBits(roots: readonly Tensor[]): void {
  const engine = createTwinEngine();
  const names = roots.map((_, index) => `y${index}`);
  const program = engine.compile((roots[0] as Tensor).graph, {
    outputs: Object.fromEntries(roots.map((root, index) => [`y${index}`, root])),
  });
  const stream = streamOf(5);
  const leaves = new Map<Tensor, ArrayLike<number>>();
  const found = evaluateNodeByNode(engine, roots, (leaf) => {
    const values = specialMixture(stream, t.sizeOf(leaf.shape));
    leaves.set(leaf, values);
    return values;
  });
  const used = new Set(topologicalOrder(simplify(roots)));
  leaves.forEach((values, { attributes }, all) => {
    const leaf = [...all.keys()].find((one) => one.attributes === attributes) as Tensor;
    if (used.has(leaf)) program.input(attributes['name'] as string).set(values);
  });
  program.run();
  expect(names.map((name) => bitsOf(program.output(name)))).toEqual(found.map(bitsOf));
}

const graph = new Graph();
const x = graph.input('x', [6, 5]);
const w = graph.input('w', [5, 7]);
const bias = graph.input('bias', [7]);
const y = graph.input('y', [6, 7]);

describe('identities', () => {
  const one = graph.scalar(1);
  const removed: readonly (readonly [string, Tensor])[] = [
    ['x - 0', t.sub(x, 0)],
    ['x * 1', t.mul(x, one)],
    ['1 * x', t.mul(one, x)],
    ['x / 1', t.div(x, 1)],
    ['x * ones', t.mul(x, graph.constant([1, 1, 1, 1, 1], [5]))],
    ['-(-x)', t.neg(t.neg(x))],
    ['transpose of the transpose', t.transpose(t.transpose(x))],
    ['stopGradient', t.stopGradient(x)],
    ['reshape there and back', t.reshape(t.reshape(x, [30]), [6, 5])],
    ['all of them', t.sub(t.neg(t.neg(t.mul(1, t.div(t.stopGradient(x), 1)))), 0)],
  ];

  it.each(removed)('%s is x', (_name, tensor) => {
    expect(only(tensor)).toBe(x);
    expectSameBits([tensor]);
  });

  const kept: readonly (readonly [string, Tensor])[] = [
    ['x + 0, because -0 + 0 is 0', t.add(x, 0)],
    ['0 - x, because 0 - 0 is 0', t.sub(0, x)],
    ['x - (-0), because -0 - (-0) is 0', t.sub(x, -0)],
    ['x * 0, because of NaN, infinities and -0', t.mul(x, 0)],
    ['x - x, because of NaN', t.sub(x, x)],
    ['x * 1 that broadcasts', t.mul(t.reshape(x, [30]), graph.constant([1, 1], [2, 1]))],
  ];

  it.each(kept)('%s, stays', (_name, tensor) => {
    expect(only(tensor).operator).toBe(tensor.operator);
    expectSameBits([tensor]);
  });

  it('reshapes in a row become one', () => {
    expect(operatorsOf([t.reshape(t.reshape(t.reshape(x, [30]), [3, 10]), [10, 3])])).toEqual(['reshape']);
  });
});

describe('constants', () => {
  it('fold where float64, rounded once, is float32', () => {
    const value = t.sqrt(t.div(t.mul(t.square(0.1 as never as Tensor), 3), 7));
    expect(value).toBeDefined();
  });
});
