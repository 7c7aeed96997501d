import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../fast-check.js';
import { loweringRules } from '../../src/engines/plan/lowering-rules.js';
import { createReferenceEngine } from '../../src/engines/reference/engine.js';
import * as t from '../../src/tensor/index.js';
import { gradients, sizeOf, type Shape, type Tensor } from '../../src/tensor/index.js';
import { copy } from '../../src/tensor/operators/copy.js';
import { topologicalOrder } from '../../src/tensor/rewrite.js';
import { evaluateAll, type Given } from '../engines/evaluate.js';
import {
  broadcastCases,
  ordinaryValues,
  separatedValues,
  streamOf,
  wholeNumbers,
} from '../engines/random-values.js';

const step = 1e-5;
/** Truncation of the difference is about step^2 = 1e-10, its rounding about 1e-16 / step; both have a factor of 100 to spare. */
const relativeBound = 1e-8;

type Build = (inputs: readonly Tensor[]) => Tensor;

/** Compares the gradients of a weighted sum of what `build` makes with central differences, for every float32 input. */
function checkGradients(given: readonly Given[], build: Build): readonly Tensor[] {
  const engine = createReferenceEngine();
  const wantedAt = given.flatMap(({ type }, index) => (type === undefined ? [index] : []));
  let nodes: readonly Tensor[] = [];
  const lossOf = (inputs: readonly Tensor[]): Tensor => {
    const result = build(inputs);
    nodes = topologicalOrder([result]);
    const weights = ordinaryValues(streamOf(7), sizeOf(result.shape));
    return t.sum(t.mul(result, result.graph.constant(weights, result.shape)));
  };
  const analytic = evaluateAll(engine, given, (inputs) => {
    const found = gradients(
      lossOf(inputs),
      wantedAt.map((index) => inputs[index]),
    );
    return Object.fromEntries(found.map((tensor, at) => [`g${wantedAt[at]}`, tensor]));
  });
  const lossAt = (changed: readonly Given[]) =>
    evaluateAll(engine, changed, (inputs) => ({ loss: lossOf(inputs) }))['loss']?.[0];
  for (const index of wantedAt) {
    const { values } = given[index];
    for (let at = 0; at < values.length; at++) {
      const movedBy = (change: number) =>
        given.map((one, other) => {
          if (other !== index) return one;
          const moved = Array.from(values);
          moved[at] = moved[at] + change;
          return { ...one, values: moved };
        });
      const numeric = (lossAt(movedBy(step)) - lossAt(movedBy(-step))) / (2 * step);
      const found = analytic[`g${index}`]?.[at];
      expect(Math.abs(found - numeric)).toBeLessThanOrEqual(relativeBound * (1 + Math.abs(numeric)));
    }
  }
  return nodes;
}

/** Values with room for a step on either side: apart from each other and from 0, where some operators have a corner. */
const separated = (shape: Shape, seed = 1): Given => ({
  shape,
  values: separatedValues(streamOf(seed), sizeOf(shape)),
});
const positive = (shape: Shape): Given => ({
  shape,
  values: Array.from(separated(shape).values, (value) => Math.abs(value) + 0.3),
});
const indices = (shape: Shape, below: number): Given => ({
  shape,
  values: wholeNumbers(streamOf(3), sizeOf(shape), below),
  type: 'int32',
});

const one =
  (apply: (x: Tensor) => Tensor): Build =>
  ([x]) =>
    apply(x);
const two =
  (apply: (a: Tensor, b: Tensor) => Tensor): Build =>
  ([a, b]) =>
    apply(a, b);

