import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../fast-check.js';
import type { Engine, TensorArray } from '../../src/engines/engine.js';
import { loweringRules } from '../../src/engines/plan/lowering-rules.js';
import { createReferenceEngine } from '../../src/engines/reference/engine.js';
import { createTwinEngine } from '../../src/engines/twin/engine.js';
import { createWasmEngine } from '../../src/engines/wasm/engine.js';
import { simplify } from '../../src/tensor/simplify.js';
import { topologicalOrder } from '../../src/tensor/rewrite.js';
import { bitsOf, evaluate, type Given } from './evaluate.js';
import { movingCases } from './moving-cases.js';
import { arithmeticCases, type OperatorCase, type Values } from './operator-cases.js';
import { rowCases } from './row-cases.js';
import { ordinaryValues, specialMixture, streamOf } from './random-values.js';

const reference = createReferenceEngine();
const twin = createTwinEngine();
const wasm = createWasmEngine();
const cases = [...arithmeticCases, ...rowCases, ...movingCases].map((one) => [one.name, one] as const);

const covered = new Set<string>();

/** Runs a case on engines and calls back with their results. */
function forRandomCases<Engines extends readonly Engine[]>(
  { make }: OperatorCase,
  values: Values,
  engines: Engines,
  visit: (given: readonly Given[], results: { [At in keyof Engines]: TensorArray }) => void,
): void {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { given, build } = make(streamOf(seed), values);
      const results = engines.map((engine) =>
        evaluate(engine, given, (inputs) => {
          const result = build(inputs);
          for (const { operator } of topologicalOrder(simplify([result]))) covered.add(operator.name);
          return result;
        }),
      );
      visit(given, results as { [At in keyof Engines]: TensorArray });
    }),
    runs(15),
  );
}

/** NaN for NaN, infinity for infinity, and within the bound. */
function expectWithin(found: TensorArray, expected: TensorArray, bound: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  found.forEach((value, index) => {
    const right = expected[index];
    if (Object.is(value, Math.fround(right)) || (Number.isNaN(value) && Number.isNaN(right))) return;
    expect(Math.abs(value - right)).toBeLessThanOrEqual(bound[index]);
  });
}

function expectNearReference(one: OperatorCase, values: Values): void {
  forRandomCases(one, values, [twin, reference] as const, (given, [found, expected]) => {
    const exact = found.constructor === Float32Array ? Float32Array.from(expected) : expected;
    if (one.bound === undefined) return expect(bitsOf(found)).toEqual(bitsOf(exact));
    const inputs = given.map((input) => Array.from(input.values));
    return expectWithin(found, expected, one.bound(inputs, [...expected], given));
  });
}

describe('the float32 twin is as near to float64 as rounding allows', () => {
  it.each(cases)('%s', (_name, one) => {
    expectNearReference(one, ordinaryValues);
    if (one.bound === undefined || one.boundHoldsForSpecials) expectNearReference(one, specialMixture);
  });
});

describe('wasm equals its twin bit for bit, infinities, NaN, -0 and denormals included', () => {
  it.each(cases)('%s', (_name, one) => {
    for (const values of [ordinaryValues, specialMixture]) {
      forRandomCases(one, values, [twin, wasm] as const, (_given, [expected, found]) => {
        expect(bitsOf(found)).toEqual(bitsOf(expected));
      });
    }
  });
});

it('every operator that plans know is among the cases', () => {
  const madeByCompilers = ['fusedProduct'];
  const expected = Object.keys(loweringRules).filter((name) => !madeByCompilers.includes(name));
  expect(expected.filter((name) => !covered.has(name) && name !== 'copy')).toEqual([]);
});
