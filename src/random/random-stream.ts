import { check } from '../errors.js';
import { log } from '../numerics/logarithm.js';
import { bytesOfWords, damaged, readState, wordsOfBytes, writeState } from './state-bytes.js';

const two31 = 2147483648;
const two32 = 4294967296;
const stateTag = 'random-stream/1';
const warmUpDraws = 15;

/**
 * One source of random numbers. The generator is sfc32 ("small fast counting", C. Doty-Humphrey, PractRand):
 * 128 bits of state, a period of at least 2^32 draws whatever the seed and of about 2^127 on average.
 * No method allocates. The same seed words give the same numbers on every machine.
 */
export class RandomStream {
  /** a, b, c, counter. */
  readonly #words = new Int32Array(4);
  /** The second normal of the last pair, or NaN where there is none. */
  readonly #spare = new Float64Array(1);

  /** @param seed at least three words of 32 bits; every draw depends on all three */
  constructor(seed: ArrayLike<number>) {
    this.reseed(seed);
  }

  /** Starts again from these words, as a new stream would. */
  reseed(seed: ArrayLike<number>): void {
    check(seed.length >= 3, {
      component: 'RandomStream',
      parameter: 'seed.length',
      value: seed.length,
      requirement: 'at least 3 words',
    });
    for (let i = 0; i < 3; i++) this.#words[i] = seed[i]!;
    this.#words[3] = 1;
    this.#spare[0] = NaN;
    for (let i = 0; i < warmUpDraws; i++) this.word();
  }

  /** An integer of 32 random bits, from -2^31 to 2^31 - 1: the generator itself. */
  word(): number {
    const words = this.#words;
    const b = words[1];
    const c = words[2];
    const counter = words[3];
    const result = (words[0] + b + counter) | 0;
    words[0] = b ^ (b >>> 9);
    words[1] = (c + (c << 3)) | 0;
    words[2] = (((c << 21) | (c >>> 11)) + result) | 0;
    words[3] = (counter + 1) | 0;
    return result;
  }

  /** A double in [0, 1), a multiple of 2^-53; two words. */
  uniform(): number {
    const high = this.word() >>> 5;
    return (high * 67108864 + (this.word() >>> 6)) * (1 / 9007199254740992);
  }

  /** A double in [0, 1), a multiple of 2^-32; one word, hence nearly twice as fast as `uniform`. */
  uniform32(): number {
    return (this.word() >>> 0) * (1 / two32);
  }

  /**
   * An integer from 0 to n - 1, every one equally likely: the high word of n times a random word, drawn anew
   * where the low word would favour some results. See "Fast Random Integer Generation in an Interval"
   * (Lemire, 2019).
   * @param n an integer from 1 to 2^32 (not checked: this is an inner loop)
   */
  integer(n: number): number {
    if (n >= two32) return this.word() >>> 0;
    let word = this.word() >>> 0;
    let low = Math.imul(word, n) >>> 0;
    if (low < n) {
      const threshold = (two32 - n) % n;
      while (low < threshold) {
        word = this.word() >>> 0;
        low = Math.imul(word, n) >>> 0;
      }
    }
    const high = (word * n - low) * (1 / two32) + 0.5;
    return n <= two31 ? high | 0 : Math.floor(high); // a small integer is never allocated
  }

  /**
   * A standard normal number by Marsaglia's polar method ("A Convenient Method for Generating Normal
   * Variables", Marsaglia & Bray, 1964). Numbers come in pairs; the second is kept and is part of the state.
   */
  normal(): number {
    const spare = this.#spare[0];
    if (spare === spare) {
      this.#spare[0] = NaN;
      return spare;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square < 1 && square !== 0) {
        const factor = Math.sqrt((-2 * log(square)) / square);
        this.#spare[0] = y * factor;
        return x * factor;
      }
    }
  }

  /**
   * Fills with numbers of `uniform`, scaled to [low, high); rounding to float32 may give `high` itself. Unlike `uniform`,
   * whose result may lie on the heap where it is not compiled in place, it never allocates.
   */
  fillUniform(out: Float32Array | Float64Array, low: number, high: number): void {
    for (let i = 0; i < out.length; i++) {
      const upper = this.word() >>> 5;
      out[i] = low + (high - low) * ((upper * 67108864 + (this.word() >>> 6)) * (1 / 9007199254740992));
    }
  }

  /** Fills with normal numbers of this mean and standard deviation. */
  fillNormal(out: Float32Array | Float64Array, mean: number, standardDeviation: number): void {
    for (let i = 0; i < out.length; i++) out[i] = mean + standardDeviation * this.normal();
  }

  /** Brings the items into a random order, every order equally likely (Fisher and Yates). */
  shuffle(items: Int32Array | Uint32Array | Float64Array | unknown[]): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const item = items[i];
      items[i] = items[j];
      items[j] = item;
    }
  }

  /** The whole state, the kept normal number included. */
  saveState(): Uint8Array {
    const state = new Uint32Array(6);
    state.set(this.#words);
    state.set(wordsOfBytes(new Uint8Array(this.#spare.buffer)), 4);
    return writeState(stateTag, bytesOfWords(state));
  }

  /** @throws LeptonError `file-damaged` */
  restoreState(bytes: Uint8Array): void {
    const state = wordsOfBytes(readState(stateTag, bytes, 24));
    const spare = new Float64Array(bytesOfWords(state.subarray(4)).buffer)[0];
    if (Math.abs(spare) === Infinity) damaged(stateTag, 'an infinite normal number');
    this.#words.set(state.subarray(0, 4));
    this.#spare[0] = spare;
  }
}
