import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../fast-check.js';
import { doubleQTarget, qLearningTarget } from '../../src/learning/index.js';
import { Graph, type Tensor } from '../../src/tensor/index.js';
import { evaluateAll, type Given } from '../engines/evaluate.js';
import { engines, expectClose } from './engines.js';

interface Batch {
  readonly B: number;
  readonly A: number;
  readonly reward: readonly number[];
  readonly discount: readonly number[];
  readonly online: readonly number[];
  readonly target: readonly number[];
  readonly mask: readonly number[];
}

const value = fc.integer({ min: -400, max: 400 }).map((quarters) => quarters / 4);
const batches: fc.Arbitrary<Batch> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 6 }))
  .chain(([B, A]) => {
    const rows = (of: fc.Arbitrary<number>, size: number) =>
      fc.array(of, { minLength: size, maxLength: size });
    return fc.record({
      B: fc.constant(B),
      A: fc.constant(A),
      reward: rows(value, B),
      discount: rows(fc.constantFrom(0, 0.5, 0.75, 1), B),
      online: rows(value, B * A),
      target: rows(value, B * A),
      mask: rows(fc.constantFrom(0, 1), B * A),
    });
  });

/** Targets in plain loops. */
function oracle({ B, A, reward, discount, online, target, mask }: Batch, masked: boolean) {
  const double: number[] = [];
  const single: number[] = [];
  for (let b = 0; b < B; b++) {
    const possible = Array.from({ length: A }, (_, a) => b * A + a).filter((at) => !masked || mask[at] === 1);
    const best = possible.reduce((soFar, at) => (online[at] > online[soFar] ? at : soFar), possible[0] ?? -1);
    const greatest = possible.length === 0 ? 0 : Math.max(...possible.map((at) => target[at]));
    double.push(reward[b] + discount[b] * (best < 0 ? 0 : target[best]));
    single.push(reward[b] + discount[b] * greatest);
  }
  return { double, single };
}

function targetsOf(engine: Parameters<typeof evaluateAll>[0], batch: Batch, masked: boolean) {
  const { B, A } = batch;
  const given: readonly Given[] = [
    { shape: [B], values: batch.reward },
    { shape: [B], values: batch.discount },
    { shape: [B, A], values: batch.online },
    { shape: [B, A], values: batch.target },
    { shape: [B, A], values: batch.mask },
  ];
  return evaluateAll(engine, given, (inputs) => {
    const [reward, discount, nextQOnline, nextQTarget, mask] = inputs as [
      Tensor,
      Tensor,
      Tensor,
      Tensor,
      Tensor,
    ];
    const nextMask = masked ? { nextMask: mask } : {};
    return {
      double: doubleQTarget({ reward, discount, nextQOnline, nextQTarget, ...nextMask }),
      single: qLearningTarget({ reward, discount, nextQ: nextQTarget, ...nextMask }),
    };
  });
}

describe.each(engines)('targets on %s', (_name, create) => {
  const engine = create();
  it.each([true, false])('equal the oracle in plain loops exactly, masked: %p', (masked) => {
    fc.assert(
      fc.property(batches, (batch) => {
        const { double, single } = targetsOf(engine, batch, masked);
        const expected = oracle(batch, masked);
        expect(Array.from(double, (value) => value + 0)).toEqual(expected.double.map((value) => value + 0));
        expect(Array.from(single, (value) => value + 0)).toEqual(expected.single.map((value) => value + 0));
      }),
      runs(60),
    );
  });

  it('a masked action never wins, however great, infinite or NaN its value is', () => {
    const masked = [100, Infinity, NaN];
    const batch: Batch = {
      B: 3,
      A: 2,
      reward: [0, 0, 0],
      discount: [1, 1, 1],
      online: masked.flatMap((value) => [value, -5]),
      target: masked.flatMap((value) => [value, -3]),
      mask: [0, 1, 0, 1, 0, 1],
    };
    const { double, single } = targetsOf(engine, batch, true);
    expect([...double]).toEqual([-3, -3, -3]);
    expect([...single]).toEqual([-3, -3, -3]);
  });

  it('a state without a possible action is worth 0, not NaN, also where the discount is 0', () => {
    const batch: Batch = {
      B: 2,
      A: 2,
      reward: [2, -1],
      discount: [0.5, 0],
      online: [1, 2, 3, 4],
      target: [5, 6, 7, 8],
      mask: [0, 0, 0, 0],
    };
    const { double, single } = targetsOf(engine, batch, true);
    expect([...double]).toEqual([2, -1]);
    expect([...single]).toEqual([2, -1]);
  });

  it('of equally good actions the first is taken', () => {
    const batch: Batch = {
      B: 1,
      A: 3,
      reward: [0],
      discount: [1],
      online: [1, 4, 4],
      target: [10, 20, 30],
      mask: [1, 1, 1],
    };
    expectClose(targetsOf(engine, batch, true)['double'], [20], 0);
  });
});

describe('shapes of targets', () => {
  const graph = new Graph();
  const row = graph.input('row', [3]);
  const column = graph.input('column', [3, 1]);
  const q = graph.input('q', [3, 2]);

  it('a column where a row is due raises invalid-value instead of broadcasting', () => {
    const code = { code: 'invalid-value' };
    expect(() => qLearningTarget({ reward: column, discount: row, nextQ: q })).toThrow(
      expect.objectContaining(code),
    );
    expect(() => qLearningTarget({ reward: row, discount: row, nextQ: q, nextMask: row })).toThrow(
      expect.objectContaining(code),
    );
    expect(() => doubleQTarget({ reward: row, discount: column, nextQOnline: q, nextQTarget: q })).toThrow(
      /doubleQTarget: shape of discount is \[3,1\], but must be \[3\]/,
    );
    expect(() => doubleQTarget({ reward: row, discount: row, nextQOnline: q, nextQTarget: row })).toThrow(
      expect.objectContaining(code),
    );
  });
});