const cases: readonly (readonly [string, readonly Given[], Build])[] = [
  ...(['neg', 'abs', 'square', 'exp', 'tanh', 'sigmoid', 'relu'] as const).map(
    (name) => [name, [separated([3, 5])], one(t[name])] as const,
  ),
  ['sqrt', [positive([7])], one(t.sqrt)],
  ['log', [positive([7])], one(t.log)],
  ['copy', [separated([4])], one((x) => t.square(copy(x)))],
  ['sum of all', [separated([2, 3, 2])], one((x) => t.square(t.sum(x)))],
  ...[0, 1, 2, -1].flatMap(
    (axis) =>
      [
        [`sum along ${axis}`, [separated([2, 3, 4])], one((x) => t.square(t.sum(x, axis)))],
        [`max along ${axis}`, [separated([2, 3, 4])], one((x) => t.square(t.max(x, axis)))],
        [`mean along ${axis}`, [separated([2, 3, 4])], one((x) => t.square(t.mean(x, axis)))],
      ] as const,
  ),
  ['broadcast', [separated([3, 1])], one((x) => t.square(t.broadcastTo(x, [2, 3, 4])))],
  ['reshape', [separated([3, 4])], one((x) => t.square(t.reshape(x, [2, 6])))],
  ['transpose', [separated([3, 4])], one((x) => t.square(t.transpose(x)))],
  ['slice', [separated([3, 5])], one((x) => t.square(t.slice(x, 1, 1, 3)))],
  ['pad', [separated([3, 2])], one((x) => t.square(t.pad(x, 0, 1, 2)))],
  ['concat', [separated([2, 2]), separated([2, 3])], ([a, b]) => t.square(t.concat([a, b, a], 1))],
  ['gather', [separated([2, 3, 4]), indices([2, 3], 4)], two((x, at) => t.square(t.gather(x, at)))],
  ['scatter', [separated([5]), indices([5], 3)], two((x, at) => t.exp(t.scatter(x, at, 3)))],
  ['gatherRows', [separated([4, 3]), indices([6], 4)], two((x, at) => t.square(t.gatherRows(x, at)))],
  [
    'scatterAddRows',
    [separated([6, 2]), indices([6], 4)],
    two((x, at) => t.square(t.scatterAddRows(x, at, 4))),
  ],
  ['logSoftmax', [separated([3, 5])], one(t.logSoftmax)],
  ['softmax', [separated([3, 5])], one(t.softmax)],
  ['standardize', [separated([3, 5])], one((x) => t.standardize(x, 1e-3))],
  [
    'where',
    [separated([3, 1]), separated([4], 2), separated([3, 4], 3)],
    ([condition, a, b]) => t.where(t.less(condition, 0), a, b),
  ],
  ...[0, 1, 2, 3].map((which) => {
    const options = { transposeA: (which & 1) > 0, transposeB: (which & 2) > 0 };
    const stored = (shape: Shape, transposed: boolean) => (transposed ? [...shape].reverse() : shape);
    const given = [
      separated(stored([3, 4], options.transposeA)),
      separated(stored([4, 2], options.transposeB), 2),
    ];
    return [
      `matmul ${JSON.stringify(options)}`,
      given,
      two((a, b) => t.square(t.matmul(a, b, options))),
    ] as const;
  }),
];

/** Corners: the difference of the two operands is never near 0, because the second is shifted by half a step of the grid. */
const shifted = (given: Given): Given => ({
  ...given,
  values: Array.from(given.values, (value) => value + 0.025),
});

describe('gradients against central differences in float64, within 1e-8 (1 + |gradient|)', () => {
  const covered = new Set<string>();
  const check = (given: readonly Given[], build: Build) =>
    checkGradients(given, build).forEach(({ operator }) => {
      if (operator.gradient) covered.add(operator.name);
    });

  it.each(cases)('%s', (_name, given, build) => check(given, build));

  it.each(['add', 'sub', 'mul', 'div', 'minimum', 'maximum'] as const)(
    '%s, of shapes that broadcast',
    (name) => {
      fc.assert(
        fc.property(broadcastCases(2, [1, 2, 3], 3), ({ operands: [left, right] }) => {
          const b = name === 'div' ? positive(right) : shifted(separated(right, 2));
          check([separated(left), b], two(t[name]));
        }),
        runs(12),
      );
    },
  );

  it('covers every operator that engines run, but for those that no gradient flows through', () => {
    const without = [
      ...['sign', 'less', 'lessEqual', 'equal', 'argmax', 'cast', 'reluGradient', 'fusedProduct'],
      ...['inverseDeviation', 'standardizeGradient', 'movingAverage', 'movingAverageOfSquares', 'adamStep'],
    ];
    const expected = Object.keys(loweringRules).filter((name) => !without.includes(name));
    expect([...covered].sort()).toEqual([...expected, 'reshape'].sort());
  });
});

