import { describe, expect, it } from '@jest/globals';
import { costOf } from '../../src/engines/cost.js';
import { createTwinEngine } from '../../src/engines/twin/engine.js';
import * as t from '../../src/tensor/index.js';
import { Graph, type Tensor } from '../../src/tensor/index.js';
import { topologicalOrder } from '../../src/tensor/rewrite.js';
import { simplify } from '../../src/tensor/simplify.js';
import { bitsOf } from '../engines/evaluate.js';
import { compileNodeByNode } from '../engines/node-by-node.js';
import { specialMixture, streamOf } from '../engines/random-values.js';

const only = (root: Tensor): Tensor => simplify([root])[0];
const operatorsOf = (roots: readonly Tensor[]): string[] =>
  topologicalOrder(simplify(roots))
    .filter(({ inputs }) => inputs.length > 0)
    .map(({ operator }) => operator.name);

/** Runs a whole program, and its operators one by one, on the same inputs with zeros of both signs, NaN and infinities. */
function expectSameBits(roots: readonly Tensor[]): void {
  const engine = createTwinEngine();
  const names = roots.map((_, index) => `y${index}`);
  const program = engine.compile(roots[0].graph, {
    outputs: Object.fromEntries(roots.map((root, index) => [`y${index}`, root])),
  });
  const stream = streamOf(5);
  const leaves = new Map<Tensor, ArrayLike<number>>();
  const found = compileNodeByNode(
    engine,
    roots,
  )((leaf) => {
    const values = specialMixture(stream, t.sizeOf(leaf.shape));
    leaves.set(leaf, values);
    return values;
  });
  const used = new Set(topologicalOrder(simplify(roots)));
  for (const [leaf, values] of leaves)
    if (used.has(leaf)) program.input(leaf.attributes['name'] as string).set(values);
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
  const number = (value: number) => graph.scalar(value);
  const folded: readonly (readonly [string, Tensor, number])[] = [
    ['0.1 + 0.2', t.add(number(0.1), 0.2), Math.fround(Math.fround(0.1) + Math.fround(0.2))],
    ['sqrt(3 / 7 - 0.1^2)', t.sqrt(t.sub(t.div(number(3), 7), t.square(number(0.1)))), 0.6469709873199463],
    ['-|max(-0, -1)|', t.neg(t.abs(t.maximum(number(-0), -1))), -0],
    ['min(NaN, 1)', t.minimum(number(NaN), 1), NaN],
    ['1e38 * 10', t.mul(number(1e38), 10), Infinity],
    ['1e-40 / 3, a denormal', t.div(number(1e-40), 3), Math.fround(Math.fround(1e-40) / 3)],
  ];

  it.each(folded)('%s folds to what a float32 engine gives', (_name, tensor, value) => {
    expect(operatorsOf([tensor])).toEqual([]);
    expect((only(tensor).attributes['values'] as readonly number[])[0]).toBe(value);
    expectSameBits([tensor]);
  });

  it('under transcendental functions stay, because each engine has its own', () => {
    expect(operatorsOf([t.exp(number(0.1))])).toEqual(['exp']);
  });

  it('count without their rounding, so that an engine rounds them once', () => {
    expect(only(t.mul(x, number(1 + 1e-12))).operator.name).toBe('mul');
    expectSameBits([t.mul(x, number(1 + 1e-12)), t.add(t.add(number(0.1), 0.7), x)]);
  });
});

describe('products', () => {
  const product = t.matmul(x, w); // [6, 7]

  it.each([
    ['a bias', t.add(product, bias)],
    ['a bias from the left', t.add(bias, product)],
    ['a relu', t.relu(product)],
    ['a bias and a relu', t.relu(t.add(product, bias))],
    ["a relu's gradient", t.reluGradient(product, y)],
  ])('take in %s', (_name, tensor) => {
    expect(operatorsOf([tensor])).toEqual(['fusedProduct']);
    expectSameBits([tensor]);
  });

  it.each([
    ['a bias for each row', t.add(product, graph.input('column', [6, 1]))],
    ['another matrix', t.add(product, y)],
    ['a bias after the relu', t.add(t.relu(product), bias)],
    ["a relu's gradient with the product as its second operand", t.reluGradient(y, product)],
    ["a relu's gradient that broadcasts", t.reluGradient(product, bias)],
  ])('leave out %s', (_name, tensor) => {
    expect(operatorsOf([tensor]).at(-1)).toBe(tensor.operator.name);
    expectSameBits([tensor]);
  });

  it('of one column do not take in what they would stretch to', () => {
    const column = t.matmul(x, graph.input('vector', [5, 1])); // [6, 1]
    expectSameBits([t.reluGradient(column, y)]);
    expect(operatorsOf([t.reluGradient(column, y)])).toEqual(['matmul', 'reluGradient']);
    expectSameBits([t.add(column, bias), t.add(bias, column)]);
    expect(operatorsOf([t.add(column, bias)])).toEqual(['matmul', 'add']);
    expect(operatorsOf([t.add(column, graph.input('one', [1]))])).toEqual(['fusedProduct']);
  });

  it('stay apart from what something else reads before it', () => {
    const biased = t.add(product, bias);
    expect(operatorsOf([t.relu(biased), product])).toEqual(['matmul', 'add', 'relu']);
    expect(operatorsOf([t.relu(biased), biased])).toEqual(['fusedProduct', 'relu']);
    expect(operatorsOf([t.relu(biased), t.sum(biased)])).toEqual(['fusedProduct', 'relu', 'reshape', 'sum']);
    expect(operatorsOf([t.add(product, t.relu(product))])).toEqual(['matmul', 'relu', 'add']);
    expectSameBits([t.relu(biased), product]);
    expectSameBits([t.relu(biased), biased, t.sum(biased)]);
  });

  it('that only gradients read twice still share', () => {
    const hidden = t.relu(t.add(product, bias)); // [6, 7]
    const loss = t.mean(t.square(t.relu(t.matmul(hidden, t.transpose(w)))));
    const roots = [loss, ...t.gradients(loss, [w, bias])];
    expect(operatorsOf(roots).filter((name) => name === 'reluGradient')).toHaveLength(1);
    expectSameBits(roots);
  });
});

describe('simplification', () => {
  it('never costs more, and drops what no root needs', () => {
    const loss = t.mean(t.square(t.sub(t.relu(t.add(t.matmul(x, w), bias)), t.stopGradient(y))));
    const [gradient] = t.gradients(loss, [w]) as [Tensor];
    const before = topologicalOrder([loss, gradient]);
    const after = topologicalOrder(simplify([loss, gradient]));
    expect(costOf(after).bytes).toBeLessThan(costOf(before).bytes);
    expect(costOf(after).flops).toBeLessThanOrEqual(costOf(before).flops);
    expect(after.map(({ operator }) => operator.name)).not.toContain('stopGradient');
  });

  it('of simplified tensors changes nothing', () => {
    const [root] = simplify([t.relu(t.add(t.matmul(x, t.neg(t.neg(w))), bias))]);
    expect(only(root)).toBe(root);
  });

  it('walks 20 000 operators in a row without overflowing the stack', () => {
    let deep = x;
    for (let depth = 0; depth < 10_000; depth++) deep = t.abs(t.neg(deep));
    expect(topologicalOrder([only(deep)])).toHaveLength(20_001);
  });
});
