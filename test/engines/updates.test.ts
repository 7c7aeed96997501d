import { describe, expect, it } from '@jest/globals';
import type { ParameterStore, Program, ProgramSpecification } from '../../src/engines/engine.js';
import { createReferenceEngine } from '../../src/engines/reference/engine.js';
import { createTwinEngine } from '../../src/engines/twin/engine.js';
import { createWasmEngine } from '../../src/engines/wasm/engine.js';
import * as t from '../../src/tensor/index.js';
import { copy } from '../../src/tensor/operators/copy.js';
import { specifications, worldOf, type World } from './small-world.js';

const engines = [createReferenceEngine(), createTwinEngine(), createWasmEngine()];

/** Runs a program once on every engine, from a = 1 2 3, b = 4 5 6, m = 7 8 9, v = 10 11 12, x = 0.5 1 2. */
function afterOneRun(
  make: (world: World) => ProgramSpecification,
  look: (store: ParameterStore, program: Program) => unknown,
): unknown[] {
  return engines.map((engine) => {
    const store = engine.createParameters('store', specifications);
    const world = worldOf(store);
    const wanted = make(world);
    const program = engine.compile(world.graph, wanted);
    [...specifications.keys()].forEach((name, index) =>
      store.get(name).set([1, 2, 3].map((value) => value + 3 * index)),
    );
    try {
      program.input('x').set([0.5, 1, 2]);
    } catch {
      // The program does not read x.
    }
    program.run();
    const seen = look(store, program);
    program.dispose();
    store.dispose();
    return seen;
  });
}

function expectAfterOneRun(
  make: (world: World) => ProgramSpecification,
  look: (store: ParameterStore, program: Program) => ArrayLike<number>,
  expected: readonly number[],
): void {
  for (const seen of afterOneRun(make, (store, program) => Array.from(look(store, program))))
    expect(seen).toEqual(expected);
}

describe('updates appear at the end of a run', () => {
  it('and not before the old value was read: b gets what a was', () => {
    expectAfterOneRun(
      ({ a, b }) => ({
        updates: [
          { target: a, value: t.mul(a, 10) },
          { target: b, value: t.add(a, b) },
        ],
      }),
      (store) => [...store.get('a'), ...store.get('b')],
      [10, 20, 30, 5, 7, 9],
    );
  });

  it('so that two parameters can be exchanged', () => {
    const exchange = ({ a, b }: World): ProgramSpecification => ({
      updates: [
        { target: a, value: b },
        { target: b, value: a },
      ],
    });
    expectAfterOneRun(exchange, (store) => [...store.get('a'), ...store.get('b')], [4, 5, 6, 1, 2, 3]);
  });

  it('and three in a ring', () => {
    expectAfterOneRun(
      ({ a, b, m }) => ({
        updates: [
          { target: a, value: b },
          { target: b, value: m },
          { target: m, value: a },
        ],
      }),
      (store) => [...store.get('a'), ...store.get('b'), ...store.get('m')],
      [4, 5, 6, 7, 8, 9, 1, 2, 3],
    );
  });

  it('and an output of the parameter itself shows what it was', () => {
    expectAfterOneRun(
      ({ a, x }) => ({
        outputs: { new: t.neg(t.add(a, x)), old: a },
        updates: [{ target: a, value: t.add(a, x) }],
      }),
      (store, program) => [...program.output('old'), ...program.output('new'), ...store.get('a')],
      [1, 2, 3, -1.5, -3, -5, 1.5, 3, 5],
    );
  });

  it('where one value is for two parameters and an output', () => {
    expectAfterOneRun(
      ({ a, b, x }) => {
        const value = t.mul(x, 2); // [3]
        return {
          outputs: { value },
          updates: [
            { target: a, value },
            { target: b, value },
          ],
        };
      },
      (store, program) => [...program.output('value'), ...store.get('a'), ...store.get('b')],
      [1, 2, 4, 1, 2, 4, 1, 2, 4],
    );
  });

  it('where the value of one is an explicit copy of that of another', () => {
    expectAfterOneRun(
      ({ a, b, x }) => {
        const value = t.mul(x, t.add(a, b)); // [3]
        return {
          outputs: { value, sum: t.add(copy(value), a) },
          updates: [
            { target: a, value },
            { target: b, value: copy(value) },
          ],
        };
      },
      (store, program) => [...program.output('sum'), ...store.get('a'), ...store.get('b')],
      [3.5, 9, 21, 2.5, 7, 18, 2.5, 7, 18],
    );
  });

  it('where the parameter is written but never read: a hard copy', () => {
    const hardCopy = ({ a, b }: World): ProgramSpecification => ({ updates: [{ target: b, value: a }] });
    expectAfterOneRun(hardCopy, (store) => store.get('b'), [1, 2, 3]);
  });

  it.each([
    ['a constant', ({ graph }: World) => graph.constant([7, 8, 9], [3]), [7, 8, 9]],
    ['an input', ({ x }: World) => x, [0.5, 1, 2]],
    ['itself', ({ a }: World) => a, [1, 2, 3]],
    ['a reshape of another parameter', ({ b }: World) => t.reshape(t.reshape(b, [3, 1]), [3]), [4, 5, 6]],
    [
      'a reshape of what is written to another',
      ({ b }: World) => t.reshape(t.reshape(t.mul(b, 2), [1, 3]), [3]),
      [8, 10, 12],
    ],
    [
      'a sum of itself in another order',
      ({ a }: World) => t.sum(t.broadcastTo(t.reshape(a, [3, 1]), [3, 3]), 0),
      [6, 6, 6],
    ],
    [
      'its own rotation',
      ({ a }: World) => t.concat([t.slice(a, 0, 1, 2), t.slice(a, 0, 0, 1)], 0),
      [2, 3, 1],
    ],
    ['its own product', ({ a }: World) => t.sub(t.mul(t.sum(a), a), a), [5, 10, 15]],
  ])('where the value is %s', (_name, value, expected) => {
    expectAfterOneRun(
      (world) => ({
        updates: [
          { target: world.a, value: value(world) },
          { target: world.b, value: t.mul(world.b, 2) },
        ],
      }),
      (store) => store.get('a'),
      expected,
    );
  });
});

describe('outputs', () => {
  it.each([
    ['an input', ({ x }: World) => x, [0.5, 1, 2]],
    ['a parameter', ({ a }: World) => a, [1, 2, 3]],
    ['a constant', ({ graph }: World) => graph.constant([1, 0, -1], [3]), [1, 0, -1]],
    ['a reshape of an input', ({ x }: World) => t.reshape(x, [3, 1]), [0.5, 1, 2]],
    ['stopGradient of a parameter', ({ b }: World) => t.stopGradient(b), [4, 5, 6]],
  ])('may be %s, and are copies', (_name, make, expected) => {
    expectAfterOneRun(
      (world) => ({
        outputs: { result: make(world), same: make(world) },
        updates: [{ target: world.a, value: world.b }],
      }),
      (_store, program) => program.output('result'),
      expected,
    );
  });

  it('that are written to do not change inputs and parameters', () => {
    expectAfterOneRun(
      ({ a, x }) => ({ outputs: { a, x } }),
      (store, program) => {
        program.output('a').fill(99);
        program.output('x').fill(99);
        return [...store.get('a'), ...program.input('x')];
      },
      [1, 2, 3, 0.5, 1, 2],
    );
  });
});
