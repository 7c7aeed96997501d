/** Random programs out of all operators, with parameters and updates: the same instructions give the same program again. */
import { fc } from '../fast-check.js';
import type { ProgramSpecification } from '../../src/engines/engine.js';
import * as t from '../../src/tensor/index.js';
import {
  Graph,
  sizeOf,
  type ParameterSource,
  type ParameterSpecification,
  type Shape,
  type Tensor,
} from '../../src/tensor/index.js';
import { copy } from '../../src/tensor/operators/copy.js';
import { broadcastShapes, equalShapes } from '../../src/tensor/shape.js';

/** Which kind of operator, which two operands, and a detail: any numbers do. */
type Instruction = readonly [kind: number, first: number, second: number, detail: number];

export interface Recipe {
  readonly instructions: readonly Instruction[];
  readonly outputs: readonly number[];
  /** For each parameter, 0 for no update, else which value. */
  readonly updates: readonly number[];
}

export interface RandomProgram {
  readonly graph: Graph;
  readonly wanted: Required<ProgramSpecification>;
}

const float = (shape: Shape): ParameterSpecification => ({ shape, type: 'float32' });

export const parameterSpecifications: ReadonlyMap<string, ParameterSpecification> = new Map([
  ['weight', float([5, 3])],
  ['bias', float([3])],
  ['twin', float([3])],
  ['scale', float([])],
  ['square', float([3, 3])],
]);

const names = [...parameterSpecifications.keys()];

export function recipes(maximumLength: number): fc.Arbitrary<Recipe> {
  const index = fc.nat({ max: 1000 });
  return fc.record({
    instructions: fc.array(fc.tuple(index, index, index, index), { minLength: 1, maxLength: maximumLength }),
    outputs: fc.array(index, { minLength: 1, maxLength: 4 }),
    updates: fc.array(fc.oneof(fc.constant(0), index), { minLength: names.length, maxLength: names.length }),
  });
}

const unary = ['neg', 'abs', 'sign', 'square', 'sqrt', 'exp', 'log', 'tanh', 'sigmoid', 'relu'] as const;
const binary = [
  ...(['add', 'sub', 'mul', 'div', 'minimum', 'maximum', 'less', 'lessEqual', 'equal'] as const),
  'reluGradient',
] as const;

const pick = <Item>(items: readonly Item[], number: number): Item => items[number % items.length];

function broadcasts(a: Shape, b: Shape): boolean {
  try {
    broadcastShapes(a, b, 'test');
    return true;
  } catch {
    return false;
  }
}

/** b, or its sum where the shapes do not broadcast. */
const fitting = (a: Tensor, b: Tensor): Tensor => (broadcasts(a.shape, b.shape) ? b : t.sum(b));

const lastAxis = ({ shape }: Tensor): number => shape[shape.length - 1];
const asVector = (x: Tensor): Tensor => t.reshape(x, [sizeOf(x.shape)]);
const asMatrix = (x: Tensor): Tensor =>
  x.shape.length === 2 ? x : t.reshape(x, [sizeOf(x.shape) / (x.shape.at(-1) ?? 1), x.shape.at(-1) ?? 1]);

function product(a: Tensor, b: Tensor, detail: number): Tensor {
  const [left, right] = [asMatrix(a), asMatrix(b)];
  for (let turn = 0; turn < 4; turn++) {
    const which = (turn + detail) % 4;
    const options = { transposeA: (which & 1) > 0, transposeB: (which & 2) > 0 };
    if (left.shape[options.transposeA ? 0 : 1] === right.shape[options.transposeB ? 1 : 0])
      return t.matmul(left, right, options);
  }
  return t.matmul(t.reshape(a, [sizeOf(a.shape), 1]), t.reshape(t.sum(b), [1, 1]));
}

function moved(a: Tensor, detail: number): Tensor {
  const axis = detail % a.shape.length;
  const length = a.shape[axis];
  const start = detail % length;
  switch (detail % 3) {
    case 0:
      return t.slice(a, axis, start, length - start);
    case 1:
      return t.pad(a, axis, detail % 2, 1 + (detail % 3));
    default:
      return t.concat([a, t.slice(a, axis, start, length - start), a], axis);
  }
}

function indexed(a: Tensor, detail: number): Tensor {
  const rows = a.shape[0];
  const turned = t.reshape(a, [sizeOf(a.shape) / rows, rows]);
  switch (detail % 4) {
    case 0:
      return t.gather(a, t.argmax(a));
    case 1:
      return t.scatter(t.gather(a, t.argmax(a)), t.argmax(a), lastAxis(a));
    case 2:
      return t.gatherRows(a, t.argmax(turned));
    default:
      return t.scatterAddRows(turned, t.argmax(turned), rows);
  }
}

function likeAnOptimiser(a: Tensor, b: Tensor, detail: number): Tensor {
  const value = t.broadcastTo(t.sum(b), a.shape);
  if (detail % 3 === 0) return t.movingAverage(a, value, 0.9);
  if (detail % 3 === 1) return t.movingAverageOfSquares(a, value, 0.99);
  const [stepSize, inverseRootCorrection] = [t.sum(b), t.mean(a)];
  return t.adamStep({
    parameter: a,
    firstMoment: value,
    secondMoment: t.square(a),
    stepSize,
    inverseRootCorrection,
    epsilon: 1e-3,
  });
}