describe('gradients', () => {
  const engine = createReferenceEngine();
  const vector = separated([4]);
  const gradientOf = (given: readonly Given[], loss: Build): number[] =>
    Array.from(
      evaluateAll(engine, given, (inputs) => ({
        g: gradients(loss(inputs), [inputs[0]])[0],
      }))['g'] as Float64Array,
    );

  it('add up over every use of a shared subexpression', () => {
    checkGradients([separated([2, 3]), separated([3, 2], 2)], ([x, w]) => {
      const hidden = t.tanh(t.matmul(x, w)); // [2, 2]
      return t.add(t.mul(hidden, t.exp(hidden)), t.sub(t.square(hidden), t.sum(hidden, 0)));
    });
  });

  it('of a layer-normed network with a Huber loss agree with central differences', () => {
    const shapes: Shape[] = [[4, 3], [3, 6], [6], [6, 2]];
    checkGradients(
      shapes.map((shape, index) => separated(shape, index + 1)),
      ([x, w1, b1, w2]) => {
        const hidden = t.standardize(t.add(t.matmul(x, w1), b1), 1e-3); // [4, 6]
        const error = t.sub(t.max(t.matmul(t.relu(hidden), w2), 1), 0.3); // [4]
        const clipped = t.minimum(t.abs(error), 0.7); // [4]
        return t.mean(t.mul(clipped, t.sub(t.abs(error), t.mul(0.5, clipped))));
      },
    );
  });

  it('do not flow through stopGradient, comparisons, sign, argmax and cast', () => {
    const loss: Build = ([x]) => {
      const all = x;
      const constant = t.mul(t.stopGradient(t.exp(all)), t.add(t.sign(all), t.less(all, 1))); // [4]
      return t.sum(t.mul(all, t.add(constant, t.cast(t.argmax(all), 'float32'))));
    };
    const expected = evaluateAll(engine, [vector], ([x]) => ({
      g: t.add(t.mul(t.exp(x), t.add(t.sign(x), t.less(x, 1))), t.cast(t.argmax(x), 'float32')),
    }))['g'] as Float64Array;
    expect(gradientOf([vector], loss)).toEqual(Array.from(expected));
  });

  it('are 0, in the right shape, for what the loss does not depend on', () => {
    expect(gradientOf([vector, vector], ([, y]) => t.sum(y))).toEqual([0, 0, 0, 0]);
    expect(gradientOf([vector], ([x]) => t.sum(t.stopGradient(x)))).toEqual([0, 0, 0, 0]);
    const graph = new t.Graph();
    const [found] = gradients(graph.scalar(1), [graph.input('unused', [2, 0, 3])]);
    expect(found?.shape).toEqual([2, 0, 3]);
  });

  it('at corners follow the stated convention', () => {
    const at = (values: readonly number[], loss: Build) =>
      gradientOf([{ shape: [values.length], values }], loss);
    expect(at([0, -0], ([x]) => t.sum(t.relu(x)))).toEqual([0, 0]);
    expect(at([0], ([x]) => t.sum(t.abs(x)))).toEqual([0]);
    expect(at([3, 3, 1], ([x]) => t.max(x, 0))).toEqual([0.5, 0.5, 0]);
    expect(at([2], ([x]) => t.sum(t.maximum(x, 2)))).toEqual([1]);
    expect(at([2], ([x]) => t.sum(t.maximum(2, x)))).toEqual([0]);
    expect(at([2], ([x]) => t.sum(t.minimum(x, 2)))).toEqual([1]);
  });

  it('of the loss itself is 1, and of a loss that is no scalar an error', () => {
    const graph = new t.Graph();
    const x = graph.input('x', [3]);
    const loss = t.sum(x);
    expect(gradients(loss, [loss])[0]).toBe(graph.scalar(1));
    expect(() => gradients(x, [x])).toThrow('gradients: loss shape is [3], but must be []');
  });

  it('of an expression 20 000 operators deep are found', () => {
    const graph = new t.Graph();
    const x = graph.input('x', []);
    let y = x;
    for (let depth = 0; depth < 10_000; depth++) y = t.neg(t.add(y, x));
    expect(gradients(y, [x])[0]?.shape).toEqual([]);
  });
});
