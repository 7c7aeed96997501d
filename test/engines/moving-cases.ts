/** Operators that move values or choose among them: but for one that adds, they give exactly what they were given. */
import type { RandomStream } from '../../src/random/random-stream.js';
import * as t from '../../src/tensor/index.js';
import { sizeOf, type Shape, type Tensor, type TensorType } from '../../src/tensor/index.js';
import type { Given } from './evaluate.js';
import { given, lengthOf, ofOne, ofRows, type OperatorCase, type Values } from './operator-cases.js';
import { wholeNumbers } from './random-values.js';

const below = (stream: RandomStream, limit: number): number => Math.floor(stream.uniform() * limit);

const indices = (shape: Shape, limit: number, stream: RandomStream): Given => ({
  shape,
  values: wholeNumbers(stream, sizeOf(shape), limit),
  type: 'int32',
});

/** Values of a type: floats as asked, others whole, int32 of both signs. */
function typed(type: TensorType, shape: Shape, stream: RandomStream, values: Values): Given {
  if (type === 'float32') return given(shape, stream, values);
  const whole = wholeNumbers(stream, sizeOf(shape), type === 'uint8' ? 256 : 4294967296);
  return { shape, type, values: type === 'uint8' ? whole : whole.map((value) => value | 0) };
}

interface Choice {
  readonly axis: number;
  readonly start: number;
  readonly length: number;
}

/** One input of rank 3, one of its axes, and a part of that. */
function ofPart(
  apply: (x: Tensor, choice: Choice) => Tensor,
  type: TensorType = 'float32',
): OperatorCase['make'] {
  return (stream, values) => {
    const shape = [lengthOf(stream, 5), lengthOf(stream, 17), lengthOf(stream, 9)];
    const axis = below(stream, 3);
    const whole = shape[axis];
    const start = below(stream, whole + 1);
    const length = below(stream, whole - start + 1);
    return {
      given: [typed(type, shape, stream, values)],
      build: ([x]) => apply(x, { axis, start, length }),
    };
  };
}

const types = ['float32', 'int32', 'uint8'] as const;

const ofEachType = (type: TensorType): readonly OperatorCase[] => [
  {
    name: `slice of ${type}`,
    make: ofPart((x, { axis, start, length }) => t.slice(x, axis, start, length), type),
  },
  {
    name: `pad of ${type}`,
    make: ofPart((x, { axis, start, length }) => t.pad(x, axis, start, length), type),
  },
  {
    name: `concat of ${type}`,
    make: ofPart(
      (x, { axis, start, length }) => t.concat([x, t.slice(x, axis, start, length), x], axis),
      type,
    ),
  },
  { name: `copy of ${type}`, make: ofPart((x) => t.stopGradient(x), type) },
  {
    name: `gatherRows of ${type}`,
    make: (stream, values) => {
      const rows = 1 + below(stream, 9);
      const shape = [rows, lengthOf(stream, 17), lengthOf(stream, 3)];
      const where = indices([lengthOf(stream, 9), lengthOf(stream, 3)], rows, stream);
      return {
        given: [typed(type, shape, stream, values), where],
        build: ([table, at]) => t.gatherRows(table, at),
      };
    },
  },
];

/** Rows, and an index into each. */
function atIndices(
  apply: (x: Tensor, at: Tensor, columns: number) => Tensor,
  hasColumns: boolean,
): OperatorCase['make'] {
  return (stream, values) => {
    const [rows, columns] = [[lengthOf(stream, 5), lengthOf(stream, 17)], 1 + below(stream, 40)] as const;
    return {
      given: [given(hasColumns ? [...rows, columns] : rows, stream, values), indices(rows, columns, stream)],
      build: ([x, at]) => apply(x, at, columns),
    };
  };
}

export const movingCases: readonly OperatorCase[] = [
  ...types.flatMap(ofEachType),
  { name: 'max along an axis', make: ofPart((x, { axis }) => t.max(x, axis)) },
  { name: 'argmax', make: ofRows((x) => t.argmax(x)) },
  { name: 'reshape', make: ofOne((x) => t.reshape(x, [sizeOf(x.shape)])) },
  { name: 'transpose', make: ofRows((x) => t.transpose(x)) },
  { name: 'transpose of int32', make: ofRows((x) => t.transpose(t.cast(x, 'int32'))) },
  {
    name: 'broadcast',
    make: ofPart((x, { axis, length }) => {
      const kept = x.shape.map((size, at) => (at === axis ? 1 : size));
      const wide = x.shape.map((size, at) => (at === axis ? length : size));
      return t.broadcastTo(t.reshape(t.max(x, axis), kept), [2, ...wide]);
    }),
  },
  {
    name: 'broadcast of two runs of axes',
    make: (stream, values) => {
      const shape = [lengthOf(stream, 5), lengthOf(stream, 9), lengthOf(stream, 5), lengthOf(stream, 3)];
      const stretched = shape.map((length, axis) => (axis % 2 === 0 ? 1 : length));
      return { given: [given(stretched, stream, values)], build: ([x]) => t.broadcastTo(x, shape) };
    },
  },
  { name: 'cast to int32', make: ofOne((x) => t.cast(x, 'int32')) },
  { name: 'cast of int32', make: ofPart((x) => t.cast(x, 'float32'), 'int32') },
  { name: 'cast of uint8', make: ofPart((x) => t.cast(x, 'float32'), 'uint8') },
  { name: 'gather', make: atIndices((x, at) => t.gather(x, at), true) },
  { name: 'scatter', make: atIndices((x, at, columns) => t.scatter(x, at, columns), false) },
  {
    name: 'scatterAddRows',
    make: (stream, values) => {
      const [rows, columns, tableRows] = [lengthOf(stream, 33), lengthOf(stream, 17), 1 + below(stream, 5)];
      return {
        given: [given([rows, columns], stream, values), indices([rows], tableRows, stream)],
        build: ([x, at]) => t.scatterAddRows(x, at, tableRows),
      };
    },
    bound: ([x = [], at = []], result) => {
      const columns = at.length === 0 ? 1 : x.length / at.length;
      return result.map((_, index) => {
        const terms = at.flatMap((row, from) =>
          row === Math.floor(index / columns) ? [Math.abs(x[from * columns + (index % columns)])] : [],
        );
        return terms.length * 2 ** -24 * terms.reduce((sum, term) => sum + term, 0);
      });
    },
  },
];
