/**
 * Every operator with random shapes and values, and how far a float32 engine may be from float64. u is half a unit in the
 * last place, 2^-24: one correctly rounded operation is off by at most u |result|.
 */
import type { RandomStream } from '../../src/random/random-stream.js';
import * as t from '../../src/tensor/index.js';
import { sizeOf, type Shape, type Tensor } from '../../src/tensor/index.js';
import type { Given } from './evaluate.js';

export const u = 2 ** -24;
const smallest = 2 ** -149;

export type Values = (stream: RandomStream, size: number) => number[];

interface MadeCase {
  readonly given: readonly Given[];
  readonly build: (inputs: readonly Tensor[]) => Tensor;
}

export interface OperatorCase {
  readonly name: string;
  readonly make: (stream: RandomStream, values: Values) => MadeCase;
  /** The greatest error of each element; without it, the float64 result rounded once is the result. */
  readonly bound?: (
    inputs: readonly number[][],
    result: readonly number[],
    given: readonly Given[],
  ) => number[];
  /** Whether the bound holds for infinities, NaN, denormals and overflow too. */
  readonly boundHoldsForSpecials?: boolean;
}

const lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17, 31, 33, 70];

export const lengthOf = (stream: RandomStream, limit = 70): number => {
  const possible = lengths.filter((length) => length <= limit);
  return possible[Math.floor(stream.uniform() * possible.length)];
};

export const given = (shape: Shape, stream: RandomStream, values: Values): Given => ({
  shape,
  values: values(stream, sizeOf(shape)),
});
/** One input of some rank from 0 to 3. */
export function ofOne(apply: (x: Tensor) => Tensor): OperatorCase['make'] {
  return (stream, values) => {
    const shape = [lengthOf(stream), lengthOf(stream, 9), lengthOf(stream, 5)].slice(
      0,
      Math.floor(stream.uniform() * 4),
    );
    return { given: [given(shape, stream, values)], build: ([x]) => apply(x) };
  };
}

/** Rows of at least one element, one matrix for each input. */
export function ofRows(apply: (...inputs: Tensor[]) => Tensor, count = 1): OperatorCase['make'] {
  return (stream, values) => {
    const shape = [lengthOf(stream, 9), Math.max(1, lengthOf(stream))];
    const inputs = Array.from({ length: count }, () => given(shape, stream, values));
    return { given: inputs, build: (tensors) => apply(...tensors) };
  };
}

/** Two inputs: equal, a row, a column or a scalar, on either side, or both stretched. */
function ofTwo(apply: (a: Tensor, b: Tensor) => Tensor): OperatorCase['make'] {
  return (stream, values) => {
    const [outer, rows, columns] = [lengthOf(stream, 3), lengthOf(stream, 9), lengthOf(stream)];
    const whole = [rows, columns];
    const shapes: readonly (readonly [Shape, Shape])[] = [
      ...([
        [whole, whole],
        [whole, [columns]],
        [whole, [rows, 1]],
        [whole, []],
      ] as const),
      ...([
        [[columns], whole],
        [[rows, 1], whole],
        [[], whole],
        [[rows, 1], [columns]],
      ] as const),
      ...([
        [
          [outer, rows, columns],
          [rows, 1],
        ],
        [
          [outer, 1, columns],
          [rows, 1],
        ],
        [[], []],
      ] as const),
    ];
    const [a, b] = shapes[Math.floor(stream.uniform() * shapes.length)];
    return {
      given: [given(a, stream, values), given(b, stream, values)],
      build: ([x, y]) => apply(x, y),
    };
  };
}

const relative =
  (factor: number, absolute = smallest) =>
  (_inputs: unknown, result: readonly number[]): number[] =>
    result.map((value) => factor * u * Math.abs(value) + absolute);

export const total = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + Math.abs(value), 0);
/** A sum of eight partial sums and a tree: an element goes through at most n / 8 + 3 additions. */
export const additions = (length: number): number => Math.ceil(length / 8) + 3;

function sumCase(axis: number): OperatorCase {
  return {
    name: `sum along ${axis}`,
    make: (stream, values) => {
      const shape = [lengthOf(stream, 17), lengthOf(stream, 9), lengthOf(stream, 33)].slice(
        0,
        Math.max(axis + 1, 2),
      );
      return { given: [given(shape, stream, values)], build: ([x]) => t.sum(x, axis) };
    },
    bound: ([x = []], result, [{ shape } = { shape: [] as Shape }]) => {
      const length = shape[axis];
      const inner = sizeOf(shape.slice(axis + 1));
      const steps = axis === shape.length - 1 ? additions(length) : length;
      return result.map((_, index) => {
        const first = Math.floor(index / inner) * length * inner + (index % inner);
        const terms = Array.from({ length }, (_, at) => x[first + at * inner]);
        return steps * u * total(terms) * 1.001;
      });
    },
  };
}

