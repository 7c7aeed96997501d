import { describe, expect, it } from '@jest/globals';
import { createReferenceEngine } from '../../src/engines/reference/engine.js';
import { huber, softmaxCrossEntropy, squaredError } from '../../src/learning/index.js';
import {
  activationNames,
  buildNetwork,
  initialize,
  type LayerSpecification,
  type NetworkSpecification,
  type Training,
} from '../../src/networks/index.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { gather, gradients, Graph, mean, softmax, sizeOf, sub, type Tensor } from '../../src/tensor/index.js';

const [B, A] = [5, 3];
const observations = [
  { key: 'x', shape: [4], type: 'float32' as const },
  { key: 'y', shape: [2, 2], type: 'float32' as const },
];

type Loss = (q: Tensor) => Tensor;

/** The error of the Q-values of fixed actions to fixed targets; some are far away, some near. */
const tdErrorOf = (q: Tensor): Tensor => {
  const action = q.graph.constant([0, 2, 1, 1, 0], [B], 'int32'); // [B]
  return sub(gather(q, action), q.graph.constant([1, -0.5, 0.2, 3, -2], [B])); // [B]
};

const losses: Readonly<Record<string, Loss>> = {
  squaredError: (q) => mean(squaredError(tdErrorOf(q))),
  'huber of delta 1': (q) => mean(huber(tdErrorOf(q), 1)),
  'huber of delta 0.25': (q) => mean(huber(tdErrorOf(q), 0.25)),
  softmaxCrossEntropy: (q) => {
    const scores = Array.from({ length: B * A }, (_, at) => (at * 7) % 5);
    return mean(softmaxCrossEntropy(q, softmax(q.graph.constant(scores, [B, A]))));
  },
};

const hidden: readonly LayerSpecification[] = [{ dense: { units: 4, activation: 'tanh' } }];
const networks: Readonly<Record<string, NetworkSpecification>> = {
  'a plain head': { extractor: [{ dense: 5 }], head: { layers: hidden } },
  'a dueling head': { extractor: [{ dense: 5 }], head: { dueling: true, layers: hidden } },
  'branches and layer normalisation': {
    inputs: {
      x: [{ dense: 3 }, { layerNorm: {} }],
      y: [{ layerNorm: {} }, { dense: { units: 3, bias: false } }],
    },
    extractor: [{ dense: 5 }, { layerNorm: { epsilon: 0.01 } }],
    head: { dueling: true },
  },
  dropout: { extractor: [{ dense: 6 }, { dropout: 0.5 }, { dense: 5 }] },
  ...Object.fromEntries(
    activationNames.map((activation) => [
      `${activation} everywhere`,
      { activation, extractor: [{ dense: 5 }], head: { layers: [{ dense: 4 }] } },
    ]),
  ),
};

const halfMasks = (graph: Graph): Training => ({
  dropoutMask: (_name, shape) => {
    const values = Array.from({ length: sizeOf(shape) }, (_, at) => (at % 3 === 0 ? 0 : 2));
    return graph.constant(values, shape);
  },
});

/** A network with a loss: its parameters, and one run of loss and gradients. */
function setUp(specification: NetworkSpecification, lossOf: Loss) {
  const engine = createReferenceEngine();
  const network = buildNetwork(specification, { observations, actions: A });
  const store = engine.createParameters('online', network.parameters);
  const stream = new RandomStream([3, 1, 4]);
  initialize(network, store, stream);
  const graph = new Graph();
  const inputs = Object.fromEntries(
    observations.map(({ key, shape }) => [key, graph.input(key, [B, ...shape])]),
  );
  const loss = lossOf(network.apply(inputs, store, halfMasks(graph))); // []
  const names = [...network.parameters.keys()];
  const leaves = names.map((name) => graph.parameter(store, name));
  const byName = Object.fromEntries(
    gradients(loss, leaves).map((gradient, index) => [names[index], gradient]),
  );
  const whole = engine.compile(graph, { outputs: byName });
  const lossOnly = engine.compile(graph, { outputs: { loss } });
  for (const { key } of observations) {
    stream.fillNormal(whole.input(key) as Float64Array, 0, 1);
    lossOnly.input(key).set(whole.input(key));
  }
  return { names, store, whole, lossOnly };
}

const step = 1e-5;

/** The greatest difference between a gradient and the central difference of the loss, over all parameters. */
function greatestError(specification: NetworkSpecification, lossOf: Loss): number {
  const { names, store, whole, lossOnly } = setUp(specification, lossOf);
  whole.run();
  const errors = names.flatMap((name) => {
    const values = store.get(name);
    return Array.from(whole.output(name), (gradient, at) => {
      const value = values[at];
      const [above, below] = [value + step, value - step].map((moved) => {
        values[at] = moved;
        lossOnly.run();
        return lossOnly.output('loss')[0];
      });
      values[at] = value;
      return Math.abs(gradient - (above - below) / (2 * step));
    });
  });
  return Math.max(...errors);
}

describe('gradients equal central differences', () => {
  it.each(Object.entries(losses))('of %s through a dueling head', (_name, loss) => {
    expect(greatestError(networks['a dueling head'], loss)).toBeLessThan(1e-8);
  });

  it.each(Object.entries(networks))('through %s', (_name, specification) => {
    expect(greatestError(specification, losses['squaredError'])).toBeLessThan(1e-8);
  });
});
