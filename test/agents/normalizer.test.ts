import { describe, expect, it } from '@jest/globals';
import { Normalizer, shownObservations } from '../../agents/parts/normalizer.js';
import { RunningMoments } from '../../agents/parts/running-moments.js';
import { observationLayout } from '../../environments/buffers.js';
import { environmentSpecification } from '../../environments/registry.js';
import { Box } from '../../environments/spaces/box.js';
import { Dict } from '../../environments/spaces/dict.js';
import { Discrete } from '../../environments/spaces/discrete.js';
import { evaluate } from '../../experiments/evaluate.js';
import { loadPolicy } from '../../experiments/policy.js';
import { resume, train } from '../../experiments/train.js';
import { createReferenceEngine } from '../../src/engines/reference/engine.js';
import { createTwinEngine } from '../../src/engines/twin/engine.js';
import { squaredError } from '../../src/learning/index.js';
import { buildNetwork, initialize } from '../../src/networks/index.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { readWeights } from '../../src/runs/checkpoint.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { arrayIn } from '../../src/runs/state.js';
import { weightsHash } from '../../src/runs/weights-hash.js';
import { gradients, Graph, mean } from '../../src/tensor/index.js';
import { checkpointHash, quickRecipe, textOf } from '../experiments/runs.js';
import { advanceTo, makeTraining, numbersOf } from './training.js';

const cartPole = environmentSpecification('CartPole-v1');
const [size, environments, steps] = [4, 2, 90];
const normalizing = {
  network: { extractor: [{ dense: 8 }], head: {} },
  normalizeObservations: true,
} as const;

function trained(engine = createTwinEngine()) {
  const training = makeTraining(cartPole, { environments, agent: normalizing, engine });
  advanceTo(training, steps);
  return training;
}

/** Mean and variance of each element of all training observations, in two passes over the replay, which still has them all. */
function naiveStatistics(training: ReturnType<typeof trained>) {
  const seen = numbersOf(training, 'replay/observation/observation');
  expect(seen).toHaveLength(steps * size);
  return Array.from({ length: size }, (_, i) => {
    const values = seen.filter((_value, at) => at % size === i);
    const average = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance =
      values.reduce((sum, value) => sum + (value - average) * (value - average), 0) / values.length;
    return { average, variance };
  });
}

const randomRows = (count: number): Float32Array => {
  const stream = new RandomStream([7, 7, 7]);
  return Float32Array.from({ length: count * size }, () => stream.uniform() * 2 - 1); // [count, 4]
};

describe('running moments', () => {
  it('are those of two passes over all rows, far from 0 too, and leave out rows that do not count', () => {
    const stream = new RandomStream([5, 5, 5]);
    const rows = Array.from({ length: 600 }, () => [stream.uniform(), 1e6 + stream.uniform()]);
    const moments = new RunningMoments(2);
    for (let i = 0; i < rows.length; i += 3) moments.add(rows.slice(i, i + 3).flat(), Uint8Array.of(1, 0, 1));
    const counted = rows.filter((_, i) => i % 3 !== 1);
    expect(moments.count).toBe(counted.length);
    for (const i of [0, 1]) {
      const average = counted.reduce((sum, row) => sum + row[i], 0) / counted.length;
      const squares = counted.reduce((sum, row) => sum + (row[i] - average) * (row[i] - average), 0);
      expect(Math.abs(moments.mean(i) / average - 1)).toBeLessThan(1e-14);
      expect(Math.abs(moments.variance(i) / (squares / counted.length) - 1)).toBeLessThan(1e-9);
    }
  });
});

describe('an agent with normalizeObservations', () => {
  it('has the mean and the spread of all its training observations, one update a vector step', () => {
    const training = trained();
    const means = numbersOf(training, 'online/normalizer/observation/mean');
    const scales = numbersOf(training, 'online/normalizer/observation/scale');
    naiveStatistics(training).forEach(({ average, variance }, i) => {
      expect(means[i]).toBeCloseTo(average, 7);
      expect(scales[i] * Math.sqrt(variance + 1e-8)).toBeCloseTo(1, 6);
    });
  });

  it('values an observation as the plain network does (x - mean) * scale, clipped at 10, bit for bit', () => {
    const training = trained();
    const plain = makeTraining(cartPole, { agent: { network: normalizing.network } });
    const weights = training.agent.weights();
    plain.agent.loadWeights(weights);
    const rows = randomRows(64).map((value, at) => (at % 17 === 0 ? value * 1000 : value));
    const means = arrayIn(weights, 'normalizer/observation/mean', 'float32', [size]);
    const scales = arrayIn(weights, 'normalizer/observation/scale', 'float32', [size]);
    const shown = rows.map((x, at) => {
      const scaled = Math.fround(Math.fround(x - means[at % size]) * scales[at % size]);
      return Math.max(Math.min(scaled, 10), -10);
    });
    expect(Math.max(...shown)).toBe(10);
    const expected = [...plain.agent.qValues({ observation: shown }, undefined, 64)];
    expect([...training.agent.qValues({ observation: rows }, undefined, 64)]).toEqual(expected);
    // One at a time as well.
    const single = Array.from({ length: 64 }, (_, row) => [
      ...training.agent.qValues({ observation: rows.slice(row * size, (row + 1) * size) }, undefined, 1),
    ]);
    expect(single.flat()).toEqual(expected);
  });

  it('changes nothing before its first observation', () => {
    const options = { agent: { network: normalizing.network } };
    const fresh = makeTraining(cartPole, {
      agent: { ...options.agent, normalizeObservations: { clip: 1e9 } },
    });
    const observation = randomRows(8);
    const plain = [...makeTraining(cartPole, options).agent.qValues({ observation }, undefined, 8)];
    expect([...fresh.agent.qValues({ observation }, undefined, 8)]).toEqual(plain);
  });

  it('keeps observations raw in the replay, and is the same on wasm and its twin', () => {
    const training = trained();
    const raw = makeTraining(cartPole, { environments, agent: { ...normalizing, exploration: 1 } });
    const other = makeTraining(cartPole, {
      environments,
      agent: { ...normalizing, normalizeObservations: false, exploration: 1 },
    });
    for (const one of [raw, other]) advanceTo(one, steps);
    const replayOf = (one: typeof raw) => numbersOf(one, 'replay/observation/observation');
    expect(replayOf(raw)).toEqual(replayOf(other));
    const wasm = makeTraining(cartPole, { environments, agent: normalizing });
    advanceTo(wasm, steps);
    expect(weightsHash(wasm.save())).toBe(weightsHash(training.save()));
  });

  it('is not moved by an evaluation', async () => {
    const training = trained();
    const before = weightsHash(training.save());
    await evaluate(training.agent, { environment: cartPole, environmentOptions: {}, episodes: 5, seed: 3 });
    expect(weightsHash(training.save())).toBe(before);
  });
});

