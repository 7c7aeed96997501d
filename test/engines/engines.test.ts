import { describe, expect, it } from '@jest/globals';
import { isLeptonError } from '../../src/errors.js';
import type { Engine } from '../../src/engines/engine.js';
import { createReferenceEngine } from '../../src/engines/reference/engine.js';
import { createTwinEngine } from '../../src/engines/twin/engine.js';
import { createWasmEngine } from '../../src/engines/wasm/engine.js';
import * as t from '../../src/tensor/index.js';
import { Graph, type ParameterSpecification, type Shape } from '../../src/tensor/index.js';

const float = (...shape: Shape): ParameterSpecification => ({ shape, type: 'float32' });

const engines = [
  ['reference', createReferenceEngine],
  ['twin', createTwinEngine],
  ['wasm', createWasmEngine],
] as const;

const codeOf = (action: () => unknown): string => {
  try {
    action();
    return 'no error';
  } catch (error) {
    return isLeptonError(error) ? error.code : String(error);
  }
};

/** A program that adds a parameter to its input, twice the size of which it takes in memory. */
function adder(engine: Engine, size: number) {
  const store = engine.createParameters('online', new Map([['weight', float(size)]]));
  const graph = new Graph();
  const sum = t.add(graph.input('x', [size]), graph.parameter(store, 'weight')); // [size]
  const program = engine.compile(graph, { outputs: { sum } });
  return { store, graph, sum, program };
}

