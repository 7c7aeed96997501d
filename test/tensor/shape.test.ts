import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../fast-check.js';
import {
  broadcastShapes,
  checkShape,
  equalShapes,
  resolveAxis,
  sizeOf,
  viewFromAxis,
} from '../../src/tensor/shape.js';
import { broadcastCases } from '../engines/random-values.js';

describe('shapes', () => {
  it('broadcast as NumPy does', () => {
    expect(broadcastShapes([], [], 'test')).toEqual([]);
    expect(broadcastShapes([3], [], 'test')).toEqual([3]);
    expect(broadcastShapes([2, 1, 4], [3, 1], 'test')).toEqual([2, 3, 4]);
    expect(broadcastShapes([0], [1], 'test')).toEqual([0]);
    expect(() => broadcastShapes([2, 3], [2], 'test')).toThrow('test: shapes is "[2, 3] and [2]"');
    expect(() => broadcastShapes([0], [2], 'test')).toThrow('must be equal along each axis, or 1');
  });

  it('broadcast to the shape that the operands were cut from, in either order', () => {
    fc.assert(
      fc.property(broadcastCases(2, [0, 1, 2, 3]), ({ shape, operands: [a = [], b = []] }) => {
        expect(broadcastShapes(a, b, 'test')).toEqual(shape);
        expect(broadcastShapes(b, a, 'test')).toEqual(shape);
      }),
      runs(200),
    );
  });

  it('have as many elements as their lengths multiply to; a scalar has one', () => {
    expect([sizeOf([]), sizeOf([3, 4]), sizeOf([3, 0, 4])]).toEqual([1, 12, 0]);
    expect(equalShapes([1, 2], [1, 2])).toBe(true);
    expect(equalShapes([1, 2], [1])).toBe(false);
  });

  it('are seen from an axis as outer, length and inner', () => {
    expect(viewFromAxis([2, 3, 4, 5], 1)).toEqual({ outer: 2, length: 3, inner: 20 });
    expect(viewFromAxis([2, 3], 1)).toEqual({ outer: 2, length: 3, inner: 1 });
  });

  it('count negative axes from the end and refuse what is outside', () => {
    expect([resolveAxis([2, 3], -1, 'test'), resolveAxis([2, 3], 0, 'test')]).toEqual([1, 0]);
    for (const axis of [2, -3, 0.5, NaN])
      expect(() => resolveAxis([2, 3], axis, 'test')).toThrow('test: axis is');
  });

  it('hold whole numbers of 0 or more', () => {
    expect(() => checkShape([0, 1], 'test')).not.toThrow();
    for (const length of [-1, 1.5, NaN, Infinity])
      expect(() => checkShape([2, length], 'test')).toThrow('test: shape');
  });
});
