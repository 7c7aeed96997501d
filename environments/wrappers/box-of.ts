import { fail } from '../../src/errors.js';
import { narrowSpace } from '../spaces/any-space.js';
import type { Box } from '../spaces/box.js';
import type { ElementType } from '../spaces/elements.js';
import type { Space } from '../spaces/space.js';

/** The space as a Box; raises `unsupported` for any other one. */
export function boxOf(
  component: string,
  parameter: string,
  space: Space<unknown>,
  hint?: string,
): Box<ElementType> {
  const known = narrowSpace(space);
  if (known.kind === 'box') return known;
  return fail('unsupported', {
    component,
    parameter,
    value: String(space),
    requirement: 'a Box',
    ...(hint !== undefined && { hint }),
  });
}
