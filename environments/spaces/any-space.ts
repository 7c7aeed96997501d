import { fail } from '../../src/errors.js';
import type { Box } from './box.js';
import type { Dict } from './dict.js';
import type { Discrete } from './discrete.js';
import type { ElementType } from './elements.js';
import type { MultiBinary } from './multi-binary.js';
import type { MultiDiscrete } from './multi-discrete.js';
import type { Space } from './space.js';
import type { Tuple } from './tuple.js';

/** Every space there is; `kind` tells which. */
export type AnySpace = Discrete | Box<ElementType> | MultiDiscrete | MultiBinary | Dict | Tuple;

const kinds: ReadonlySet<unknown> = new Set<AnySpace['kind']>([
  'discrete',
  'box',
  'multi-discrete',
  'multi-binary',
  'dict',
  'tuple',
]);

/**
 * The same space, as the union: `switch (narrowSpace(space).kind)` then knows the fields of each kind. Raises `contract-broken` for what
 * is no space.
 */
export function narrowSpace(space: Space<unknown>): AnySpace {
  if (kinds.has((space as Partial<AnySpace> | undefined)?.kind)) return space as AnySpace;
  return fail('contract-broken', {
    component: 'environment',
    parameter: 'a space of it',
    value: space,
    requirement: 'a space',
    hint: 'make spaces with Discrete, Box, MultiDiscrete, MultiBinary, Dict and Tuple; npx lepton check-env says which one it is',
  });
}
