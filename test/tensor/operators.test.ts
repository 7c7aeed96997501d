import { describe, expect, it } from '@jest/globals';
import * as t from '../../src/tensor/index.js';
import { Graph, type Shape, type Tensor, type TensorType } from '../../src/tensor/index.js';

const graph = new Graph();
let inputs = 0;
const float = (...shape: number[]) => graph.input(`float${inputs++}`, shape);
const int = (...shape: number[]) => graph.input(`int${inputs++}`, shape, 'int32');
const byte = (...shape: number[]) => graph.input(`byte${inputs++}`, shape, 'uint8');

const x = float(2, 3);
const adam = {
  firstMoment: x,
  secondMoment: x,
  stepSize: float(),
  inverseRootCorrection: float(),
  epsilon: 1e-8,
};

const results: readonly (readonly [string, Tensor, Shape, TensorType])[] = [
  ...(['neg', 'abs', 'sign', 'square', 'sqrt', 'exp', 'log', 'tanh', 'sigmoid', 'relu'] as const).map(
    (name) => [name, t[name](x), [2, 3], 'float32'] as const,
  ),
  ...(
    ['add', 'sub', 'mul', 'div', 'minimum', 'maximum', 'less', 'lessEqual', 'equal', 'reluGradient'] as const
  ).flatMap(
    (name) =>
      [
        [`${name} of tensors`, t[name](float(2, 1, 3), float(4, 1)), [2, 4, 3], 'float32'],
        [`${name} of a number`, t[name](2, x), [2, 3], 'float32'],
      ] as const,
  ),
  ['where', t.where(float(3), float(2, 1), 0), [2, 3], 'float32'],
  ['cast', t.cast(byte(2), 'float32'), [2], 'float32'],
  ['cast to integers', t.cast(x, 'int32'), [2, 3], 'int32'],
  ['matmul', t.matmul(x, float(3, 4)), [2, 4], 'float32'],
  [
    'matmul transposed',
    t.matmul(float(3, 2), float(4, 3), { transposeA: true, transposeB: true }),
    [2, 4],
    'float32',
  ],
  ['sum', t.sum(x), [], 'float32'],
  ['sum along 0', t.sum(x, 0), [3], 'float32'],
  ['mean along -1', t.mean(x, -1), [2], 'float32'],
  ['max along 1', t.max(float(2, 3, 4), 1), [2, 4], 'float32'],
  ['argmax', t.argmax(float(2, 3, 4)), [2, 3], 'int32'],
  ['broadcast', t.broadcastTo(float(3, 1), [2, 3, 4]), [2, 3, 4], 'float32'],
  ['reshape', t.reshape(byte(2, 3), [6, 1]), [6, 1], 'uint8'],
  ['transpose', t.transpose(int(2, 3)), [3, 2], 'int32'],
  ['slice', t.slice(byte(2, 5), -1, 1, 3), [2, 3], 'uint8'],
  ['slice of nothing', t.slice(x, 0, 2, 0), [0, 3], 'float32'],
  ['pad', t.pad(x, 0, 1, 2), [5, 3], 'float32'],
  ['concat', t.concat([x, float(2, 0), float(2, 4)], -1), [2, 7], 'float32'],
  ['gather', t.gather(float(2, 3, 4), int(2, 3)), [2, 3], 'float32'],
  ['scatter', t.scatter(x, int(2, 3), 4), [2, 3, 4], 'float32'],
  ['gatherRows', t.gatherRows(byte(9, 4), int(2, 3)), [2, 3, 4], 'uint8'],
  ['scatterAddRows', t.scatterAddRows(float(2, 3, 4), int(2, 3), 9), [9, 4], 'float32'],
  ['logSoftmax', t.logSoftmax(x), [2, 3], 'float32'],
  ['standardize', t.standardize(x, 1e-5), [2, 3], 'float32'],
  ['stopGradient', t.stopGradient(byte(2)), [2], 'uint8'],
  ['movingAverage', t.movingAverage(x, x, 0.9), [2, 3], 'float32'],
  ['movingAverageOfSquares', t.movingAverageOfSquares(x, x, 0.9), [2, 3], 'float32'],
  ['adamStep', t.adamStep({ parameter: x, ...adam }), [2, 3], 'float32'],
];

