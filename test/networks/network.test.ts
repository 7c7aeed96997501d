import { describe, expect, it } from '@jest/globals';
import type { Engine } from '../../src/engines/engine.js';
import {
  buildNetwork,
  initialize,
  parameterBytes,
  parameterCount,
  type Network,
  type ObservationSpecification,
} from '../../src/networks/index.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { gradients, Graph, mul, sum } from '../../src/tensor/index.js';
import { bitsOf } from '../engines/evaluate.js';
import { engines, expectClose } from '../learning/engines.js';
import { golden, type GoldenNetwork } from './golden.js';

const observation = (
  key: string,
  shape: readonly number[],
  type: 'float32' | 'int32' | 'uint8' = 'float32',
) => ({ key, shape, type, ...(type === 'uint8' && { divisor: 255 }) }) satisfies ObservationSpecification;

const cartPole = { observations: [observation('observation', [4])], actions: 2 };

const goldenNetworks: Readonly<Record<keyof typeof golden.networks, Network>> = {
  layered: buildNetwork(
    {
      extractor: [{ dense: 6 }, { layerNorm: {} }, { dense: { units: 5, activation: 'tanh' } }],
      head: { layers: [{ dense: 4 }] },
    },
    { observations: [observation('observation', [4])], actions: 3 },
  ),
  dueling: buildNetwork(
    {
      inputs: { picture: [{ dense: 4 }] },
      extractor: [{ dense: 5 }],
      head: { dueling: true, layers: [{ dense: 4 }] },
    },
    { observations: [observation('picture', [2, 3], 'uint8'), observation('account', [2])], actions: 3 },
  ),
};

function inputsOf(graph: Graph, network: Network, B: number) {
  return Object.fromEntries(
    network.observations.map(({ key, shape, type }) => [key, graph.input(key, [B, ...shape], type)]),
  );
}

function runGolden(engine: Engine, network: Network, expected: GoldenNetwork) {
  const store = engine.createParameters('online', network.parameters);
  const names = [...network.parameters.keys()];
  for (const name of names) store.get(name).set(expected.parameters[name]);
  const graph = new Graph();
  const q = network.apply(inputsOf(graph, network, 3), store); // [B, A]
  const loss = sum(mul(q, graph.constant(expected.weights, [3, 3]))); // []
  const all = gradients(
    loss,
    names.map((name) => graph.parameter(store, name)),
  );
  const outputs = { q, ...Object.fromEntries(all.map((gradient, index) => [names[index], gradient])) };
  const program = engine.compile(graph, { outputs });
  for (const { key } of network.observations) program.input(key).set(expected.observations[key]);
  program.run();
  return program;
}

describe.each(engines)('networks on %s', (_name, create, tolerance) => {
  it.each(['layered', 'dueling'] as const)(
    '%s: Q-values and all gradients equal those of PyTorch',
    (name) => {
      const [network, expected] = [goldenNetworks[name], golden.networks[name]];
      expect([...network.parameters.keys()].sort()).toEqual(Object.keys(expected.parameters).sort());
      const program = runGolden(create(), network, expected);
      expectClose(program.output('q'), expected.q, tolerance);
      for (const key of network.parameters.keys())
        expectClose(program.output(key), expected.gradients[key], 3 * tolerance);
    },
  );

  it('a row has the same Q-values, bit for bit, alone and in a batch', () => {
    const engine = create();
    for (const network of Object.values(goldenNetworks)) {
      const store = engine.createParameters('online', network.parameters);
      initialize(network, store, new RandomStream([1, 2, 3]));
      const stream = new RandomStream([4, 5, 6]);
      const qOf = (
        B: number,
        fill: (key: string, values: { set(from: ArrayLike<number>): void }) => void,
      ) => {
        const graph = new Graph();
        const q = network.apply(inputsOf(graph, network, B), store);
        const program = engine.compile(graph, { outputs: { q } });
        for (const { key } of network.observations) fill(key, program.input(key));
        program.run();
        return program.output('q').slice();
      };
      const rows = 13;
      const data = new Map(
        network.observations.map(({ key, shape }) => {
          const size = shape.reduce((product, side) => product * side, 1);
          return [
            key,
            { size, values: Float64Array.from({ length: rows * size }, () => stream.integer(250)) },
          ];
        }),
      );
      const together = qOf(rows, (key, values) => values.set(data.get(key)!.values));
      for (let row = 0; row < rows; row++) {
        const alone = qOf(1, (key, values) => {
          const { size, values: all } = data.get(key)!;
          values.set(all.subarray(row * size, (row + 1) * size));
        });
        expect(bitsOf(together.slice(3 * row, 3 * row + 3))).toEqual(bitsOf(alone));
      }
    }
  });
});

