import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Pcg64 } from '../../src/random/pcg64.js';
import { SeedSequence } from '../../src/random/seed-sequence.js';

interface Mixture {
  readonly small: readonly number[];
  readonly double: number;
  readonly one: number;
  readonly bytes: readonly number[];
  readonly coins: readonly number[];
  readonly word: number;
  readonly wide: readonly number[];
  readonly odd: readonly number[];
  readonly uniform: readonly number[];
}

/** Made by numpy-values.py. */
const numpy = JSON.parse(readFileSync(new URL('numpy-values.json', import.meta.url), 'utf8')) as {
  readonly sequences: readonly { entropy: string; spawnKey: number[]; state: string[] }[];
  readonly doubles: Readonly<Record<string, readonly number[]>>;
  readonly mixtures: Readonly<Record<string, Mixture>>;
  readonly fingerprints: Readonly<Record<string, string>>;
};

const times = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);

function bytesFrom(generator: Pcg64, low: number, high: number, count: number): number[] {
  const out = new Int8Array(count);
  generator.fillIntegers8(out, low, high);
  return [...out];
}

describe('SeedSequence', () => {
  it("gives numpy's words, with and without a spawn key", () => {
    for (const { entropy, spawnKey, state } of numpy.sequences) {
      const words = new SeedSequence(BigInt(entropy), { spawnKey }).generateState64(5);
      expect([...words].map(String)).toEqual(state);
    }
  });

  it('refuses entropy that is negative, fractional or beyond 2^53 as a number', () => {
    for (const entropy of [-1, 0.5, NaN, 9007199254740992, -1n]) {
      expect(() => new SeedSequence(entropy)).toThrow(/must be a non-negative integer/);
    }
  });
});

describe('Pcg64', () => {
  it("gives numpy's first doubles for seeds of every size", () => {
    for (const [seed, doubles] of Object.entries(numpy.doubles)) {
      const generator = new Pcg64(BigInt(seed));
      expect(times(5, () => generator.random())).toEqual(doubles);
    }
  });

  it("gives numpy's numbers through a mixture of calls that share half-used words", () => {
    for (const [seed, mixture] of Object.entries(numpy.mixtures)) {
      const generator = new Pcg64(BigInt(seed));
      const drawn: Mixture = {
        small: times(7, () => generator.integers(0, 10)),
        double: generator.random(),
        one: generator.integers(3, 4),
        bytes: bytesFrom(generator, -3, 5, 11),
        coins: bytesFrom(generator, 0, 2, 9),
        word: generator.integers(0, 4294967296),
        wide: times(3, () => generator.integers(-1099511627776, 4503599627370496)),
        odd: times(5, () => generator.integers(0, 3000000000)),
        uniform: times(3, () => generator.uniform(-3, 2)),
      };
      expect(drawn).toEqual(mixture);
    }
  });

  it("draws 100 000 numbers of each kind with numpy's fingerprint (normal and exponential as float32)", () => {
    const kinds: Readonly<Record<string, (generator: Pcg64) => number>> = {
      random: (generator) => generator.random(),
      integers: (generator) => generator.integers(0, 3000000000),
      standardNormal: (generator) => Math.fround(generator.standardNormal()),
      standardExponential: (generator) => Math.fround(generator.standardExponential()),
    };
    for (const [kind, draw] of Object.entries(kinds)) {
      const generator = new Pcg64(2024);
      expect([kind, fingerprint(100_000, () => draw(generator))]).toEqual([kind, numpy.fingerprints[kind]]);
    }
  });

  it('continues equally from a saved state, a half-used word included', () => {
    const generator = new Pcg64(5);
    generator.integers(0, 10);
    const state = generator.saveState();
    const draw = (from: Pcg64): number[] => times(20, () => from.integers(0, 1000) + from.random());
    const expected = draw(generator);
    const other = new Pcg64(0);
    other.restoreState(state);
    expect(draw(other)).toEqual(expected);
  });

  it('refuses a damaged state and keeps its own', () => {
    const generator = new Pcg64(5);
    const state = generator.saveState();
    const evenIncrement = state.slice();
    evenIncrement[8 + 16] = 0;
    for (const bytes of [new Uint8Array(0), state.subarray(1), state.slice(0, -1), evenIncrement]) {
      expect(() => generator.restoreState(bytes)).toThrow(expect.objectContaining({ code: 'file-damaged' }));
    }
    expect(generator.saveState()).toEqual(state);
  });

  it('refuses an empty range, and integers that a double cannot hold', () => {
    const generator = new Pcg64(0);
    for (const [low, high] of [
      [0, 0],
      [2, 1],
      [0, 0.5],
      [-9007199254740991, 9007199254740991],
      [0, NaN],
    ] as const) {
      expect(() => generator.integers(low, high)).toThrow(expect.objectContaining({ code: 'invalid-value' }));
    }
    expect(() => generator.fillIntegers8(new Int8Array(1), 0, 257)).toThrow(/low < high/);
  });
});

function fingerprint(count: number, draw: () => number): string {
  const double = new DataView(new ArrayBuffer(8));
  let value = 0x811c9dc5;
  for (let i = 0; i < count; i++) {
    double.setFloat64(0, draw());
    value = Math.imul(value ^ double.getInt32(0), 0x01000193);
    value = Math.imul(value ^ double.getInt32(4), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, '0');
}
