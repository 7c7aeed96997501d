import { check } from '../../src/errors.js';
import { LazyGenerator } from '../lazy-generator.js';
import type { SampleMask, Space, ValueOf } from './space.js';

/** The members of a Tuple: one value a place. */
export type ValuesAt<S extends readonly Space<unknown>[]> = { readonly [I in keyof S]: ValueOf<S[I]> };

/** Parts in a fixed order, each with a space of its own. */
export class Tuple<const S extends readonly Space<unknown>[] = readonly Space<unknown>[]> implements Space<
  ValuesAt<S>
> {
  readonly kind = 'tuple';
  readonly spaces: S;
  readonly #generator = new LazyGenerator();

  constructor(spaces: S) {
    check(spaces.length > 0, {
      component: 'Tuple',
      parameter: 'spaces',
      value: spaces,
      requirement: 'a list of one or more spaces',
    });
    this.spaces = spaces;
  }

  contains(value: unknown): boolean {
    return (
      Array.isArray(value) &&
      value.length === this.spaces.length &&
      this.spaces.every((space, index) => space.contains(value[index]))
    );
  }

  sample(masks?: readonly (SampleMask | undefined)[]): ValuesAt<S> {
    return this.spaces.map((space, index) => space.sample(masks?.[index])) as unknown as ValuesAt<S>;
  }

  /** Seeds each part with a number drawn from a generator with this seed. */
  seed(seed: number): void {
    this.#generator.seed(seed);
    for (const space of this.spaces) space.seed(this.#generator.current.integers(0, 0x7fffffff));
  }

  toString(): string {
    return `Tuple(${this.spaces.map(String).join(', ')})`;
  }
}
