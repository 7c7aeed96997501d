import seedrandom from 'seedrandom';
import { check } from '../errors.js';
import { RandomStream } from './random-stream.js';
import { SeedSequence } from './seed-sequence.js';
import { bytesOfWords, damaged, readState, wordsOfBytes, writeState } from './state-bytes.js';

export { RandomStream } from './random-stream.js';

const masterWords = 8;
const stateTag = 'streams/1';
/** What a derived seed is for; the first word of its spawn key. */
const purpose = { stream: 1, integer: 2 } as const;

/**
 * The named streams of one run. One master seed feeds them all; each consumer draws from the stream of its own
 * name (`environment`, `exploration`, `replay`, `initialisation`, `evaluation`, ...), so that a new consumer
 * never shifts the numbers of another.
 *
 * Derivation: the seed words of a stream are `SeedSequence(master, spawnKey = [1, bytes of the name, its UTF-8
 * bytes in words of 32 bits, lowest first])`; those of `seedFor` begin with 2 and end with the index. A number
 * is its own master; a string is hashed to 256 bits with the npm package seedrandom.
 */
export class Streams {
  #master: bigint;
  readonly #streams = new Map<string, RandomStream>();

  /**
   * @param masterSeed a non-negative safe integer, or any string
   * @throws LeptonError `invalid-value`
   */
  constructor(masterSeed: number | string) {
    this.#master = typeof masterSeed === 'string' ? hashText(masterSeed) : checkedSeed(masterSeed);
  }

  /** The stream of this name; the same object for the same name. */
  stream(name: string): RandomStream {
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      stream = new RandomStream(this.#seedWords(name));
      this.#streams.set(name, stream);
    }
    return stream;
  }

  /**
   * An integer from 0 to 2^31 - 1 for a consumer that has a generator of its own, such as the `reset` of an
   * environment. It depends on the master seed, the name and the index only, and draws from no stream.
   */
  seedFor(name: string, index = 0): number {
    const spawnKey = [purpose.integer, ...nameWords(name), index];
    return new SeedSequence(this.#master, { spawnKey }).generateState(1)[0] >>> 1;
  }

  /** The master seed and the state of every stream in use, sorted by name. */
  saveState(): Uint8Array {
    const parts = [
      bytesOfWords(Uint32Array.from({ length: masterWords }, (_, i) => wordOf(this.#master, i))),
    ];
    for (const name of [...this.#streams.keys()].sort()) {
      const text = new TextEncoder().encode(name);
      const state = this.#streams.get(name)!.saveState();
      parts.push(bytesOfWords(Uint32Array.of(text.length, state.length)), text, state);
    }
    return writeState(stateTag, concatenate(parts));
  }

  /**
   * Goes back to a saved state, its master seed included. Streams that are in use stay the same objects; those
   * that were not in use when the state was saved start anew.
   * @throws LeptonError `file-damaged`, before anything has changed
   */
  restoreState(bytes: Uint8Array): void {
    const payload = readState(stateTag, bytes);
    const { master, states } = parse(payload);
    this.#master = master;
    for (const [name, stream] of this.#streams) if (!states.has(name)) stream.reseed(this.#seedWords(name));
    for (const [name, state] of states) this.stream(name).restoreState(state);
  }

  #seedWords(name: string): Uint32Array {
    return new SeedSequence(this.#master, { spawnKey: [purpose.stream, ...nameWords(name)] }).generateState(
      3,
    );
  }
}

function parse(payload: Uint8Array): { master: bigint; states: Map<string, Uint8Array> } {
  const states = new Map<string, Uint8Array>();
  let position = 0;
  const take = (length: number): Uint8Array => {
    if (position + length > payload.length) damaged(stateTag, 'cut off');
    position += length;
    return payload.subarray(position - length, position);
  };
  let master = 0n;
  wordsOfBytes(take(4 * masterWords)).forEach(
    (word, index) => (master |= BigInt(word) << BigInt(32 * index)),
  );
  while (position < payload.length) {
    const [nameLength, stateLength] = wordsOfBytes(take(8));
    const name = new TextDecoder().decode(take(nameLength));
    const state = take(stateLength);
    new RandomStream([0, 0, 0]).restoreState(state); // throws here, before anything has changed
    states.set(name, state);
  }
  return { master, states };
}

function checkedSeed(seed: number): bigint {
  check(Number.isSafeInteger(seed) && seed >= 0, {
    component: 'Streams',
    parameter: 'masterSeed',
    value: seed,
    requirement: 'a non-negative integer below 2^53, or a string',
  });
  return BigInt(seed);
}

function hashText(text: string): bigint {
  const draw = seedrandom(text);
  let hash = 0n;
  for (let i = 0; i < masterWords; i++) hash = (hash << 32n) | BigInt(draw.int32() >>> 0);
  return hash;
}

function nameWords(name: string): number[] {
  const bytes = new TextEncoder().encode(name);
  const padded = new Uint8Array(4 * Math.ceil(bytes.length / 4));
  padded.set(bytes);
  return [bytes.length, ...wordsOfBytes(padded)];
}

function wordOf(integer: bigint, index: number): number {
  return Number((integer >> BigInt(32 * index)) & 0xffffffffn);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let position = 0;
  for (const part of parts) {
    joined.set(part, position);
    position += part.length;
  }
  return joined;
}
