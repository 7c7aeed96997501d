import { describe, expect, it } from '@jest/globals';
import type { Engine, ParameterStore } from '../../src/engines/engine.js';
import { adam, doubleQTarget, huber, type Optimizer } from '../../src/learning/index.js';
import { buildNetwork } from '../../src/networks/index.js';
import { gather, gradients, Graph, mean, stopGradient, sub } from '../../src/tensor/index.js';
import { engines, expectClose } from './engines.js';
import { goldenTraining as golden, type NamedValues } from './golden-training.js';

const B = 8;
const network = buildNetwork(
  { extractor: [{ dense: 16 }, { dense: 8 }] },
  { observations: [{ key: 'state', shape: [4], type: 'float32' }], actions: 2 },
);
const names = [...network.parameters.keys()];

function createStore(engine: Engine, label: string, values: NamedValues): ParameterStore {
  const store = engine.createParameters(label, network.parameters);
  for (const name of names) store.get(name).set(values[name]);
  return store;
}

/** One update as a program; its outputs are the loss and all gradients. */
function compileUpdate(engine: Engine, online: ParameterStore, target: ParameterStore, optimizer: Optimizer) {
  const state = engine.createParameters('state', optimizer.stateSpecifications(network.parameters));
  const graph = new Graph();
  const states = { state: graph.input('states', [B, 4]) };
  const nextStates = { state: graph.input('nextStates', [B, 4]) };
  const q = gather(network.apply(states, online), graph.input('actions', [B], 'int32')); // [B]
  const bootstrap = doubleQTarget({
    reward: graph.input('rewards', [B]),
    discount: graph.input('discounts', [B]),
    nextQOnline: network.apply(nextStates, online),
    nextQTarget: network.apply(nextStates, target),
  }); // [B]
  const loss = mean(huber(sub(q, stopGradient(bootstrap)), 1)); // []
  const leaves = names.map((name) => graph.parameter(online, name));
  const byName = new Map(gradients(loss, leaves).map((gradient, index) => [names[index], gradient]));
  const updates = optimizer.updates({
    parameters: new Map(leaves.map((leaf, index) => [names[index], leaf])),
    gradients: byName,
    state: (name) => graph.parameter(state, name),
    scalars: Object.fromEntries(optimizer.scalarNames.map((name) => [name, graph.input(name, [])])),
  });
  const program = engine.compile(graph, { outputs: { loss, ...Object.fromEntries(byName) }, updates });
  for (const name of ['states', 'nextStates', 'actions', 'rewards', 'discounts'] as const)
    program.input(name).set(golden[name]);
  return program;
}

interface Training {
  readonly losses: readonly number[];
  /** Of each update. */
  readonly gradients: readonly NamedValues[];
  readonly trained: NamedValues;
  readonly target: NamedValues;
}

function train(engine: Engine): Training {
  const online = createStore(engine, 'online', golden.online);
  const target = createStore(engine, 'target', golden.target);
  const optimizer = adam({ epsilon: 1e-8 });
  const program = compileUpdate(engine, online, target, optimizer);
  const valuesOf = (read: (name: string) => ArrayLike<number>): NamedValues =>
    Object.fromEntries(names.map((name) => [name, Array.from(read(name))]));
  const scalars = new Float64Array(optimizer.scalarNames.length);
  const updates = golden.losses.map((_, index) => {
    optimizer.writeScalars(index + 1, golden.learningRate, scalars);
    optimizer.scalarNames.forEach((name, i) => (program.input(name)[0] = scalars[i]!));
    program.run();
    return { loss: program.output('loss')[0], gradients: valuesOf((name) => program.output(name)) };
  });
  return {
    losses: updates.map(({ loss }) => loss),
    gradients: updates.map(({ gradients }) => gradients),
    trained: valuesOf((name) => online.get(name)),
    target: valuesOf((name) => target.get(name)),
  };
}

/** What the reference engine is held to, and what float32 allows after ten updates. */
const tolerances: Readonly<Record<string, number>> = { reference: 1e-10, wasm: 1e-5 };

describe.each(engines)('ten double-Q updates with Huber and Adam on %s', (engineName, create) => {
  const tolerance = tolerances[engineName];
  const training = train(create());

  it('have the losses that they have in PyTorch', () => {
    training.losses.forEach((loss, index) => expectClose([loss], [golden.losses[index]], tolerance));
  });

  it.each(names)('have the gradients of %s that they have in PyTorch', (name) => {
    training.gradients.forEach((gradients, index) =>
      expectClose(gradients[name], golden.gradients[index][name], tolerance),
    );
  });

  it('end with the weights that they end with in PyTorch, and leave the target alone', () => {
    for (const name of names) expectClose(training.trained[name], golden.trained[name], tolerance);
    expect(training.target).toEqual(golden.target);
  });
});