const errors: readonly (readonly [string, () => Tensor])[] = [
  ['neg: type of an input is "int32", but must be float32', () => t.neg(int(2))],
  ['add: type of an input is "uint8", but must be float32', () => t.add(x, byte(3))],
  ['add: shapes is "[2, 3] and [2]"', () => t.add(x, float(2))],
  ['add: input is "input of another graph"', () => t.add(x, new Graph().input('x', [2, 3]))],
  ['graph: operands is [1,2], but must be at least one tensor', () => t.add(1, 2)],
  ['where: shapes is "[2, 3] and [4]"', () => t.where(x, float(4), 0)],
  ['where: type of an input is "int32"', () => t.where(int(3), 1, 0)],
  ['cast: type is "float32 to uint8"', () => t.cast(x, 'uint8')],
  ['cast: type is "uint8 to int32"', () => t.cast(byte(2), 'int32')],
  ['matmul: shapes is "[2, 3] and [2, 3]", but must be [M, K] and [K, N]', () => t.matmul(x, x)],
  [
    'matmul: shapes is "[2, 3] and [3, 2] transposed"',
    () => t.matmul(x, t.reshape(x, [3, 2]), { transposeB: true }),
  ],
  ['matmul: shapes is "[3] and [3]"', () => t.matmul(float(3), float(3))],
  ['sum: axis is 2, but must be an axis of a tensor of shape [2, 3]', () => t.sum(x, 2)],
  ['sum: type of an input is "int32"', () => t.sum(int(2))],
  ['max: axis is -3', () => t.max(x, -3)],
  ['argmax: shape is [], but must be of rank 1 or more', () => t.argmax(float())],
  [
    'broadcast: shapes is "[2, 3] and [3, 2]", but must be equal along each axis, or 1',
    () => t.broadcastTo(x, [3, 2]),
  ],
  [
    'broadcast: shape is [3], but must be one that a float32 tensor of shape [2, 3] stretches to',
    () => t.broadcastTo(x, [3]),
  ],
  ['broadcast: shape is [2,3]', () => t.broadcastTo(byte(3), [2, 3])],
  ['reshape: shape is [5], but must be of as many elements as [2, 3]', () => t.reshape(x, [5])],
  ['reshape: shape is "[-2, -3]", but must be of whole numbers, 0 or more', () => t.reshape(x, [-2, -3])],
  ['transpose: tensor is "float32 of rank 3"', () => t.transpose(float(1, 2, 3))],
  ['transpose: tensor is "uint8 of rank 2"', () => t.transpose(byte(2, 3))],
  ['slice: start and length is [2,2], but must be within axis 1 of [2, 3]', () => t.slice(x, 1, 2, 2)],
  ['slice: start and length is [-1,2]', () => t.slice(x, 1, -1, 2)],
  ['slice: axis is 2', () => t.slice(x, 2, 0, 0)],
  ['pad: before and after is [-1,2]', () => t.pad(x, 0, -1, 2)],
  ['concat: tensors is "empty", but must be at least one', () => t.concat([], 0)],
  [
    'concat: tensor is "float32 [3, 3]", but must be float32 [2, 3] but for axis 1',
    () => t.concat([x, float(3, 3)], 1),
  ],
  ['concat: tensor is "int32 [2, 3]"', () => t.concat([x, int(2, 3)], 1)],
  ['gather: indices is "int32 [3]", but must be int32 [2]', () => t.gather(x, int(3))],
  ['gather: indices is "float32 [2]"', () => t.gather(x, float(2))],
  ['gather: type of an input is "int32"', () => t.gather(int(2, 3), int(2))],
  ['scatter: indices is "int32 [2]", but must be int32 [2, 3]', () => t.scatter(x, int(2), 4)],
  ['scatter: shape is "[2, 3, 0.5]"', () => t.scatter(x, int(2, 3), 0.5)],
  ['gatherRows: table and indices is "[2, 3] and float32"', () => t.gatherRows(x, float(2))],
  ['gatherRows: table and indices is "[] and int32"', () => t.gatherRows(float(), int(2))],
  ['scatterAddRows: indices is "int32 [3]"', () => t.scatterAddRows(x, int(3), 4)],
  ['scatterAddRows: shape is "[-1, 3]"', () => t.scatterAddRows(x, int(2), -1)],
  ['logSoftmax: shape is [], but must be of rank 1 or more', () => t.logSoftmax(float())],
  ['standardize: shape is [], but must be of rank 1 or more', () => t.standardize(float(), 1e-5)],
  ['movingAverage: shape of input 1 is [], but must be [2, 3]', () => t.movingAverage(x, float(), 0.9)],
  ['movingAverage: type of an input is "int32"', () => t.movingAverage(x, int(2, 3), 0.9)],
  ['adamStep: shape of input 2 is [3]', () => t.adamStep({ parameter: x, ...adam, secondMoment: float(3) })],
  [
    'adamStep: shape of input 3 is [2,3], but must be []',
    () => t.adamStep({ parameter: x, ...adam, stepSize: x }),
  ],
];

describe('operators', () => {
  it.each(results)('%s has the stated shape and type', (_name, tensor, shape, type) => {
    expect([tensor.shape, tensor.type]).toEqual([shape, type]);
  });

  it.each(errors)('refuse: %s', (message, make) => {
    expect(make).toThrow(message);
  });

  it('that change nothing return their input', () => {
    expect(t.reshape(x, [2, 3])).toBe(x);
    expect(t.broadcastTo(x, [2, 3])).toBe(x);
    expect(t.cast(x, 'float32')).toBe(x);
    expect(t.concat([x], 0)).toBe(x);
  });
});
