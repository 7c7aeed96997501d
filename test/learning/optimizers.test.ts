import { describe, expect, it } from '@jest/globals';
import type { Engine } from '../../src/engines/engine.js';
import { makeOptimizer, type Optimizer } from '../../src/learning/index.js';
import { Graph } from '../../src/tensor/index.js';
import { engines, expectClose } from './engines.js';
import { golden } from './golden.js';

/** Runs an optimiser over the golden gradients; returns the parameter after each update. */
function descend(engine: Engine, optimizer: Optimizer): readonly (readonly number[])[] {
  const specifications = new Map([['w', { shape: [golden.start.length], type: 'float32' as const }]]);
  const store = engine.createParameters('online', specifications);
  const state = engine.createParameters('state', optimizer.stateSpecifications(specifications));
  const graph = new Graph();
  const updates = optimizer.updates({
    parameters: new Map([['w', graph.parameter(store, 'w')]]),
    gradients: new Map([['w', graph.input('gradient', [golden.start.length])]]),
    state: (name) => graph.parameter(state, name),
    scalars: Object.fromEntries(optimizer.scalarNames.map((name) => [name, graph.input(name, [])])),
  });
  const program = engine.compile(graph, { updates });
  store.get('w').set(golden.start);
  const scalars = new Float64Array(optimizer.scalarNames.length);
  return golden.gradients.map((gradient, index) => {
    optimizer.writeScalars(index + 1, golden.learningRates[index], scalars);
    optimizer.scalarNames.forEach((name, i) => (program.input(name)[0] = scalars[i]));
    program.input('gradient').set(gradient);
    program.run();
    return [...store.get('w')];
  });
}

describe.each(engines)('optimisers on %s', (_name, create, tolerance) => {
  it.each(Object.entries(golden.optimizers))('%s walks the path that it walks in PyTorch', (_, expected) => {
    const path = descend(create(), makeOptimizer(expected.specification));
    path.forEach((values, step) => expectClose(values, expected.path[step], tolerance));
  });
});

describe('an optimiser', () => {
  const parameters = new Map([
    ['extractor/0/weight', { shape: [2, 3], type: 'float32' as const }],
    ['head/0/bias', { shape: [3], type: 'float32' as const }],
  ]);

  it('remembers states of the parameters that it is given, and of no others', () => {
    const states = makeOptimizer({ adam: {} }).stateSpecifications(parameters);
    expect([...states.keys()]).toEqual([
      'firstMoment/extractor/0/weight',
      'firstMoment/head/0/bias',
      'secondMoment/extractor/0/weight',
      'secondMoment/head/0/bias',
    ]);
    expect(states.get('secondMoment/extractor/0/weight')).toEqual({ shape: [2, 3], type: 'float32' });
    expect(makeOptimizer({ sgd: {} }).stateSpecifications(parameters).size).toBe(0);
  });

  it('has the bias corrections of Adam in float64', () => {
    const { scalarNames, writeScalars } = makeOptimizer({ adam: { beta1: 0.5, beta2: 0.75 } });
    const scalars = new Float64Array(2);
    expect(scalarNames).toEqual(['stepSize', 'inverseRootCorrection']);
    writeScalars(1e6, 0.5, scalars);
    expect([...scalars]).toEqual([0.5, 1]);
    writeScalars(1, 0.5, scalars);
    expect([...scalars]).toEqual([1, 2]);
  });

  it('is refused where the data describes none, with the name that was meant', () => {
    expect(() => makeOptimizer({ adm: {} } as never)).toThrow(/unknown key "adm", did you mean "adam"\?/);
    expect(() => makeOptimizer({ adam: { eps: 1 } } as never)).toThrow(
      /optimizer: adam is .*unknown key "eps"/,
    );
    expect(() => makeOptimizer({ adam: { beta1: 1 } })).toThrow(/optimizer: adam.beta1 is 1/);
    expect(() => makeOptimizer({ adam: {}, sgd: {} } as never)).toThrow(/exactly one key/);
  });
});
