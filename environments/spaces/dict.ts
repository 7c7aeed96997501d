import { check } from '../../src/errors.js';
import { LazyGenerator } from '../lazy-generator.js';
import type { SampleMask, Space, ValueOf } from './space.js';

export type NamedSpaces = Readonly<Record<string, Space<unknown>>>;

/** The members of a Dict: one value a key. */
export type ValuesOf<S extends NamedSpaces> = { readonly [K in keyof S]: ValueOf<S[K]> };

/** Named parts, each with a space of its own. Keys are in alphabetical order, as in Gymnasium. */
export class Dict<S extends NamedSpaces = NamedSpaces> implements Space<ValuesOf<S>> {
  readonly kind = 'dict';
  readonly spaces: S;
  readonly #generator = new LazyGenerator();

  constructor(spaces: S) {
    const entries = Object.entries(spaces).sort(([a], [b]) => (a < b ? -1 : 1));
    check(entries.length > 0, {
      component: 'Dict',
      parameter: 'spaces',
      value: spaces,
      requirement: 'a record of one or more spaces',
    });
    this.spaces = Object.fromEntries(entries) as S;
  }

  contains(value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false;
    const parts = value as Readonly<Record<string, unknown>>;
    const entries = Object.entries(this.spaces);
    return (
      Object.keys(parts).length === entries.length &&
      entries.every(([key, space]) => Object.hasOwn(parts, key) && space.contains(parts[key]))
    );
  }

  sample(masks?: { readonly [K in keyof S]?: SampleMask }): ValuesOf<S> {
    const entries = Object.entries(this.spaces).map(
      ([key, space]) => [key, space.sample(masks?.[key])] as const,
    );
    return Object.fromEntries(entries) as ValuesOf<S>;
  }

  /** Seeds each part with a number drawn from a generator with this seed. */
  seed(seed: number): void {
    this.#generator.seed(seed);
    for (const space of Object.values(this.spaces)) {
      space.seed(this.#generator.current.integers(0, 0x7fffffff));
    }
  }

  toString(): string {
    const parts = Object.entries(this.spaces).map(([key, space]) => `'${key}': ${String(space)}`);
    return `Dict(${parts.join(', ')})`;
  }
}
