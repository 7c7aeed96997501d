import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../fast-check.js';
import { createReferenceEngine } from '../../src/engines/reference/engine.js';
import { createTwinEngine } from '../../src/engines/twin/engine.js';
import * as t from '../../src/tensor/index.js';
import { Graph, type Tensor } from '../../src/tensor/index.js';
import { buildProgram, parameterSpecifications, recipes } from './random-graphs.js';

/** Q-values of a network 4-120-84-2 for a batch. */
function network(batch: number): {
  readonly graph: Graph;
  readonly q: Tensor;
  readonly parameters: readonly Tensor[];
} {
  const graph = new Graph();
  const sizes = [4, 120, 84, 2];
  const parameters: Tensor[] = [];
  let x = graph.input('states', [batch, 4]); // [B, 4]
  for (let layer = 0; layer < 3; layer++) {
    const [from, to] = [sizes[layer], sizes[layer + 1]];
    const weight = graph.input(`weight${layer}`, [from, to]);
    const bias = graph.input(`bias${layer}`, [to]);
    parameters.push(weight, bias);
    const sums = t.add(t.matmul(x, weight), bias); // [B, to]
    x = layer < 2 ? t.relu(sums) : sums;
  }
  return { graph, q: x, parameters };
}

describe('the cost of 4-120-84-2', () => {
  // Multiply and add for each weight, one for each bias and one for each relu.
  const flopsOfARow = 2 * (480 + 10080 + 168) + (120 + 84 + 2) + (120 + 84);

  it.each([createReferenceEngine(), createTwinEngine()])(
    'of a decision is what a count by hand gives, on the $name engine',
    (engine) => {
      const { graph, q } = network(1);
      const { cost } = engine.compile(graph, { outputs: { q } });
      expect(cost.flops).toBe(flopsOfARow);
      // Each product reads its rows, weights and biases, and writes its rows.
      const elements = 4 + 480 + 120 + 120 + (120 + 10080 + 84 + 84) + (84 + 168 + 2 + 2);
      expect(cost.bytes).toBe(4 * elements);
    },
  );

  it.each([createReferenceEngine(), createTwinEngine()])(
    'of gradients for 128 rows is what a count by hand gives, on the $name engine',
    (engine) => {
      const { graph, q, parameters } = network(128);
      const loss = t.mean(t.square(q));
      const found = t.gradients(loss, parameters);
      const outputs = Object.fromEntries(found.map((gradient, index) => [`gradient${index}`, gradient]));
      const { cost } = engine.compile(graph, { outputs });
      const forward = 128 * flopsOfARow;
      // 2 q, times what the mean gives each: a constant that folds.
      const lossGradient = 2 * 256;
      const productsBackward = 2 * 128 * (168 + 10080 + 480) + 2 * 128 * (168 + 10080);
      const masksAndBiases = 128 * (84 + 120) + 128 * (2 + 84 + 120);
      expect(cost.flops).toBe(forward + lossGradient + productsBackward + masksAndBiases);
    },
  );

  it('is the same on every engine', () => {
    fc.assert(
      fc.property(recipes(25), (recipe) => {
        const [first, second] = [createReferenceEngine(), createTwinEngine()].map((engine) => {
          const { graph, wanted } = buildProgram(
            recipe,
            engine.createParameters('store', parameterSpecifications),
          );
          return engine.compile(graph, wanted).cost;
        });
        expect(second).toEqual(first);
      }),
      runs(20),
    );
  });

  it('grows with the batch by rows, and not at all by what no output needs', () => {
    const engine = createTwinEngine();
    const { graph, q } = network(64);
    t.exp(q);
    expect(engine.compile(graph, { outputs: { q } }).cost.flops).toBe(64 * flopsOfARow);
    expect(engine.compile(graph, {}).cost).toEqual({ flops: 0, bytes: 0 });
  });
});
