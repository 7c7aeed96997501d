import { check } from '../src/errors.js';
import { Pcg64 } from '../src/random/pcg64.js';

/**
 * A generator that comes into being at its first draw: a world or a space that never draws never pays for one.
 *
 * Deviation from Gymnasium, which asks the operating system for entropy: without a seed the generator starts from a
 * fixed one, so that nothing here is irreproducible by accident.
 */
export class LazyGenerator {
  #seed: number;
  #generator: Pcg64 | undefined;

  constructor(seedIfNeverSeeded = 0) {
    this.#seed = seedIfNeverSeeded;
  }

  /** Starts again from this integer, as NumPy's `default_rng(seed)` does. */
  seed(seed: number): void {
    checkSeed(seed);
    this.#seed = seed;
    this.#generator = undefined;
  }

  get current(): Pcg64 {
    this.#generator ??= new Pcg64(this.#seed);
    return this.#generator;
  }

  saveState(): Uint8Array {
    return this.current.saveState();
  }

  restoreState(state: Uint8Array): void {
    this.current.restoreState(state);
  }
}

/** Raises `invalid-value` unless the seed is one that Gymnasium takes and a double holds exactly. */
export function checkSeed(seed: number): void {
  check(Number.isSafeInteger(seed) && seed >= 0, {
    component: 'environments',
    parameter: 'seed',
    value: seed,
    requirement: 'an integer from 0 to 2^53 - 1',
  });
}
