import type { Environment } from '../contract.js';
import { narrowSpace } from '../spaces/any-space.js';
import { Box } from '../spaces/box.js';
import type { Space } from '../spaces/space.js';
import { transformObservation } from './transform-observation.js';

/**
 * Shows any observation as one row of numbers, as Gymnasium's `flatten` does: a Discrete and each part of a MultiDiscrete
 * one-hot, arrays row by row, a Dict in the order of its keys, a Tuple in its own.
 *
 * Deviation from Gymnasium: the numbers are always float32, there they have the type that all parts can be cast to.
 */
export function flattenObservation<Action>(
  inner: Environment<unknown, Action>,
): Environment<Float32Array, Action> {
  const { observationSpace } = inner;
  const [low, high] = [boundsOf(observationSpace, 'low'), boundsOf(observationSpace, 'high')];
  const flatten = (observation: unknown): Float32Array => {
    const row = new Float32Array(low.length);
    write(observationSpace, observation, row, 0);
    return row;
  };
  return transformObservation(inner, flatten, new Box({ low, high }));
}

function boundsOf(space: Space<unknown>, side: 'low' | 'high'): readonly number[] {
  const known = narrowSpace(space);
  const all = (length: number): readonly number[] => Array.from({ length }, () => (side === 'low' ? 0 : 1));
  switch (known.kind) {
    case 'discrete':
      return all(known.n);
    case 'multi-discrete':
      return all(known.sizes.reduce((sum, size) => sum + size, 0));
    case 'multi-binary':
      return all(known.size);
    case 'box':
      return Array.from(known[side]);
    case 'dict':
    case 'tuple':
      return Object.values(known.spaces).flatMap((part) => boundsOf(part, side));
  }
}

/** Writes the value into the row from `at` on; where the next one begins. */
function write(space: Space<unknown>, value: unknown, row: Float32Array, at: number): number {
  const known = narrowSpace(space);
  switch (known.kind) {
    case 'discrete':
      row[at + (value as number) - known.start] = 1;
      return at + known.n;
    case 'multi-discrete': {
      const starts = known.sizes.map((_, d) => known.sizes.slice(0, d).reduce((sum, size) => sum + size, at));
      starts.forEach((start, d) => (row[start + (value as ArrayLike<number>)[d] - known.start[d]] = 1));
      return known.sizes.reduce((sum, size) => sum + size, at);
    }
    case 'multi-binary':
    case 'box':
      row.set(value as ArrayLike<number>, at);
      return at + known.size;
    case 'dict':
    case 'tuple':
      return Object.entries(known.spaces).reduce(
        (next, [key, part]) => write(part, (value as Readonly<Record<string, unknown>>)[key], row, next),
        at,
      );
  }
}
