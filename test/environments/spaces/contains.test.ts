import { describe, expect, it } from '@jest/globals';
import { Box } from '../../../environments/spaces/box.js';
import { Dict } from '../../../environments/spaces/dict.js';
import { Discrete } from '../../../environments/spaces/discrete.js';
import { MultiBinary } from '../../../environments/spaces/multi-binary.js';
import { MultiDiscrete } from '../../../environments/spaces/multi-discrete.js';
import type { Space } from '../../../environments/spaces/space.js';
import { Tuple } from '../../../environments/spaces/tuple.js';

function expectMembers(space: Space<unknown>, members: readonly unknown[], others: readonly unknown[]): void {
  for (const value of members) expect([value, space.contains(value)]).toEqual([value, true]);
  for (const value of others) expect([value, space.contains(value)]).toEqual([value, false]);
}

describe('contains', () => {
  it('Discrete: the integers from start', () => {
    expectMembers(new Discrete(3), [0, 1, 2, -0], [3, -1, 0.5, NaN, '1', [1], null, undefined, 1n, true]);
    expectMembers(new Discrete(3, -1), [-1, 0, 1], [2, -2]);
  });

  it('Box: bounds included, no NaN, the right length', () => {
    const space = new Box({ low: [-1, -Infinity], high: [1, 5] });
    expectMembers(
      space,
      [Float32Array.of(-1, 5), Float32Array.of(1, -Infinity)],
      [
        Float32Array.of(1.1, 0),
        Float32Array.of(NaN, 0),
        Float32Array.of(0),
        Float32Array.of(0, 0, 0),
        0,
        null,
        {},
      ],
    );
  });

  it('Box: an array is a member only if its type casts without loss, as in NumPy', () => {
    expectMembers(
      new Box({ low: 0, high: 10, shape: [2] }),
      [Float32Array.of(1, 2), Uint8Array.of(1, 2), Int16Array.of(1, 2), [1, 2.5]],
      [Float64Array.of(1, 2), Int32Array.of(1, 2), [1, '2'], new DataView(new ArrayBuffer(2))],
    );
    expectMembers(
      new Box({ low: 0, high: 255, shape: [2], type: 'uint8' }),
      [Uint8Array.of(0, 255), new Uint8ClampedArray(2), [0, 255]],
      [Int8Array.of(1, 1), Int32Array.of(1, 1), Float32Array.of(1, 1), [0, 256], [0, 1.5]],
    );
    expectMembers(
      new Box({ low: -9, high: 9, shape: [1], type: 'int32' }),
      [Int32Array.of(-9), Uint8Array.of(9), Int16Array.of(3)],
      [Float32Array.of(1), Uint32Array.of(1), Int32Array.of(10)],
    );
  });

  it('MultiDiscrete: each component in its own range', () => {
    expectMembers(
      new MultiDiscrete([2, 3], [0, 5]),
      [Int32Array.of(1, 7), [0, 5]],
      [
        Int32Array.of(2, 5),
        Int32Array.of(0, 4),
        Int32Array.of(0, 8),
        Int32Array.of(0),
        Float32Array.of(0, 5),
        [0.5, 5],
        1,
      ],
    );
  });

  it('MultiBinary: zeros and ones', () => {
    expectMembers(
      new MultiBinary([2, 1]),
      [Uint8Array.of(0, 1), [1, 1], Int32Array.of(1, 0)],
      [Uint8Array.of(2, 0), Uint8Array.of(1), [0.5, 1], 'ab', undefined],
    );
  });

  it('Dict: exactly its keys, each with a member', () => {
    expectMembers(
      new Dict({ a: new Discrete(2), b: new Discrete(3) }),
      [
        { a: 1, b: 2 },
        { b: 0, a: 0 },
      ],
      [{ a: 1 }, { a: 1, b: 3 }, { a: 1, b: 1, c: 1 }, { a: 1, c: 1 }, null, [1, 2], 7],
    );
  });

  it('Tuple: exactly its places, each with a member', () => {
    expectMembers(
      new Tuple([new Discrete(2), new Box({ low: 0, high: 1 })]),
      [[1, Float32Array.of(0.5)]],
      [[1], [1, Float32Array.of(2)], [1, Float32Array.of(0), 0], { 0: 1, 1: 2 }, undefined],
    );
  });

  it('takes arrays of another realm', () => {
    // A stand-in for an array of another realm: it fails `instanceof`, but its tag and its contents are right.
    const foreign = Float32Array.of(0.5);
    Object.setPrototypeOf(foreign, Object.create(Float32Array.prototype) as object);
    expect(new Box({ low: 0, high: 1 }).contains(foreign)).toBe(true);
  });
});

describe('construction', () => {
  it('keeps the keys of a Dict in alphabetical order', () => {
    const space = new Dict({ z: new Discrete(1), a: new Discrete(1), m: new Discrete(1) });
    expect(Object.keys(space.spaces)).toEqual(['a', 'm', 'z']);
  });

  it('takes the shape of a Box from its bounds, else [1]', () => {
    expect(new Box({ low: [0, 0], high: 1 }).shape).toEqual([2]);
    expect(new Box({ low: 0, high: [1, 2, 3] }).shape).toEqual([3]);
    expect(new Box({ low: 0, high: 1 }).shape).toEqual([1]);
    expect(new Box({ low: 0, high: 1, shape: [2, 3] }).size).toBe(6);
  });

  it.each([
    ['n is 0', () => new Discrete(0)],
    ['n is 1.5', () => new Discrete(1.5)],
    ['start is NaN', () => new Discrete(1, NaN)],
    ['sizes is []', () => new MultiDiscrete([])],
    ['sizes is [2,0]', () => new MultiDiscrete([2, 0])],
    ['start is [1]', () => new MultiDiscrete([2, 3], [1])],
    ['shape is 0', () => new MultiBinary(0)],
    ['shape is []', () => new MultiBinary([])],
    ['low[0] is 2', () => new Box({ low: 2, high: 1 })],
    ['low is NaN', () => new Box({ low: NaN, high: 1 })],
    ['high is [1,2]', () => new Box({ low: 0, high: [1, 2], shape: [3] })],
    ['high is 256', () => new Box({ low: 0, high: 256, type: 'uint8' })],
    ['low is 0.5', () => new Box({ low: 0.5, high: 3, type: 'int32' })],
    ['shape is [0]', () => new Box({ low: 0, high: 1, shape: [0] })],
    ['spaces is {}', () => new Dict({})],
    ['spaces is []', () => new Tuple([])],
  ])('refuses what no space can be: %s', (message, make) => {
    expect(make).toThrow(message);
  });

  it('refuses a seed that is no non-negative integer', () => {
    for (const seed of [-1, 0.5, NaN, 2 ** 53]) expect(() => new Discrete(2).seed(seed)).toThrow('seed');
  });

  it('describes itself as Gymnasium does', () => {
    const space = new Dict({
      b: new Tuple([new Discrete(2), new Discrete(2, 1), new MultiDiscrete([2, 3])]),
      a: new Box({ low: 0, high: 255, shape: [4, 4], type: 'uint8' }),
      c: new MultiBinary([2, 2]),
      d: new Box({ low: [-1, 0], high: 1 }),
    });
    expect(String(space)).toBe(
      "Dict('a': Box(0, 255, (4, 4), uint8), 'b': Tuple(Discrete(2), Discrete(2, start=1), MultiDiscrete([2 3])), " +
        "'c': MultiBinary([2 2]), 'd': Box([-1 0], 1, (2), float32))",
    );
  });
});
