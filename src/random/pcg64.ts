import { check } from '../errors.js';
import { SeedSequence } from './seed-sequence.js';
import { bytesOfWords, damaged, readState, wordsOfBytes, writeState } from './state-bytes.js';
import { exponentialFrom, normalFrom } from './ziggurat.js';

const two32 = 4294967296;
const per32 = 1 / two32;
// The multiplier 0x2360ed051fc65da44385df649fccf645 in words of 32 bits, lowest first.
const m0 = 0x9fccf645;
const m1 = 0x4385df64;
const m2 = 0x1fc65da4;
const m3 = 0x2360ed05;
const stateWords = 10;
const stateTag = 'pcg64/1';

/**
 * numpy's `Generator(PCG64(seed))`, draw for draw: a linear congruential generator of 128 bits whose output is
 * folded and rotated (XSL-RR). Gymnasium draws its start states and its space samples from it.
 *
 * See "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random Number Generation"
 * (O'Neill, 2014). For everything else `RandomStream` is several times faster.
 */
export class Pcg64 {
  /** 0..3 state, 4..7 increment (lowest word first), 8 the word kept for `#next32`, 9 whether there is one. */
  readonly #words = new Uint32Array(stateWords);
  /** The last output of 64 bits: low half, high half. */
  readonly #output = new Uint32Array(2);

  /**
   * @param seed a non-negative integer of any size, as in `numpy.random.default_rng(seed)`
   * @throws LeptonError `invalid-value`
   */
  constructor(seed: number | bigint) {
    const seeds = new SeedSequence(seed).generateState(8);
    const words = this.#words;
    // Each seed of 128 bits comes as two words of 64 bits, the high one first.
    const increment = [seeds[6], seeds[7], seeds[4], seeds[5]];
    for (let i = 0; i < 4; i++) words[4 + i] = (increment[i] << 1) | (i === 0 ? 1 : increment[i - 1] >>> 31);
    this.#advance();
    let carry = 0;
    for (const [i, word] of [seeds[2], seeds[3], seeds[0], seeds[1]].entries()) {
      const sum = words[i] + word + carry;
      words[i] = sum;
      carry = Math.floor(sum * per32);
    }
    this.#advance();
  }

