import { check } from '../../src/errors.js';
import { LazyGenerator } from '../lazy-generator.js';
import { sampleMasked } from './discrete.js';
import { elementsOf, everyElement } from './elements.js';
import type { Space } from './space.js';

/** Several independent choices at once: component d is one of start[d], ..., start[d] + sizes[d] - 1. */
export class MultiDiscrete implements Space<Int32Array> {
  readonly kind = 'multi-discrete';
  readonly sizes: readonly number[];
  readonly start: readonly number[];
  readonly #generator = new LazyGenerator();

  constructor(sizes: readonly number[], start: readonly number[] = sizes.map(() => 0)) {
    check(sizes.length > 0 && sizes.every((size) => Number.isSafeInteger(size) && size > 0), {
      component: 'MultiDiscrete',
      parameter: 'sizes',
      value: sizes,
      requirement: 'a list of one or more positive integers',
    });
    check(start.length === sizes.length && start.every(Number.isSafeInteger), {
      component: 'MultiDiscrete',
      parameter: 'start',
      value: start,
      requirement: `a list of ${sizes.length} integers`,
    });
    this.sizes = [...sizes];
    this.start = [...start];
  }

  contains(value: unknown): boolean {
    const elements = elementsOf(value, 'int32', this.sizes.length);
    return (
      elements !== undefined &&
      everyElement(elements, (x, d) => this.start[d] <= x && x < this.start[d] + this.sizes[d])
    );
  }

  /** Each component uniform, or uniform over those whose byte in its own mask is 1. */
  sample(masks?: readonly Uint8Array[]): Int32Array {
    check(masks === undefined || masks.length === this.sizes.length, {
      component: 'MultiDiscrete',
      parameter: 'masks',
      value: masks?.length,
      requirement: `a list of ${this.sizes.length} masks`,
    });
    return Int32Array.from(this.sizes, (size, d) => this.start[d] + this.#choose(size, masks?.[d]));
  }

  seed(seed: number): void {
    this.#generator.seed(seed);
  }

  toString(): string {
    const start = this.start.some((value) => value !== 0) ? `, start=[${this.start.join(' ')}]` : '';
    return `MultiDiscrete([${this.sizes.join(' ')}]${start})`;
  }

  #choose(size: number, mask: Uint8Array | undefined): number {
    if (mask !== undefined) return sampleMasked(mask, size, this.#generator);
    return Math.floor(this.#generator.current.random() * size);
  }
}
