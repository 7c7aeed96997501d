import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../fast-check.js';
import type { Engine, ParameterStore, Program, TensorArray } from '../../src/engines/engine.js';
import { createTwinEngine } from '../../src/engines/twin/engine.js';
import { createWasmEngine } from '../../src/engines/wasm/engine.js';
import type { Tensor } from '../../src/tensor/index.js';
import { topologicalOrder } from '../../src/tensor/rewrite.js';
import { bitsOf } from './evaluate.js';
import { compileNodeByNode } from './node-by-node.js';
import {
  buildProgram,
  parameterSpecifications,
  recipes,
  type RandomProgram,
  type Recipe,
} from './random-graphs.js';
import { ordinaryValues, streamOf } from './random-values.js';

const given: Readonly<Record<string, readonly number[]>> = {
  x: ordinaryValues(streamOf(1), 20),
  row: ordinaryValues(streamOf(2), 5),
  column: ordinaryValues(streamOf(3), 4),
};

const names = [...parameterSpecifications.keys()];

interface Ready extends RandomProgram {
  readonly program: Program;
  readonly store: ParameterStore;
}

/** Compiles a recipe's program and gives its inputs and parameters their values. */
function prepare(engine: Engine, recipe: Recipe): Ready {
  const store = engine.createParameters('parameters', parameterSpecifications);
  const built = buildProgram(recipe, store);
  const program = engine.compile(built.graph, built.wanted);
  names.forEach((name, index) => {
    const parameter = store.get(name);
    parameter.set(ordinaryValues(streamOf(10 + index), parameter.length));
  });
  for (const name of inputNames(built)) program.input(name).set(given[name]);
  return { ...built, program, store };
}

function inputNames({ wanted }: RandomProgram): readonly string[] {
  const roots = [...Object.values(wanted.outputs), ...wanted.updates.map(({ value }) => value)];
  return topologicalOrder(roots)
    .filter(({ operator }) => operator.name === 'input')
    .map(({ attributes }) => attributes['name'] as string);
}

/** All that a run may change, and the inputs, which it may not. */
function everyBit(
  { program, store, wanted }: Ready,
  inputs: readonly string[],
): readonly (readonly number[])[] {
  return [
    ...Object.keys(wanted.outputs).map((name) => bitsOf(program.output(name))),
    ...names.map((name) => bitsOf(store.get(name))),
    ...inputs.map((name) => bitsOf(program.input(name))),
  ];
}

describe('random programs', () => {
  const twin = createTwinEngine();
  const wasm = createWasmEngine();

  it('give, run after run, what their operators give one by one: nothing is overwritten too early', () => {
    fc.assert(
      fc.property(recipes(25), (recipe) => {
        const ready = prepare(twin, recipe);
        const { wanted, program, store } = ready;
        const outputs = Object.values(wanted.outputs);
        const oneByOne = compileNodeByNode(createTwinEngine(), [
          ...outputs,
          ...wanted.updates.map(({ value }) => value),
        ]);
        const inputs = inputNames(ready);
        for (let run = 0; run < 3; run++) {
          const before = new Map(names.map((name): [string, TensorArray] => [name, store.get(name).slice()]));
          const leafValue = ({ attributes }: Tensor) => {
            const name = attributes['name'] as string;
            return before.get(name) ?? given[name];
          };
          const expected = oneByOne(leafValue);
          wanted.updates.forEach(({ target }, index) =>
            before.set(target.attributes['name'] as string, expected[outputs.length + index]),
          );
          program.run();
          expect(everyBit(ready, inputs)).toEqual([
            ...expected.slice(0, outputs.length).map(bitsOf),
            ...[...before.values()].map(bitsOf),
            ...inputs.map((name) => bitsOf(Float32Array.from(given[name]))),
          ]);
        }
        program.dispose();
        store.dispose();
      }),
      runs(150),
    );
    expect(twin.memory().used).toBe(0);
  });

  it('give the same bits on wasm as on its twin, run after run', () => {
    fc.assert(
      fc.property(recipes(40), (recipe) => {
        const both = [prepare(twin, recipe), prepare(wasm, recipe)] as const;
        const inputs = inputNames(both[0]);
        for (let run = 0; run < 3; run++) {
          for (const { program } of both) program.run();
          expect(everyBit(both[1], inputs)).toEqual(everyBit(both[0], inputs));
        }
        for (const { program, store } of both) {
          program.dispose();
          store.dispose();
        }
      }),
      runs(300),
    );
    expect(wasm.memory().used).toBe(0);
  });
});
