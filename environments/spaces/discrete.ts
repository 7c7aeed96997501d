import { check } from '../../src/errors.js';
import { LazyGenerator } from '../lazy-generator.js';
import type { Space } from './space.js';

/** The integers start, start + 1, ..., start + n - 1. */
export class Discrete implements Space<number> {
  readonly kind = 'discrete';
  readonly n: number;
  readonly start: number;
  readonly #generator = new LazyGenerator();

  constructor(n: number, start = 0) {
    check(Number.isSafeInteger(n) && n > 0, {
      component: 'Discrete',
      parameter: 'n',
      value: n,
      requirement: 'a positive integer',
    });
    check(Number.isSafeInteger(start), {
      component: 'Discrete',
      parameter: 'start',
      value: start,
      requirement: 'an integer',
    });
    this.n = n;
    this.start = start;
  }

  contains(value: unknown): boolean {
    return (
      Number.isInteger(value) && this.start <= (value as number) && (value as number) < this.start + this.n
    );
  }

  /** Uniform over all values, or over those whose byte in `mask` [n] is 1; `start` where none is. */
  sample(mask?: Uint8Array): number {
    if (mask === undefined) return this.start + this.#generator.current.integers(0, this.n);
    return this.start + sampleMasked(mask, this.n, this.#generator);
  }

  seed(seed: number): void {
    this.#generator.seed(seed);
  }

  toString(): string {
    return this.start === 0 ? `Discrete(${this.n})` : `Discrete(${this.n}, start=${this.start})`;
  }
}

/** A uniform draw from the indices whose byte is 1; 0, without a draw, where none is. */
export function sampleMasked(mask: Uint8Array, n: number, generator: LazyGenerator): number {
  check(mask.length === n && mask.every((byte) => byte <= 1), {
    component: 'sample',
    parameter: 'mask',
    value: mask,
    requirement: `${n} bytes, each 0 or 1`,
  });
  const possible = [...mask.keys()].filter((index) => mask[index] === 1);
  return possible.length === 0 ? 0 : possible[generator.current.integers(0, possible.length)];
}
