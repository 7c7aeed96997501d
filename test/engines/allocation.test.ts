import { expect, it } from '@jest/globals';
import { PerformanceObserver, type PerformanceEntry } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Engine, ParameterStore, Program } from '../../src/engines/engine.js';
import { createWasmEngine } from '../../src/engines/wasm/engine.js';
import * as t from '../../src/tensor/index.js';
import { Graph, type ParameterSpecification, type Tensor } from '../../src/tensor/index.js';
import { ordinaryValues, streamOf } from './random-values.js';

const [batch, observation, hidden, actions] = [4, 4, 12, 2];

const weights: ReadonlyMap<string, ParameterSpecification> = new Map([
  ['weight0', { shape: [observation, hidden], type: 'float32' }],
  ['bias0', { shape: [hidden], type: 'float32' }],
  ['weight1', { shape: [hidden, actions], type: 'float32' }],
  ['bias1', { shape: [actions], type: 'float32' }],
]);

function qValues(graph: Graph, store: ParameterStore, states: Tensor): Tensor {
  const [w0, b0, w1, b1] = [...weights.keys()].map((name) => graph.parameter(store, name)) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  return t.add(t.matmul(t.relu(t.add(t.matmul(states, w0), b0)), w1), b1); // [B, A]
}

/** One step of Q-learning with momentum, a double-Q target and priorities, on a small network. */
function learner(engine: Engine): { readonly program: Program; readonly store: ParameterStore } {
  const store = engine.createParameters('online', weights);
  const target = engine.createParameters('target', weights);
  const momentum = engine.createParameters('momentum', weights);
  const graph = new Graph();
  const [states, next] = [
    graph.input('states', [batch, observation]),
    graph.input('next', [batch, observation]),
  ];
  const chosen = t.argmax(qValues(graph, store, next)); // [B]
  const discounted = t.mul(graph.input('discounts', [batch]), t.gather(qValues(graph, target, next), chosen)); // [B]
  const wanted = t.stopGradient(t.add(graph.input('rewards', [batch]), discounted)); // [B]
  const tdError = t.sub(
    t.gather(qValues(graph, store, states), graph.input('actions', [batch], 'int32')),
    wanted,
  ); // [B]
  const loss = t.mean(t.square(tdError)); // []
  const rate = graph.input('learningRate', []);
  const parameters = [...weights.keys()].map((name) => graph.parameter(store, name));
  const gradients = t.gradients(loss, parameters);
  const updates = parameters.flatMap((parameter, index) => {
    const old = graph.parameter(momentum, [...weights.keys()][index]);
    const moved = t.movingAverage(old, gradients[index], 0.9);
    return [
      { target: old, value: moved },
      { target: parameter, value: t.sub(parameter, t.mul(rate, moved)) },
    ];
  });
  return {
    program: engine.compile(graph, { outputs: { loss, priorities: t.abs(tdError) }, updates }),
    store,
  };
}

it('a hundred thousand steps of a compiled update allocate less than 16 bytes each', async () => {
  const { program, store } = learner(createWasmEngine());
  const stream = streamOf(1);
  for (const name of weights.keys()) store.get(name).set(ordinaryValues(stream, store.get(name).length, 0.5));
  for (const name of ['states', 'next', 'rewards'])
    program.input(name).set(ordinaryValues(stream, program.input(name).length));
  program.input('discounts').fill(0.9);
  const losses = new Float64Array(1);
  const run = (steps: number): void => {
    for (let step = 0; step < steps; step++) {
      program.input('learningRate')[0] = 1 / (step + 100);
      program.run();
      losses[0] = program.output('loss')[0];
    }
  };
  const collections: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => collections.push(...list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  // A collection would hide what was allocated: then the attempt says nothing.
  let bytesPerStep = Infinity;
  for (let attempt = 0; attempt < 5 && bytesPerStep === Infinity; attempt++) {
    run(20_000);
    await setImmediate();
    collections.length = 0;
    const before = process.memoryUsage().heapUsed;
    run(100_000);
    const allocated = process.memoryUsage().heapUsed - before;
    await setImmediate();
    if (collections.length === 0) bytesPerStep = allocated / 100_000;
  }
  observer.disconnect();
  expect(bytesPerStep).toBeLessThan(16);
  expect(Number.isFinite(losses[0])).toBe(true);
});
