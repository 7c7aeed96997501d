import { Box } from '../spaces/box.js';
import { Dict } from '../spaces/dict.js';
import { Discrete } from '../spaces/discrete.js';
import type { ElementType } from '../spaces/elements.js';
import { MultiBinary } from '../spaces/multi-binary.js';
import { MultiDiscrete } from '../spaces/multi-discrete.js';
import type { Space } from '../spaces/space.js';
import { Tuple } from '../spaces/tuple.js';

/** A bound of a Box: one number for all elements or one each; JSON has no infinity, which is a text then. */
type Bound = number | string | readonly (number | string)[];

/** A space as `describe` of bridge.py says it. */
export type SpaceDescription =
  | { readonly kind: 'discrete'; readonly n: number; readonly start: number }
  | { readonly kind: 'multi-discrete'; readonly sizes: readonly number[]; readonly start: readonly number[] }
  | { readonly kind: 'multi-binary'; readonly shape: readonly number[] }
  | {
      readonly kind: 'box';
      readonly shape: readonly number[];
      readonly type: ElementType;
      readonly low: Bound;
      readonly high: Bound;
    }
  | { readonly kind: 'dict'; readonly spaces: Readonly<Record<string, SpaceDescription>> }
  | { readonly kind: 'tuple'; readonly spaces: readonly SpaceDescription[] };

/** The space that was described. Raises `invalid-value` where Lepton has no such one: an empty Dict, a Box without elements. */
export function spaceOf(description: SpaceDescription): Space<unknown> {
  switch (description.kind) {
    case 'discrete':
      return new Discrete(description.n, description.start);
    case 'multi-discrete':
      return new MultiDiscrete(description.sizes, description.start);
    case 'multi-binary':
      return new MultiBinary(description.shape);
    case 'box': {
      const { shape, type, low, high } = description;
      return new Box({ low: numbersOf(low), high: numbersOf(high), shape, type });
    }
    case 'dict': {
      const entries = Object.entries(description.spaces);
      return new Dict(Object.fromEntries(entries.map(([key, inner]) => [key, spaceOf(inner)])));
    }
    case 'tuple':
      return new Tuple(description.spaces.map(spaceOf));
  }
}

const numbersOf = (bound: Bound): number | readonly number[] =>
  Array.isArray(bound) ? bound.map(Number) : Number(bound);
