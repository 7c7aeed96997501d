import { check } from '../errors.js';

const poolSize = 4;

/** The hash of the sequence: a multiplier that itself is multiplied at every use. */
class RunningHash {
  #constant: number;
  readonly #multiplier: number;

  constructor(constant: number, multiplier: number) {
    this.#constant = constant;
    this.#multiplier = multiplier;
  }

  mix(word: number): number {
    const keyed = word ^ this.#constant;
    this.#constant = Math.imul(this.#constant, this.#multiplier);
    return foldHigh(Math.imul(keyed, this.#constant));
  }
}

/**
 * Turns one integer of any size into as many well-mixed words as a generator needs for its state.
 * It gives the words of numpy's `SeedSequence(entropy, spawn_key=spawnKey)`.
 *
 * Neighbouring entropies give unrelated words, and so do different spawn keys of one entropy: that is how one
 * seed feeds many streams. See "Developing a seed_seq alternative" (O'Neill, 2015).
 */
export class SeedSequence {
  readonly #pool: Int32Array;

  /**
   * @param entropy a non-negative integer of any size
   * @param options.spawnKey non-negative integers, each below 2^53, that tell sequences of one entropy apart
   * @throws LeptonError `invalid-value`
   */
  constructor(entropy: number | bigint, options: { readonly spawnKey?: readonly number[] } = {}) {
    const words = integerWords(entropy, 'entropy');
    const spawnWords = (options.spawnKey ?? []).flatMap((part) => integerWords(part, 'spawnKey'));
    // Padding first keeps (entropy, key) apart from an entropy that happens to continue with the key's words.
    if (spawnWords.length > 0) while (words.length < poolSize) words.push(0);
    this.#pool = mixPool([...words, ...spawnWords]);
  }

  /** `count` words of 32 bits. A longer request begins with the words of a shorter one. */
  generateState(count: number): Uint32Array {
    const hash = new RunningHash(0x8b51f9dd, 0x58f38ded);
    return Uint32Array.from({ length: count }, (_, index) => hash.mix(this.#pool[index % poolSize]));
  }

  /** `count` words of 64 bits, made of the words of 32 bits in pairs, low half first. */
  generateState64(count: number): BigUint64Array {
    const words = this.generateState(2 * count);
    return BigUint64Array.from(
      { length: count },
      (_, index) => (BigInt(words[2 * index + 1]) << 32n) | BigInt(words[2 * index]),
    );
  }
}

function mixPool(entropy: readonly number[]): Int32Array {
  const hash = new RunningHash(0x43b0d7e5, 0x931e8875);
  const pool = Int32Array.from({ length: poolSize }, (_, index) => hash.mix(entropy[index] ?? 0));
  for (let source = 0; source < poolSize; source++) {
    for (let target = 0; target < poolSize; target++) {
      if (source !== target) pool[target] = combine(pool[target], hash.mix(pool[source]));
    }
  }
  for (const word of entropy.slice(poolSize)) {
    for (let target = 0; target < poolSize; target++) pool[target] = combine(pool[target], hash.mix(word));
  }
  return pool;
}

function combine(a: number, b: number): number {
  return foldHigh((Math.imul(0xca01f9dd, a) - Math.imul(0x4973f715, b)) | 0);
}

function foldHigh(word: number): number {
  return word ^ (word >>> 16);
}

/** The integer in words of 32 bits, lowest first; zero is one word. */
function integerWords(integer: number | bigint, parameter: string): number[] {
  const valid = typeof integer === 'bigint' || Number.isSafeInteger(integer);
  const requirement = 'a non-negative integer; as a number below 2^53, as a bigint of any size';
  check(valid && integer >= 0, { component: 'SeedSequence', parameter, value: integer, requirement });
  const words: number[] = [];
  let rest = BigInt(integer);
  do {
    words.push(Number(rest & 0xffffffffn));
    rest >>= 32n;
  } while (rest > 0n);
  return words;
}