describe('a network', () => {
  it('has parameters by name, in groups, as the CleanRL network 120-84 has them', () => {
    const network = buildNetwork({ extractor: [{ dense: 120 }, { dense: 84 }] }, cartPole);
    const described = [...network.parameters].map(([name, { shape, group }]) => [name, shape, group]);
    expect(described).toEqual([
      ['extractor/0/weight', [4, 120], 'extractor'],
      ['extractor/0/bias', [120], 'extractor'],
      ['extractor/1/weight', [120, 84], 'extractor'],
      ['extractor/1/bias', [84], 'extractor'],
      ['head/0/weight', [84, 2], 'head'],
      ['head/0/bias', [2], 'head'],
    ]);
    expect(parameterCount(network)).toBe(4 * 120 + 120 + 120 * 84 + 84 + 84 * 2 + 2);
    expect(parameterBytes(network)).toBe(4 * 10_934);
  });

  it('of the smallest specification is a linear head on the observation', () => {
    const network = buildNetwork({}, cartPole);
    expect([...network.parameters.keys()]).toEqual(['head/0/weight', 'head/0/bias']);
  });

  it('joins observations of any shape and type into one row', () => {
    const network = buildNetwork(
      {},
      {
        observations: [
          observation('scalar', [], 'int32'),
          observation('window', [3, 2]),
          observation('flags', [2]),
        ],
        actions: 2,
      },
    );
    const engine = engines[0][1]();
    const store = engine.createParameters('online', network.parameters);
    const graph = new Graph();
    const features = network.features(inputsOf(graph, network, 2), store);
    const program = engine.compile(graph, { outputs: { features } });
    program.input('scalar').set([-7, 3]);
    program.input('window').set([1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60]);
    program.input('flags').set([0, 1, 1, 0]);
    program.run();
    expect([...program.output('features')]).toEqual(
      [
        [-7, 1, 2, 3, 4, 5, 6, 0, 1],
        [3, 10, 20, 30, 40, 50, 60, 1, 0],
      ].flat(),
    );
  });

  it('scales bytes from 0 to 255 into 0 to 1', () => {
    const pixels = { observations: [observation('pixels', [4], 'uint8')], actions: 1 };
    const network = buildNetwork({}, pixels);
    const engine = engines[1][1]();
    const graph = new Graph();
    const store = engine.createParameters('online', network.parameters);
    const features = network.features(inputsOf(graph, network, 1), store);
    const program = engine.compile(graph, { outputs: { features } });
    program.input('pixels').set([0, 51, 128, 255]);
    program.run();
    expect([...program.output('features')]).toEqual([0, 0.2, 128 / 255, 1].map(Math.fround));
  });

  it('leaves bytes as they are where there is no divisor, and shows names one-hot', () => {
    const observations = [
      { key: 'lamps', shape: [2], type: 'uint8' },
      { key: 'place', shape: [], type: 'int32', categories: [{ start: 2, count: 3 }] },
      {
        key: 'pair',
        shape: [2],
        type: 'int32',
        categories: [
          { start: 0, count: 2 },
          { start: -1, count: 3 },
        ],
      },
    ] as const;
    const network = buildNetwork({ inputs: { place: [] } }, { observations, actions: 1 });
    for (const [, makeEngine] of engines) {
      const engine = makeEngine();
      const graph = new Graph();
      const store = engine.createParameters('online', network.parameters);
      const features = network.features(inputsOf(graph, network, 2), store);
      const program = engine.compile(graph, { outputs: { features } });
      program.input('lamps').set([1, 0, 1, 1]);
      program.input('place').set([2, 4]);
      program.input('pair').set([1, -1, 0, 7]); // 7 is no value of it
      program.run();
      expect([...program.output('features')]).toEqual(
        [
          [1, 0, 1, 0, 0, 0, 1, 1, 0, 0],
          [1, 1, 0, 0, 1, 1, 0, 0, 0, 0],
        ].flat(),
      );
    }
  });

  it('learns one weight row for each name', () => {
    const observations = [
      { key: 'state', shape: [], type: 'int32', categories: [{ start: 0, count: 5 }] },
    ] as const;
    const network = buildNetwork({ extractor: [{ dense: 3 }] }, { observations, actions: 2 });
    expect(network.parameters.get('extractor/0/weight')!.shape).toEqual([5, 3]);
  });

  it('has the advantage of a dueling head centred: Q has the mean V', () => {
    const { parameters } = golden.networks.dueling;
    const network = goldenNetworks.dueling;
    const engine = engines[0][1]();
    // With the value stream at 0 the mean of each row of Q is 0.
    const silent = Object.fromEntries(
      Object.entries(parameters).map(([name, values]) => [
        name,
        name.startsWith('head/value/1') ? values.map(() => 0) : values,
      ]),
    );
    const output = runGolden(engine, network, { ...golden.networks.dueling, parameters: silent }).output('q');
    for (let row = 0; row < 3; row++) {
      const mean = [...output.slice(3 * row, 3 * row + 3)].reduce((sum, value) => sum + value, 0) / 3;
      expect(Math.abs(mean)).toBeLessThan(1e-15);
    }
  });

  it('starts with the same numbers on every engine', () => {
    const network = goldenNetworks.layered;
    const [first, second] = engines.map(([, create]) => {
      const store = create().createParameters('online', network.parameters);
      initialize(network, store, new RandomStream([7, 8, 9]));
      return [...network.parameters.keys()].map((name) => [...store.get(name)]);
    });
    expect(first).toEqual(second);
  });

  it('drops nothing without masks, and exactly what they say with them', () => {
    const network = buildNetwork(
      { activation: 'identity', extractor: [{ dropout: 0.25 }] },
      { observations: [observation('observation', [3])], actions: 1 },
    );
    const engine = engines[1][1]();
    const store = engine.createParameters('online', network.parameters);
    const graph = new Graph();
    const inputs = inputsOf(graph, network, 1);
    const asked: unknown[] = [];
    const training = {
      dropoutMask: (...wanted: readonly [string, readonly number[], number]) => {
        asked.push(wanted);
        return graph.input('mask', wanted[1]);
      },
    };
    const outputs = {
      deciding: network.features(inputs, store),
      learning: network.features(inputs, store, training),
    };
    const program = engine.compile(graph, { outputs });
    program.input('observation').set([1, 2, 3]);
    program.input('mask').set([0, 2, 1.5]);
    program.run();
    expect([...program.output('deciding')]).toEqual([1, 2, 3]);
    expect([...program.output('learning')]).toEqual([0, 4, 4.5]);
    expect(asked).toEqual([['extractor/0', [1, 3], 0.25]]);
  });

  it('refuses observations that are not those that it was built for', () => {
    const network = buildNetwork({}, cartPole);
    const store = engines[0][1]().createParameters('online', network.parameters);
    const graph = new Graph();
    expect(() => network.apply({ observation: graph.input('wide', [2, 5]) }, store)).toThrow(
      /network: observation observation is "float32 \[2, 5\]", but must be float32 \[B, 4\]/,
    );
    expect(() => network.apply({}, store)).toThrow(/observation observation is undefined/);
    expect(() => network.apply({ observation: graph.input('bytes', [2, 4], 'uint8') }, store)).toThrow(
      /uint8/,
    );
  });
});
