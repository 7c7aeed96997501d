import { describe, expect, it } from '@jest/globals';
import { RandomStream } from '../../src/random/streams.js';

const seed = [0x12345678, 0x9abcdef0, 0x0badf00d];
const times = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);

/** sfc32 in arbitrary precision, written from its definition. */
function sfc32(words: readonly number[]): () => bigint {
  const mask = 0xffffffffn;
  let [a, b, c] = words.map((word) => BigInt(word >>> 0)) as [bigint, bigint, bigint];
  let counter = 1n;
  const next = (): bigint => {
    const result = (a + b + counter++) & mask;
    a = b ^ (b >> 9n);
    b = (c + (c << 3n)) & mask;
    c = ((((c << 21n) | (c >> 11n)) & mask) + result) & mask;
    return result;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

/** (sum (observed - expected)^2 / expected - degrees) / sqrt(2 degrees): about normal for many degrees. */
function chiSquareScore(observed: Uint32Array): number {
  const expected = observed.reduce((a, b) => a + b) / observed.length;
  const statistic = observed.reduce((sum, n) => sum + ((n - expected) * (n - expected)) / expected, 0);
  const degrees = observed.length - 1;
  return (statistic - degrees) / Math.sqrt(2 * degrees);
}

describe('RandomStream', () => {
  it('is sfc32, word for word', () => {
    const stream = new RandomStream(seed);
    const next = sfc32(seed);
    expect(times(10_000, () => BigInt(stream.word() >>> 0))).toEqual(times(10_000, next));
  });

  // The seed is fixed, so these cannot fail by chance; of all seeds, one in 10 000 would pass 4.5 in each.
  it.each([
    ['uniform', (stream: RandomStream) => Math.floor(stream.uniform() * 1000)],
    ['uniform32', (stream: RandomStream) => Math.floor(stream.uniform32() * 1000)],
    ['integer(1000)', (stream: RandomStream) => stream.integer(1000)],
    ['the low digits of uniform', (stream: RandomStream) => (stream.uniform() * 9007199254740992) % 1000],
  ])('%s is uniform by a chi-square test over 1000 cells', (_name, cell) => {
    const stream = new RandomStream(seed);
    const counts = new Uint32Array(1000);
    for (let i = 0; i < 200_000; i++) counts[cell(stream)]++;
    expect(Math.abs(chiSquareScore(counts))).toBeLessThan(4.5);
  });

  it('draws integers without bias where n is not a divisor of 2^32', () => {
    // With n = 3 * 2^30 the plain high word would give the multiples of three half of all draws instead of a third.
    const stream = new RandomStream(seed);
    const counts = new Uint32Array(3);
    for (let i = 0; i < 300_000; i++) counts[stream.integer(3221225472) % 3]++;
    // The standard deviation of a count is 258.
    for (const count of counts) expect(Math.abs(count - 100_000)).toBeLessThan(1300);
  });

  it('draws every integer up to n = 2^32', () => {
    const stream = new RandomStream(seed);
    expect(new Set(times(200, () => stream.integer(3)))).toEqual(new Set([0, 1, 2]));
    expect(times(5, () => stream.integer(1))).toEqual([0, 0, 0, 0, 0]);
    expect(times(100, () => stream.integer(4294967296)).some((integer) => integer > 4e9)).toBe(true);
  });

  it('draws normals with the moments and the tails of the normal distribution', () => {
    const stream = new RandomStream(seed);
    const n = 200_000;
    const sums = [0, 0, 0, 0];
    let beyond = 0;
    for (let i = 0; i < n; i++) {
      const x = stream.normal();
      [x, x * x, x * x * x, x * x * x * x].forEach((power, k) => (sums[k] += power));
      if (Math.abs(x) > 3) beyond++;
    }
    // Five standard errors each: the mean of x^k is 0, 1, 0, 3 and its variance 1, 2, 15, 96 for k = 1..4.
    const errors = sums.map(
      (sum, k) => Math.abs(sum / n - [0, 1, 0, 3][k]) / Math.sqrt([1, 2, 15, 96][k] / n),
    );
    expect(Math.max(...errors)).toBeLessThan(5);
    expect(Math.abs(beyond - 0.0026998 * n)).toBeLessThan(5 * Math.sqrt(0.0026998 * n));
  });

  it('shuffles three items into each of the six orders equally often', () => {
    const stream = new RandomStream(seed);
    const counts = new Uint32Array(9);
    for (let i = 0; i < 60_000; i++) {
      const items = Int32Array.of(0, 1, 2);
      stream.shuffle(items);
      counts[3 * items[0] + items[1]]++;
    }
    const possible = counts.filter((count) => count > 0);
    expect(possible.length).toBe(6);
    for (const count of possible) expect(Math.abs(count - 10_000)).toBeLessThan(460); // five standard deviations
  });

  it('fills arrays with the numbers of the single draws', () => {
    const [one, other] = [new RandomStream(seed), new RandomStream(seed)];
    const uniforms = new Float64Array(7);
    const normals = new Float32Array(7);
    one.fillUniform(uniforms, -2, 3);
    one.fillNormal(normals, 10, 0.5);
    expect([...uniforms]).toEqual(times(7, () => -2 + 5 * other.uniform()));
    expect([...normals]).toEqual(times(7, () => Math.fround(10 + 0.5 * other.normal())));
  });

  it('continues equally from a state saved at any point, also between the two normals of a pair', () => {
    const stream = new RandomStream(seed);
    const other = new RandomStream([0, 0, 0]);
    const draw = (from: RandomStream): number[] => [from.normal(), from.uniform(), from.integer(9)];
    for (let point = 0; point < 12; point++) {
      other.restoreState(stream.saveState());
      expect(draw(other)).toEqual(draw(stream));
    }
  });

  it('refuses a damaged state and keeps its own', () => {
    const stream = new RandomStream(seed);
    const state = stream.saveState();
    const infiniteNormal = state.slice();
    infiniteNormal.set([0, 0, 0, 0, 0, 0, 0xf0, 0x7f], state.length - 8);
    for (const bytes of [new Uint8Array(0), state.subarray(1), state.slice(0, -1), infiniteNormal]) {
      expect(() => stream.restoreState(bytes)).toThrow(expect.objectContaining({ code: 'file-damaged' }));
    }
    expect(stream.saveState()).toEqual(state);
  });

  it('needs three words of seed', () => {
    expect(() => new RandomStream([1, 2])).toThrow(/at least 3 words/);
  });
});