  /** A double in [0, 1) with 53 random bits. */
  random(): number {
    this.#advance();
    return (this.#output[1] * 2097152 + (this.#output[0] >>> 11)) * (1 / 9007199254740992);
  }

  /** 64 random bits: low half, high half. The next draw overwrites the array. */
  bits64(): Uint32Array {
    this.#advance();
    return this.#output;
  }

  /** A double in [low, high), up to the rounding of the last step. */
  uniform(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  /**
   * An integer in [low, high), every one equally likely, as `Generator.integers(low, high)` of numpy gives it.
   * See "Fast Random Integer Generation in an Interval" (Lemire, 2019).
   * @throws LeptonError `invalid-value` unless low < high are safe integers at most 2^53 apart
   */
  integers(low: number, high: number): number {
    const range = high - low;
    checkRange(
      'integers',
      low,
      high,
      range <= 9007199254740992 && Number.isSafeInteger(low) && Number.isSafeInteger(high - 1),
    );
    if (range === 1) return low;
    return low + (range <= two32 ? this.#below32(range) : this.#below64(range));
  }

  /**
   * Fills `out` with integers in [low, high) as `Generator.integers(low, high, size, dtype=int8)` of numpy
   * does: four to a draw of 32 bits, which a call does not share with the next.
   * @throws LeptonError `invalid-value` unless low < high are integers at most 256 apart
   */
  fillIntegers8(out: Int8Array | Uint8Array, low: number, high: number): void {
    const range = high - low;
    checkRange('fillIntegers8', low, high, range <= 256 && Number.isInteger(low) && Number.isInteger(high));
    if (range === 1) return void out.fill(low);
    const threshold = (256 - range) % range;
    let bytes = 0;
    let left = 0;
    for (let i = 0; i < out.length; i++) {
      let product: number;
      do {
        bytes = left === 0 ? this.#next32() : bytes >>> 8;
        left = left === 0 ? 3 : left - 1;
        product = (bytes & 0xff) * range;
      } while ((product & 0xff) < threshold);
      out[i] = low + (product >>> 8);
    }
  }

  /** A number from the standard normal distribution; see `ziggurat.ts` for how near it is to numpy's. */
  standardNormal(): number {
    return normalFrom(this);
  }

  /** A number from the exponential distribution with mean 1; see `ziggurat.ts` for how near it is to numpy's. */
  standardExponential(): number {
    return exponentialFrom(this);
  }

  /** The whole state, the half-used word included; 50 bytes. */
  saveState(): Uint8Array {
    return writeState(stateTag, bytesOfWords(this.#words));
  }

  /** @throws LeptonError `file-damaged` */
  restoreState(bytes: Uint8Array): void {
    const words = wordsOfBytes(readState(stateTag, bytes, 4 * stateWords));
    if ((words[4] & 1) === 0 || words[9] > 1) damaged(stateTag, 'words that no generator holds');
    this.#words.set(words);
  }

  /** state = state * multiplier + increment (mod 2^128), then the output of the new state. */
  #advance(): void {
    const s = this.#words;
    const s0 = s[0];
    const s1 = s[1];
    const s2 = s[2];
    const s3 = s[3];
    const l00 = Math.imul(s0, m0) >>> 0;
    const l01 = Math.imul(s0, m1) >>> 0;
    const l10 = Math.imul(s1, m0) >>> 0;
    const l02 = Math.imul(s0, m2) >>> 0;
    const l11 = Math.imul(s1, m1) >>> 0;
    const l20 = Math.imul(s2, m0) >>> 0;
    const column0 = l00 + s[4];
    const column1 = l01 + l10 + highWord(s0, m0, l00) + s[5] + Math.floor(column0 * per32);
    const column2 =
      l02 + l11 + l20 + highWord(s0, m1, l01) + highWord(s1, m0, l10) + s[6] + Math.floor(column1 * per32);
    const column3 =
      (Math.imul(s0, m3) >>> 0) +
      (Math.imul(s1, m2) >>> 0) +
      (Math.imul(s2, m1) >>> 0) +
      (Math.imul(s3, m0) >>> 0) +
      highWord(s0, m2, l02) +
      highWord(s1, m1, l11) +
      highWord(s2, m0, l20) +
      s[7] +
      Math.floor(column2 * per32);
    s[0] = column0;
    s[1] = column1;
    s[2] = column2;
    s[3] = column3;
    this.#rotate(s[0] ^ s[2], s[1] ^ s[3], s[3] >>> 26);
  }

  #rotate(low: number, high: number, count: number): void {
    const output = this.#output;
    const swap = (count & 32) !== 0;
    const a = swap ? high : low;
    const b = swap ? low : high;
    const shift = count & 31;
    // The shift by 32 - shift is split in two, because a shift by 32 is a shift by 0 here.
    output[0] = (a >>> shift) | ((b << 1) << (31 - shift));
    output[1] = (b >>> shift) | ((a << 1) << (31 - shift));
  }

  #next32(): number {
    const words = this.#words;
    if (words[9] === 1) {
      words[9] = 0;
      return words[8];
    }
    this.#advance();
    words[8] = this.#output[1]!;
    words[9] = 1;
    return this.#output[0];
  }

  #below32(range: number): number {
    if (range === two32) return this.#next32();
    const threshold = (two32 - range) % range;
    for (;;) {
      const word = this.#next32();
      const low = Math.imul(word, range) >>> 0;
      if (low >= threshold) return highWord(word, range, low);
    }
  }

  #below64(range: number): number {
    const wide = BigInt(range);
    const threshold = ((1n << 64n) - wide) % wide;
    for (;;) {
      this.#advance();
      const product = ((BigInt(this.#output[1]) << 32n) | BigInt(this.#output[0])) * wide;
      if (BigInt.asUintN(64, product) >= threshold) return Number(product >> 64n);
    }
  }
}

/**
 * The high word of a product of two words of 32 bits whose low word is known. The product as a double is off by
 * at most 2^10, so that without its low word it lies within 2^-21 of a multiple of 2^32.
 */
function highWord(a: number, b: number, low: number): number {
  return Math.floor((a * b - low) * per32 + 0.5);
}

function checkRange(method: string, low: number, high: number, fits: boolean): void {
  check(low < high && fits, {
    component: `Pcg64.${method}`,
    parameter: 'low, high',
    value: [low, high],
    requirement: 'integers with low < high, near enough to each other for the type',
  });
}
