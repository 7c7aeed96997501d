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

/** The same space, as the union: `switch (narrowSpace(space).kind)` then knows the fields of each kind. */
export function narrowSpace(space: Space<unknown>): AnySpace {
  return space as AnySpace;
}