describe.each(engines)('the %s engine', (_name, create) => {
  it('keeps what programs and stores hold when the memory grows, in views that are asked for again', () => {
    const engine = create();
    const first = adder(engine, 5);
    first.store.get('weight').set([1, 2, 3, 4, 5]);
    first.program.input('x').set([10, 20, 30, 40, 50]);
    const { reserved } = engine.memory();
    const second = adder(engine, 300_000);
    expect(engine.memory().reserved).toBeGreaterThan(reserved);
    first.program.run();
    expect([...first.program.output('sum')]).toEqual([11, 22, 33, 44, 55]);
    expect([...first.program.input('x')]).toEqual([10, 20, 30, 40, 50]);
    first.store.get('weight')[0] = 7;
    first.program.run();
    expect(first.program.output('sum')[0]).toBe(17);
    second.program.input('x').fill(2);
    second.program.run();
    expect(second.program.output('sum').every((value) => value === 2)).toBe(true);
  });

  it('gives the same view again as long as nothing grew', () => {
    const { program, store } = adder(create(), 5);
    expect(program.input('x')).toBe(program.input('x'));
    expect(program.output('sum')).toBe(program.output('sum'));
    expect(store.get('weight')).toBe(store.get('weight'));
  });

  it('gives memory back: programs that come and go need no more than the most at one time', () => {
    const engine = create();
    const fixed = adder(engine, 100);
    const { used } = engine.memory();
    let reserved = 0;
    for (let round = 0; round < 300; round++) {
      const some = [1000, 30_000, 17 * (round % 20), 500].map((size) => adder(engine, size));
      for (const { store, program } of round % 2 === 0 ? some : [...some].reverse()) {
        program.dispose();
        store.dispose();
      }
      expect(engine.memory().used).toBe(used);
      if (round === 20) ({ reserved } = engine.memory());
    }
    expect(engine.memory().reserved).toBe(reserved);
    fixed.program.input('x').fill(3);
    fixed.program.run();
    expect(fixed.program.output('sum')[99]).toBe(3);
  });

  it('gives memory that was used before as zeros', () => {
    const engine = create();
    const before = adder(engine, 50);
    before.store.get('weight').fill(7);
    before.program.input('x').fill(7);
    before.program.dispose();
    before.store.dispose();
    const after = adder(engine, 50);
    expect(new Set([...after.store.get('weight'), ...after.program.input('x')])).toEqual(new Set([0]));
  });

  it('refuses to use what was disposed, and disposes twice without harm', () => {
    const engine = create();
    const { store, program, graph, sum } = adder(engine, 5);
    const other = engine.compile(graph, { outputs: { sum } });
    program.dispose();
    program.dispose();
    expect(codeOf(() => program.run())).toBe('wrong-order');
    expect(codeOf(() => program.input('x'))).toBe('wrong-order');
    expect(codeOf(() => program.output('sum'))).toBe('wrong-order');
    other.run();
    store.dispose();
    store.dispose();
    expect(() => other.run()).toThrow('engine: parameter store online is "disposed"');
    expect(codeOf(() => store.get('weight'))).toBe('wrong-order');
    expect(codeOf(() => engine.compile(graph, { outputs: { sum } }))).toBe('invalid-value');
    other.dispose();
    expect(engine.memory().used).toBe(0);
  });

  it('names the input, output or parameter that was probably meant', () => {
    const { program, store } = adder(create(), 5);
    expect(() => program.input('y')).toThrow(
      'program: input is "y", but must be one of x\n  hint: did you mean x?',
    );
    expect(() => program.output('summ')).toThrow(
      'program: output is "summ", but must be one of sum\n  hint: did you mean sum?',
    );
    expect(() => store.get('wieght')).toThrow(
      'parameters: online is "wieght", but must be one of weight\n  hint',
    );
    expect(codeOf(() => program.input('toString'))).toBe('unknown-name');
    expect(codeOf(() => program.output('sum of everything'))).toBe('unknown-name');
  });

  it('refuses updates that do not fit, and tensors and stores of others', () => {
    const engine = create();
    const { graph, store, sum } = adder(engine, 5);
    const weight = graph.parameter(store, 'weight');
    const compile = (target: t.Tensor, value: t.Tensor) => () =>
      engine.compile(graph, { updates: [{ target, value }] });
    expect(compile(weight, t.sum(sum))).toThrow(
      'compile: update of weight is "float32 []", but must be float32 [5]',
    );
    expect(compile(weight, t.cast(sum, 'int32'))).toThrow('compile: update of weight is "int32 [5]"');
    expect(compile(sum, sum)).toThrow(
      'compile: update target is "add", but must be a parameter that no other update',
    );
    const twice = [
      { target: weight, value: sum },
      { target: weight, value: t.neg(sum) },
    ];
    expect(() => engine.compile(graph, { updates: twice })).toThrow('compile: update target is "weight"');
    const elsewhere = new Graph().input('x', [5]);
    expect(() => engine.compile(graph, { outputs: { elsewhere } })).toThrow(
      'compile: output elsewhere is "of another graph"',
    );
    expect(compile(weight, elsewhere)).toThrow('compile: update of weight is "of another graph"');
    expect(() => create().compile(graph, { outputs: { sum } })).toThrow(
      'compile: parameter store online is "of another engine, or disposed"',
    );
  });

  it('has parameters that are 0 at first, of every type, each its own', () => {
    const engine = create();
    const specifications = new Map<string, ParameterSpecification>([
      ['observations', { shape: [3, 5], type: 'uint8' }],
      ['actions', { shape: [3], type: 'int32' }],
      ['rewards', float(3)],
      ['nothing', float(0, 4)],
    ]);
    const store = engine.createParameters('replay', specifications);
    for (const [name, { shape }] of specifications) {
      expect([...store.get(name)]).toEqual(new Array<number>(t.sizeOf(shape)).fill(0));
      store.get(name).fill(200);
    }
    const graph = new Graph();
    const at = graph.input('at', [2], 'int32');
    const rows = t.gatherRows(graph.parameter(store, 'observations'), at);
    const program = engine.compile(graph, {
      outputs: { rows, rewards: graph.parameter(store, 'rewards') },
      updates: [
        {
          target: graph.parameter(store, 'actions'),
          value: t.gatherRows(graph.parameter(store, 'actions'), graph.constant([0, 0, 0], [3], 'int32')),
        },
      ],
    });
    store.get('observations').set([1, 2, 3, 4, 255], 10);
    store.get('actions').set([9, 8, 7]);
    program.input('at').set([2, 0]);
    program.run();
    expect([...program.output('rows')]).toEqual([1, 2, 3, 4, 255, 200, 200, 200, 200, 200]);
    expect([...program.output('rewards')]).toEqual([200, 200, 200]);
    expect([...store.get('actions')]).toEqual([9, 9, 9]);
  });

  it('runs programs with tensors of nothing', () => {
    const engine = create();
    const graph = new Graph();
    const x = graph.input('x', [0, 3]);
    const product = t.matmul(x, graph.input('w', [3, 2])); // [0, 2]
    const program = engine.compile(graph, {
      outputs: {
        product,
        sum: t.sum(x, 0),
        max: t.max(x, 0),
        inner: t.add(t.matmul(x, x, { transposeA: true }), 1),
      },
    });
    program.run();
    expect(program.output('product')).toHaveLength(0);
    expect([...program.output('sum')]).toEqual([0, 0, 0]);
    expect([...program.output('max')]).toEqual([-Infinity, -Infinity, -Infinity]);
    expect([...program.output('inner')]).toEqual(new Array(9).fill(1));
  });

  it('runs 5 000 operators in a row', () => {
    const engine = create();
    const graph = new Graph();
    let y = graph.input('x', [2]);
    for (let depth = 0; depth < 2500; depth++) y = t.neg(t.add(y, 1));
    const program = engine.compile(graph, { outputs: { y } });
    program.input('x').set([3, -4]);
    program.run();
    expect([...program.output('y')]).toEqual([3, -4]);
  });
});

describe('the wasm engine', () => {
  it('raises out-of-memory beyond its maximum, and goes on with what it has', () => {
    const engine = createWasmEngine({ maximumMemoryBytes: 4 * 1024 * 1024 });
    const { program } = adder(engine, 5);
    const before = engine.memory();
    for (let attempt = 0; attempt < 3; attempt++)
      expect(codeOf(() => adder(engine, 2_000_000))).toBe('out-of-memory');
    expect(engine.memory().used).toBe(before.used);
    const fits = adder(engine, 200_000);
    fits.program.input('x').fill(1);
    fits.program.run();
    expect(fits.program.output('sum')[199_999]).toBe(1);
    program.input('x').fill(4);
    program.run();
    expect([...program.output('sum')]).toEqual([4, 4, 4, 4, 4]);
    expect(engine.memory().reserved).toBeLessThanOrEqual(4 * 1024 * 1024);
  });
});
