import { describe, expect, it } from '@jest/globals';
import { makeOptimizer, qLearningTarget, squaredError } from '../../src/learning/index.js';
import { gatherRows, gradients, Graph, mean, reshape, stopGradient, sub } from '../../src/tensor/index.js';
import { engines } from './engines.js';

/**
 * A chain of two states, a reward of 1 a step, one action: state 0 leads to state 1, where a time limit cuts the episode. The
 * table of values learns from both transitions at once.
 */
function learnedValues(create: (typeof engines)[number][1], discounts: readonly [number, number]): number[] {
  const engine = create();
  const specifications = new Map([['table', { shape: [2, 1], type: 'float32' as const }]]);
  const store = engine.createParameters('online', specifications);
  const graph = new Graph();
  const table = graph.parameter(store, 'table'); // [2, A]
  const from = graph.constant([0, 1], [2], 'int32'); // [B]
  const to = graph.constant([1, 1], [2], 'int32'); // [B]
  const target = qLearningTarget({
    reward: graph.constant([1, 1], [2]),
    discount: graph.constant(discounts, [2]),
    nextQ: gatherRows(table, to),
  }); // [B]
  const q = reshape(gatherRows(table, from), [2]); // [B]
  const loss = mean(squaredError(sub(q, stopGradient(target)))); // []
  const optimizer = makeOptimizer({ sgd: {} });
  const updates = optimizer.updates({
    parameters: new Map([['table', table]]),
    gradients: new Map([['table', gradients(loss, [table])[0]]]),
    state: (name) => graph.parameter(store, name),
    scalars: { stepSize: graph.scalar(0.5) },
  });
  const program = engine.compile(graph, { updates });
  for (let update = 0; update < 400; update++) program.run();
  return [...store.get('table')];
}

describe.each(engines)('a time limit on %s', (_name, create) => {
  it('does not end the returns: the value where it cuts is r / (1 - gamma)', () => {
    const [first, limit] = learnedValues(create, [0.9, 0.9]);
    expect(Math.abs(limit - 10)).toBeLessThan(0.1);
    expect(Math.abs(first - 10)).toBeLessThan(0.1);
  });

  it('is not a termination, whose value is r', () => {
    const [first, terminal] = learnedValues(create, [0.9, 0]);
    expect(terminal).toBeCloseTo(1, 5);
    expect(first).toBeCloseTo(1.9, 5);
  });
});