function stretched(a: Tensor, detail: number): Tensor {
  const wider = a.shape.map((length) => (length === 1 ? 1 + (detail % 4) : length));
  return t.broadcastTo(a, detail % 2 === 0 ? [2, ...wider] : wider);
}

function dense(x: Tensor, bias: Tensor, detail: number): Tensor {
  const biased = detail % 3 === 0 ? x : t.add(x, fitting(x, bias));
  return detail % 2 === 0 ? t.relu(biased) : biased;
}

const identities: readonly ((a: Tensor) => Tensor)[] = [
  t.stopGradient,
  copy,
  (a) => t.sub(a, 0),
  (a) => t.mul(1, a),
  (a) => t.neg(t.neg(a)),
  (a) => t.cast(t.cast(a, 'int32'), 'float32'),
  (a) => t.mul(t.add(a.graph.scalar(0.1), 0.2), a),
];

function apply(a: Tensor, b: Tensor, kind: number, detail: number, parameters: readonly Tensor[]): Tensor {
  const [weight, bias] = parameters as [Tensor, Tensor];
  const hasAxes = a.shape.length > 0;
  switch (kind % 14) {
    case 0:
    case 1:
      return t[pick(unary, detail)](a);
    case 2:
    case 3:
      return t[pick(binary, detail)](a, fitting(a, b));
    case 4:
      return product(a, b, detail);
    case 5:
      return dense(product(a, pick([weight, b], detail), detail), bias, detail);
    case 6:
      return hasAxes ? pick([t.sum, t.max, t.mean], detail)(a, detail % a.shape.length) : t.neg(a);
    case 7:
      return pick([asVector, asMatrix, (x: Tensor) => t.transpose(asMatrix(x))], detail)(a);
    case 8:
      return hasAxes ? moved(a, detail) : t.exp(a);
    case 9:
      return hasAxes ? indexed(a, detail) : t.square(a);
    case 10:
      return hasAxes ? (detail % 2 === 0 ? t.logSoftmax(a) : t.standardize(a, 1e-3)) : t.abs(a);
    case 11:
      return likeAnOptimiser(a, b, detail);
    case 12:
      return detail % 2 === 0 ? stretched(a, detail) : t.where(t.less(a, fitting(a, b)), a, fitting(a, b));
    default:
      return pick(identities, detail)(a);
  }
}

/** Makes a recipe's program in a new graph; the parameters' store must have `parameterSpecifications`. */
export function buildProgram(
  { instructions, outputs, updates }: Recipe,
  source: ParameterSource,
): RandomProgram {
  const graph = new Graph();
  const parameters = names.map((name) => graph.parameter(source, name));
  const pool = [
    ...parameters,
    graph.input('x', [4, 5]),
    graph.input('row', [5]),
    graph.input('column', [4, 1]),
  ];
  for (const [kind, first, second, detail] of instructions) {
    const result = apply(pick(pool, first), pick(pool, second), kind, detail, parameters);
    if (sizeOf(result.shape) <= 600 && result.shape.length <= 4) pool.push(result);
  }
  const [whole] = outputs as [number];
  // Every other program learns: gradients of a loss for all parameters come into the pool.
  if (whole % 2 === 0) {
    const loss = t.mean(
      t.square(pool.slice(-3).reduce((total, one) => t.add(total, t.sum(one)), graph.scalar(0))),
    );
    pool.push(...t.gradients(loss, parameters), loss);
  }
  return {
    graph,
    wanted: {
      outputs: Object.fromEntries(
        outputs.map((number, index) => [`y${index}`, pick(pool, pool.length + number * 7)]),
      ),
      updates: parameters.flatMap((target, index) => {
        const number = updates[index];
        return number === 0 ? [] : [{ target, value: updatedValue(pool, target, number) }];
      }),
    },
  };
}

function updatedValue(pool: readonly Tensor[], target: Tensor, number: number): Tensor {
  const candidates = pool.filter(({ shape }) => equalShapes(shape, target.shape));
  const value = pick(candidates, number);
  switch (number % 5) {
    case 0:
    case 1:
      return value;
    case 2:
      return t.sub(target, t.mul(0.1, value));
    case 3:
      return t.movingAverage(value, target, 0.9);
    default:
      return ofItself(target, number);
  }
}

/** An update that reads its target in another order than it writes. */
function ofItself(target: Tensor, number: number): Tensor {
  const [rows, columns] = target.shape;
  if (rows === undefined) return t.exp(target);
  if (rows === columns) return number % 2 === 0 ? t.transpose(target) : t.matmul(target, target);
  const rotated = t.concat([t.slice(target, 0, 1, rows - 1), t.slice(target, 0, 0, 1)], 0);
  return pick([t.logSoftmax(target), rotated, t.sub(t.mean(target, 0), target)], number);
}
