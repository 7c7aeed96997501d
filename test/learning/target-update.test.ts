import { describe, expect, it } from '@jest/globals';
import type { Engine } from '../../src/engines/engine.js';
import { targetUpdates } from '../../src/learning/index.js';
import { Graph, type Operand, type TensorType } from '../../src/tensor/index.js';
import { bitsOf } from '../engines/evaluate.js';
import { engines, expectClose } from './engines.js';

const specifications = new Map([
  ['w', { shape: [2, 3], type: 'float32' as TensorType }],
  ['b', { shape: [3], type: 'float32' as TensorType }],
]);
const strange = [-0, 1e-42, Infinity, -1.5, NaN, 3e38];

function setUp(engine: Engine, tauOf: (graph: Graph) => Operand) {
  const online = engine.createParameters('online', specifications);
  const target = engine.createParameters('target', specifications);
  const graph = new Graph();
  const program = engine.compile(graph, { updates: targetUpdates(graph, online, target, tauOf(graph)) });
  online.get('w').set(strange);
  online.get('b').set([1, 2, 4]);
  target.get('w').set([1, Infinity, NaN, 0.1, 0.2, -3e38]);
  target.get('b').set([5, -2, 0]);
  return { online, target, program };
}

describe.each(engines)('target updates on %s', (_name, create, tolerance) => {
  it('with tau 1 copy bit for bit: -0, denormals and infinities too', () => {
    const { online, target, program } = setUp(create(), () => 1);
    program.run();
    expect(bitsOf(target.get('w'))).toEqual(bitsOf(online.get('w')));
    expect(Object.is(target.get('w')[0], -0)).toBe(true);
    expect(bitsOf(target.get('b'))).toEqual(bitsOf(online.get('b')));
  });

  it('copy the same where tau 1 is an input', () => {
    const { online, target, program } = setUp(create(), (graph) => graph.input('tau', []));
    program.input('tau')[0] = 1;
    program.run();
    expect(bitsOf(target.get('w'))).toEqual(bitsOf(online.get('w')));
  });

  it('mix with (1 - tau) target + tau online, and leave the online parameters alone', () => {
    const { online, target, program } = setUp(create(), () => 0.25);
    program.run();
    expectClose(target.get('b'), [4, -1, 1], tolerance);
    program.run();
    expectClose(target.get('b'), [3.25, -0.25, 1.75], tolerance);
    expect([...online.get('b')]).toEqual([1, 2, 4]);
  });
});

describe('target updates', () => {
  it('refuse parameters that are not the same', () => {
    const engine = engines[0][1]();
    const online = engine.createParameters('online', specifications);
    const others = [
      new Map([['w', { shape: [2, 3], type: 'float32' as TensorType }]]),
      new Map([...specifications, ['b', { shape: [1, 3], type: 'float32' as TensorType }]]),
      new Map([...specifications, ['c', { shape: [3], type: 'float32' as TensorType }]]),
      new Map([...specifications, ['b', { shape: [3], type: 'int32' as TensorType }]]),
    ];
    for (const other of others) {
      const target = engine.createParameters('target', other);
      expect(() => targetUpdates(new Graph(), online, target, 1)).toThrow(
        /parameters of target is .*, but must be those of online: w float32 \[2, 3\], b float32 \[3\]/,
      );
    }
  });
});
