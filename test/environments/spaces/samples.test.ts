import { describe, expect, it } from '@jest/globals';
import { Box } from '../../../environments/spaces/box.js';
import { Dict } from '../../../environments/spaces/dict.js';
import { Discrete } from '../../../environments/spaces/discrete.js';
import { MultiBinary } from '../../../environments/spaces/multi-binary.js';
import { MultiDiscrete } from '../../../environments/spaces/multi-discrete.js';
import type { SampleMask, Space } from '../../../environments/spaces/space.js';
import { Tuple } from '../../../environments/spaces/tuple.js';
import { readJson } from '../../fixtures/read-json.js';

const { cases } = readJson<{ cases: Record<string, unknown[]> }>('space-samples.json');

const nine = new Discrete(9);
const goldenCases: readonly [name: string, space: Space<unknown>, seed: number, mask?: SampleMask][] = [
  ['Discrete(5)', new Discrete(5), 7],
  ['Discrete(4, start=-1)', new Discrete(4, -1), 3],
  ['Discrete(5) masked 01011', new Discrete(5), 11, Uint8Array.of(0, 1, 0, 1, 1)],
  ['MultiDiscrete([3 4 5])', new MultiDiscrete([3, 4, 5]), 7],
  [
    'MultiDiscrete([3 4]) masked 101, 0000',
    new MultiDiscrete([3, 4], [1, 2]),
    5,
    [Uint8Array.of(1, 0, 1), new Uint8Array(4)],
  ],
  ['MultiBinary(5)', new MultiBinary(5), 7],
  ['MultiBinary([2 3])', new MultiBinary([2, 3]), 9],
  ['MultiBinary(6) masked 012012', new MultiBinary(6), 9, Uint8Array.of(0, 1, 2, 0, 1, 2)],
  ['Box(-1, 1, (3,), float32)', new Box({ low: -1, high: 1, shape: [3] }), 7],
  ['Box(0, 255, (2, 3), uint8)', new Box({ low: 0, high: 255, shape: [2, 3], type: 'uint8' }), 7],
  ['Box(-5, 5, (4,), int32)', new Box({ low: -5, high: 5, shape: [4], type: 'int32' }), 7],
  ['Box(-inf, inf, (4,), float32)', new Box({ low: -Infinity, high: Infinity, shape: [4] }), 7],
  ['Box(3, inf, (2,), float32)', new Box({ low: 3, high: Infinity, shape: [2] }), 8],
  ['Box(-inf, -2, (2,), float32)', new Box({ low: -Infinity, high: -2, shape: [2] }), 9],
  [
    'Box([-inf 0.1 -inf -1 -inf], [inf inf 0.7 1 inf])',
    new Box({
      low: [-Infinity, 0.1, -Infinity, -1, -Infinity],
      high: [Infinity, Infinity, 0.7, 1, Infinity],
    }),
    10,
  ],
  ['Dict(b, a)', new Dict({ b: new Box({ low: 0, high: 1, shape: [2] }), a: new Discrete(3) }), 7],
  ['Tuple(Discrete(4), MultiBinary(3))', new Tuple([new Discrete(4), new MultiBinary(3)]), 21],
  [
    'Dict(pair: Tuple(Discrete(9), Discrete(9)), x: Discrete(100))',
    new Dict({ x: new Discrete(100), pair: new Tuple([nine, new Discrete(9)]) }),
    5,
  ],
];

const named = goldenCases.map((golden) => ({ name: golden[0], golden }));

/** Arrays of every type as lists, so that only the numbers count. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float32Array);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

describe('sample', () => {
  it.each(named)('draws what Gymnasium draws: $name', ({ golden: [name, space, seed, mask] }) => {
    space.seed(seed);
    const samples = cases[name].map(() => plain(space.sample(mask)));
    expect(samples).toEqual(cases[name]);
  });

  it('draws the reference samples of Discrete(2) with seed 42', () => {
    const space = new Discrete(2);
    space.seed(42);
    const samples = Array.from({ length: 20 }, () => space.sample());
    expect(samples.join('')).toBe('01100101001111111010');
  });

  it.each(named)('draws only members: $name', ({ golden: [, space] }) => {
    for (let draw = 0; draw < 20; draw++) expect(space.contains(space.sample())).toBe(true);
  });

  it('draws the same after seeding again, and as if seeded with 0 without a seed', () => {
    const [unseeded, seeded] = [new Discrete(1000), new Discrete(1000)];
    seeded.seed(0);
    const first = [seeded.sample(), seeded.sample(), seeded.sample()];
    expect([unseeded.sample(), unseeded.sample(), unseeded.sample()]).toEqual(first);
    seeded.seed(0);
    expect(seeded.sample()).toBe(first[0]);
  });

  it('draws unbounded elements from the standard normal, half-bounded ones from an exponential', () => {
    const space = new Box({ low: [-Infinity, 3, -Infinity], high: [Infinity, Infinity, -2] });
    const draws = 20_000;
    const sums = [0, 0, 0];
    let squares = 0;
    for (let draw = 0; draw < draws; draw++) {
      const sample = space.sample();
      sample.forEach((x, index) => (sums[index] += x));
      squares += sample[0] * sample[0];
    }
    // Standard errors are 0.007 for the means and 0.01 for the square: five of them bound a false failure by 1e-5.
    expect(Math.abs(sums[0] / draws)).toBeLessThan(0.036);
    expect(Math.abs(squares / draws - 1)).toBeLessThan(0.05);
    expect(Math.abs(sums[1] / draws - 4)).toBeLessThan(0.036);
    expect(Math.abs(sums[2] / draws + 3)).toBeLessThan(0.036);
  });

  it('passes masks on to the parts of a Dict and a Tuple', () => {
    const only = (index: number) => Uint8Array.from({ length: 9 }, (_, at) => (at === index ? 1 : 0));
    const space = new Dict({ a: new Tuple([nine, new Discrete(9)]), b: new Discrete(9) });
    const { a, b } = space.sample({ a: [only(3), only(8)], b: only(5) });
    expect([a, b]).toEqual([[3, 8], 5]);
  });

  it('raises for a mask of another size or with other bytes', () => {
    expect(() => new Discrete(3).sample(Uint8Array.of(1, 1))).toThrow('3 bytes, each 0 or 1');
    expect(() => new Discrete(2).sample(Uint8Array.of(1, 2))).toThrow('mask');
    expect(() => new MultiDiscrete([2]).sample([])).toThrow('a list of 1 masks');
    expect(() => new MultiBinary(2).sample(Uint8Array.of(3, 0))).toThrow('each 0, 1 or 2');
  });
});
