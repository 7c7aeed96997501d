import { check } from '../../src/errors.js';
import { LazyGenerator } from '../lazy-generator.js';
import type { Space } from './space.js';
import { elementsOf, everyElement } from './elements.js';

/** Binary arrays of a shape, row-major, one byte an element. */
export class MultiBinary implements Space<Uint8Array> {
  readonly kind = 'multi-binary';
  readonly shape: readonly number[];
  readonly size: number;
  readonly #generator = new LazyGenerator();

  constructor(shape: number | readonly number[]) {
    this.shape = typeof shape === 'number' ? [shape] : [...shape];
    check(this.shape.length > 0 && this.shape.every((side) => Number.isSafeInteger(side) && side > 0), {
      component: 'MultiBinary',
      parameter: 'shape',
      value: shape,
      requirement: 'a positive integer or a list of them',
    });
    this.size = this.shape.reduce((product, side) => product * side, 1);
  }

  contains(value: unknown): boolean {
    const elements = elementsOf(value, 'int32', this.size) ?? elementsOf(value, 'float32', this.size);
    return elements !== undefined && everyElement(elements, (x) => x === 0 || x === 1);
  }

  /** Fair coins; where `mask` is 0 or 1 the element is that, and the coin is thrown all the same. */
  sample(mask?: Uint8Array): Uint8Array {
    check(mask === undefined || (mask.length === this.size && mask.every((byte) => byte <= 2)), {
      component: 'MultiBinary',
      parameter: 'mask',
      value: mask,
      requirement: `${this.size} bytes, each 0, 1 or 2`,
    });
    const coins = new Uint8Array(this.size);
    this.#generator.current.fillIntegers8(coins, 0, 2);
    return mask === undefined ? coins : mask.map((byte, index) => (byte === 2 ? coins[index] : byte));
  }

  seed(seed: number): void {
    this.#generator.seed(seed);
  }

  toString(): string {
    return `MultiBinary(${this.shape.length === 1 ? this.size : `[${this.shape.join(' ')}]`})`;
  }
}