describe('a run with normalizeObservations', () => {
  const recipe = {
    ...quickRecipe,
    environment: 'CartPole-v1',
    agent: { ...quickRecipe.agent, normalizeObservations: { clip: 5 } },
  };

  it('resumes byte for byte, and its best weights bring the statistics of their time', async () => {
    const storage = new MemoryStorage();
    const summary = await train(recipe, { storage, seed: 4 });
    const paused = new MemoryStorage();
    const pause = { storage: paused, seed: 4 };
    await train(recipe, {
      ...pause,
      onReport: (report) => (report.kind === 'evaluation' ? 'pause' : 'continue'),
    });
    await resume({ storage: paused });
    expect(checkpointHash(paused)).toBe(checkpointHash(storage));
    expect(textOf(paused, 'metrics.jsonl')).toBe(textOf(storage, 'metrics.jsonl'));
    for (const checkpoint of ['best', 'last'] as const) {
      const policy = loadPolicy(storage, { checkpoint });
      const reported = checkpoint === 'best' ? summary.evaluation! : summary.lastEvaluation!;
      expect((await policy.evaluate()).mean).toBe(reported.mean);
      policy.dispose();
    }
    const best = readWeights(storage, 'best').state;
    expect([...best.keys()].filter((name) => name.startsWith('normalizer/'))).toHaveLength(2);
  });

  it('has no such weights where it is off, which is the default', async () => {
    const storage = new MemoryStorage();
    await train({ ...recipe, agent: quickRecipe.agent }, { storage });
    expect([...readWeights(storage, 'best').state.keys()].some((name) => name.includes('normalizer'))).toBe(
      false,
    );
  });
});

describe('observations of several parts', () => {
  const parts = observationLayout(
    new Dict({
      place: new Discrete(3),
      pixels: new Box({ low: 0, high: 255, shape: [2, 2], type: 'uint8' }),
      speed: new Box({ low: -1, high: 1, shape: [3] }),
    }),
  );

  it('are normalised but for names; bytes lose their divisor', () => {
    expect(shownObservations(parts, false)).toEqual(parts);
    const [pixels, place, speed] = shownObservations(parts, true);
    expect(place).toBe(parts[1]);
    expect([pixels.type, pixels.divisor, pixels.shape]).toEqual(['float32', undefined, [2, 2]]);
    expect(speed).toEqual(parts[2]);
  });

  it('let gradients through as central differences say', () => {
    const engine = createReferenceEngine();
    const normalizer = new Normalizer(engine, parts, { clip: 1.5, epsilon: 1e-8 });
    const stream = new RandomStream([2, 7, 1]);
    const draw = (count: number, from: number, to: number) =>
      Array.from({ length: count }, () => from + (to - from) * stream.uniform());
    const batch = {
      place: Int32Array.of(0, 2, 1, 1),
      pixels: Uint8Array.from(draw(16, 0, 255)),
      speed: Float32Array.from(draw(12, -1, 1)),
    };
    normalizer.observe(batch);
    const B = 4;
    const specification = { extractor: [{ dense: { units: 5, activation: 'tanh' } }] } as const;
    const inner = buildNetwork(specification, { observations: shownObservations(parts, true), actions: 2 });
    const network = normalizer.before(inner, parts);
    const store = engine.createParameters('online', network.parameters);
    initialize(network, store, stream);
    const graph = new Graph();
    const inputs = Object.fromEntries(
      parts.map(({ key, shape, type }) => [key, graph.input(key, [B, ...shape], type)]),
    );
    const loss = mean(squaredError(network.apply(inputs, store))); // []
    const names = [...network.parameters.keys()];
    const leaves = names.map((name) => graph.parameter(store, name));
    const outputs = Object.fromEntries(gradients(loss, leaves).map((gradient, i) => [names[i], gradient]));
    const program = engine.compile(graph, { outputs: { ...outputs, loss } });
    for (const [key, values] of Object.entries(batch)) program.input(key).set(values);
    program.run();
    const analytic = names.map((name) => [...program.output(name)]);
    const h = 1e-5;
    names.forEach((name, n) => {
      const values = store.get(name);
      values.forEach((value, i) => {
        const lossAt = (moved: number): number => {
          values[i] = moved;
          program.run();
          return program.output('loss')[0];
        };
        const difference = (lossAt(value + h) - lossAt(value - h)) / (2 * h);
        values[i] = value;
        expect(Math.abs(difference - analytic[n][i])).toBeLessThan(1e-8);
      });
    });
  });
});
