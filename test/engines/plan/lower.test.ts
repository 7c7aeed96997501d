import { describe, expect, it } from '@jest/globals';
import { kernelTable } from '../../../src/engines/plan/kernels.js';
import { lower } from '../../../src/engines/plan/lower.js';
import type { Plan } from '../../../src/engines/plan/plan.js';
import * as t from '../../../src/tensor/index.js';
import { Graph, type Operator, type Tensor } from '../../../src/tensor/index.js';

/** A deep network that learns: about 20 operators for each layer. */
function learner(layers: number): {
  readonly loss: Tensor;
  readonly updates: { target: Tensor; value: Tensor }[];
} {
  const names = Array.from({ length: layers }, (_, index) => `weight${index}`);
  const specifications = new Map(names.map((name) => [name, { shape: [4, 4], type: 'float32' as const }]));
  const graph = new Graph();
  const source = { label: 'store', specifications };
  const parameters = names.map((name) => graph.parameter(source, name));
  const hidden = parameters.reduce((x, weight) => t.tanh(t.matmul(x, weight)), graph.input('x', [2, 4]));
  const loss = t.mean(t.square(hidden));
  const gradients = t.gradients(loss, parameters);
  const updates = parameters.map((target, index) => ({
    target,
    value: t.sub(target, t.mul(0.1, gradients[index])),
  }));
  return { loss, updates };
}

/** How often lowering looks at the name of an operator: it does so at every step of its work on a node. */
function looksAt(
  nodes: number,
  shape: (x: Tensor, apply: (a: Tensor, b: Tensor) => Tensor) => readonly Tensor[],
): number {
  const graph = new Graph();
  const x = graph.input('x', [2]);
  let looks = 0;
  const real = t.add(x, x).operator;
  const counting: Operator = {
    ...real,
    get name() {
      looks++;
      return 'add';
    },
  };
  const outputs = shape(x, (a, b) => graph.apply(counting, [a, b]));
  expect(graph.nodes.length).toBeGreaterThan(nodes);
  looks = 0;
  lower({ outputs: Object.fromEntries(outputs.map((output, index) => [`y${index}`, output])) });
  return looks;
}

describe('lowering', () => {
  it('gives plain data: what JSON carries is the same plan', () => {
    const { loss, updates } = learner(3);
    const plan = lower({ outputs: { loss }, updates });
    expect(JSON.parse(JSON.stringify(plan)) as Plan).toEqual(plan);
    for (const { kernel, arguments: given } of plan.calls) {
      const kinds = Object.values(kernelTable[kernel]);
      expect(given).toHaveLength(kinds.length);
      given.forEach((argument, index) => {
        if (kinds[index] !== 'pointer') expect(typeof argument).toBe('number');
        else if (argument !== 0)
          expect(argument).toEqual({ segment: expect.any(Number), offset: expect.any(Number) });
      });
    }
  });

  it('gives the same plan twice', () => {
    const plans = [learner(4), learner(4)].map(({ loss, updates }) => lower({ outputs: { loss }, updates }));
    expect(plans[0]).toEqual(plans[1]);
    const { loss, updates } = learner(4);
    const [first, second] = [0, 1].map(() => lower({ outputs: { loss }, updates }));
    expect(first).toEqual(second);
  });

  it.each([
    [
      'a chain',
      (n: number) =>
        looksAt(n, (x, apply) => {
          let y = x;
          for (let at = 0; at < n; at++) y = apply(y, x);
          return [y];
        }),
    ],
    [
      'many outputs',
      (n: number) =>
        looksAt(n, (x, apply) => Array.from({ length: n }, (_, at) => apply(x, x.graph.scalar(at)))),
    ],
    [
      'long-lived tensors',
      (n: number) =>
        looksAt(n, (x, apply) => {
          const all = [x];
          for (let at = 0; at < n / 2; at++) all.push(apply(all.at(-1) as Tensor, x));
          return [all.reduce(apply)];
        }),
    ],
  ])('does work in proportion to the nodes, in %s', (_name, looks) => {
    const [few, many] = [looks(500), looks(2000)];
    expect(many / few).toBeLessThan(4.1);
  });

  it('names the operator that no kernel can do', () => {
    const graph = new Graph();
    const strange: Operator = {
      name: 'fourier',
      infer: () => ({ shape: [], type: 'float32' }),
      flops: () => 0,
    };
    const output = graph.apply(strange, [graph.input('x', [])]);
    expect(() => lower({ outputs: { output } })).toThrow(
      'compile: operator is "fourier", but must be one of',
    );
  });
});
