import { describe, expect, it } from '@jest/globals';
import seedrandom from 'seedrandom';
import { SeedSequence } from '../../src/random/seed-sequence.js';
import { RandomStream, Streams } from '../../src/random/streams.js';

const draws = (stream: RandomStream, count = 5): number[] =>
  Array.from({ length: count }, () => stream.uniform());

describe('Streams', () => {
  it('gives the same object for the same name and the same numbers for the same seed', () => {
    const [one, other] = [new Streams(7), new Streams(7)];
    expect(one.stream('replay')).toBe(one.stream('replay'));
    expect(draws(one.stream('replay'))).toEqual(draws(other.stream('replay')));
  });

  it('never shifts the numbers of one stream when another is added or drawn from', () => {
    const [few, many] = [new Streams('master'), new Streams('master')];
    for (const name of ['a', 'exploration ', 'b']) draws(many.stream(name));
    const first = draws(many.stream('exploration'), 3);
    draws(many.stream('c'));
    many.seedFor('exploration');
    expect([...first, ...draws(many.stream('exploration'), 3)]).toEqual(draws(few.stream('exploration'), 6));
  });

  it('gives unlike numbers for unlike names and master seeds', () => {
    const firsts = [0, 1, 2, '', '0', '1', 'abc'].flatMap((master) =>
      ['', 'a', 'b', 'aa', 'a\0', 'exploration', 'replay'].map((name) =>
        new Streams(master).stream(name).uniform(),
      ),
    );
    expect(new Set(firsts).size).toBe(49);
  });

  it('has no correlation between streams of neighbouring master seeds', () => {
    const n = 20_000;
    const [one, other] = [new Streams(1).stream('s'), new Streams(2).stream('s')];
    let product = 0;
    for (let i = 0; i < n; i++) product += (one.uniform() - 0.5) * (other.uniform() - 0.5);
    // The product of two such numbers has a standard deviation of 1/12.
    expect(Math.abs(product / n)).toBeLessThan((5 / 12) * Math.sqrt(1 / n));
  });

  it('derives the words of a stream as its docstring states', () => {
    const sequence = new SeedSequence(7, { spawnKey: [1, 6, 0x6c706572, 0x7961] }); // "repl", "ay"
    expect(draws(new Streams(7).stream('replay'))).toEqual(
      draws(new RandomStream(sequence.generateState(3))),
    );
  });

  it('hashes a string with seedrandom', () => {
    const generator = seedrandom('forty-two');
    let master = 0n;
    for (let i = 0; i < 8; i++) master = (master << 32n) | BigInt(generator.int32() >>> 0);
    const sequence = new SeedSequence(master, { spawnKey: [2, 1, 0x78, 3] });
    expect(new Streams('forty-two').seedFor('x', 3)).toBe(sequence.generateState(1)[0] >>> 1);
  });

  it('derives seeds of 31 bits that depend on name and index alone', () => {
    const streams = new Streams(3);
    const seeds = Array.from({ length: 1000 }, (_, index) => streams.seedFor('environment', index));
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2147483648)).toBe(true);
    expect(new Set(seeds).size).toBe(1000);
    expect(streams.seedFor('environment')).toBe(seeds[0]);
    expect(streams.seedFor('evaluation')).not.toBe(seeds[0]);
  });

  it('gives the numbers of the day when they were published', () => {
    const streams = new Streams(42);
    expect([
      streams.stream('replay').uniform(),
      streams.seedFor('environment'),
      new Streams('42').seedFor('environment'),
    ]).toMatchInlineSnapshot(`
     [
       0.977047178738425,
       1541884347,
       654894242,
     ]
    `);
  });

  it('refuses a master seed that is negative, fractional or not exact', () => {
    for (const seed of [-1, 1.5, NaN, 9007199254740992]) {
      expect(() => new Streams(seed)).toThrow(expect.objectContaining({ code: 'invalid-value' }));
    }
  });
});

describe('the saved state of Streams', () => {
  it('continues every stream equally, those not yet in use and the derived seeds included', () => {
    const streams = new Streams('a run');
    draws(streams.stream('replay'), 10);
    streams.stream('exploration').normal();
    const restored = new Streams(0);
    restored.restoreState(streams.saveState());
    expect(restored.stream('exploration').normal()).toBe(streams.stream('exploration').normal());
    for (const name of ['replay', 'exploration', 'later']) {
      expect(draws(restored.stream(name))).toEqual(draws(streams.stream(name)));
    }
    expect(restored.seedFor('environment', 2)).toBe(streams.seedFor('environment', 2));
  });

  it('restores into the objects that consumers hold already, and rewinds those that it does not name', () => {
    const streams = new Streams(1);
    const replay = streams.stream('replay');
    const state = streams.saveState();
    const expected = [draws(replay), draws(streams.stream('young'))];
    const young = streams.stream('young');
    streams.restoreState(state);
    expect([draws(replay), draws(young)]).toEqual(expected);
    expect(streams.stream('replay')).toBe(replay);
  });

  it('does not depend on the order in which the streams were made', () => {
    const [one, other] = [new Streams(1), new Streams(1)];
    for (const name of ['a', 'ü', 'b']) one.stream(name);
    for (const name of ['b', 'a', 'ü']) other.stream(name);
    expect(one.saveState()).toEqual(other.saveState());
  });

  it('refuses damaged bytes and changes nothing', () => {
    const streams = new Streams(1);
    for (const name of ['a', 'b']) draws(streams.stream(name));
    const state = streams.saveState();
    const longName = state.slice();
    longName[10 + 32] = 200;
    const otherVersion = state.slice();
    otherVersion[9] = 0x32;
    for (const bytes of [new Uint8Array(0), state.slice(0, -1), state.slice(0, 30), longName, otherVersion]) {
      expect(() => streams.restoreState(bytes)).toThrow(expect.objectContaining({ code: 'file-damaged' }));
    }
    expect(streams.saveState()).toEqual(state);
  });
});