function productCase(transposeA: boolean, transposeB: boolean): OperatorCase {
  return {
    name: `matmul${transposeA ? ', A transposed' : ''}${transposeB ? ', B transposed' : ''}`,
    make: (stream, values) => {
      const [m, k, n] = [lengthOf(stream, 17), lengthOf(stream), lengthOf(stream, 33)];
      const a = given(transposeA ? [k, m] : [m, k], stream, values);
      const b = given(transposeB ? [n, k] : [k, n], stream, values);
      return {
        given: [a, b],
        build: ([x, y]) => t.matmul(x, y, { transposeA, transposeB }),
      };
    },
    // k products are rounded, and k - 1 additions to what is not 0.
    bound: ([a = [], b = []], result, [left, right]) => {
      const [m, k] = (transposeA ? [...left.shape].reverse() : left.shape) as [number, number];
      const n = right.shape[transposeB ? 0 : 1];
      return result.map((_, index) => {
        const [row, column] = [Math.floor(index / n), index % n];
        const terms = Array.from({ length: k }, (_, at) => {
          const x = a[transposeA ? at * m + row : row * k + at];
          return x * b[transposeB ? column * k + at : at * n + column];
        });
        return k * u * total(terms) * 1.001 + k * smallest;
      });
    },
  };
}

const optimiserCases: readonly OperatorCase[] = [
  {
    name: 'movingAverage',
    make: ofRows((a, b) => t.movingAverage(a, b, 0.9), 2),
    bound: ([a = [], b = []]) =>
      a.map((x, at) => 3.01 * u * (0.9 * Math.abs(x) + 0.1 * Math.abs(b[at])) + 1e-30),
  },
  {
    name: 'movingAverageOfSquares',
    make: ofRows((a, b) => t.movingAverageOfSquares(a, b, 0.99), 2),
    bound: ([a = [], b = []]) =>
      a.map((x, at) => 4.01 * u * (0.99 * Math.abs(x) + 0.01 * b[at] ** 2) + 1e-30),
  },
  {
    name: 'adamStep',
    make: (stream, values) => {
      const shape = [lengthOf(stream)];
      const [p, m, v] = [0, 1, 2].map(() => given(shape, stream, values)) as [Given, Given, Given];
      const squares = { ...v, values: Array.from(v.values, (value) => Math.abs(value)) };
      const scalars = [
        { shape: [], values: [Math.fround(0.01)] },
        { shape: [], values: [Math.fround(1.7)] },
      ];
      return {
        given: [p, m, squares, ...scalars],
        build: (inputs) => {
          const [parameter, firstMoment, secondMoment, stepSize, inverseRootCorrection] = inputs as [
            Tensor,
            Tensor,
            Tensor,
            Tensor,
            Tensor,
          ];
          return t.adamStep({
            parameter,
            firstMoment,
            secondMoment,
            stepSize,
            inverseRootCorrection,
            epsilon: 1e-4,
          });
        },
      };
    },
    // The numerator is rounded once, the denominator three times, the quotient and the difference once.
    bound: ([p = []], result) =>
      result.map((x, at) => u * (5.01 * Math.abs(p[at] - x) + Math.abs(x)) + smallest),
  },
];

export const arithmeticCases: readonly OperatorCase[] = [
  ...(['neg', 'abs', 'sign', 'square', 'sqrt', 'relu'] as const).map((name) => ({
    name,
    make: ofOne(t[name]),
  })),
  ...(
    ['add', 'sub', 'mul', 'div', 'minimum', 'maximum', 'less', 'lessEqual', 'equal', 'reluGradient'] as const
  ).map((name) => ({ name, make: ofTwo(t[name]) })),
  { name: 'where', make: ofTwo((a, b) => t.where(a, b, t.neg(b))) },
  { name: 'exp', make: ofOne(t.exp), bound: relative(2), boundHoldsForSpecials: true },
  { name: 'log', make: ofOne((x) => t.log(t.abs(x))), bound: relative(2), boundHoldsForSpecials: true },
  { name: 'tanh', make: ofOne(t.tanh), bound: relative(4), boundHoldsForSpecials: true },
  // exp is off by 2 u, the sum and the quotient by u each; where exp overflows, the result is 0 and not 2^-128.
  { name: 'sigmoid', make: ofOne(t.sigmoid), bound: relative(4.01, 2 ** -127), boundHoldsForSpecials: true },
  ...[0, 1, 2].map(sumCase),
  ...[0, 1, 2, 3].map((which) => productCase((which & 1) > 0, (which & 2) > 0)),
  ...optimiserCases,
];
