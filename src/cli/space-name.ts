import { narrowSpace } from '../../environments/spaces/any-space.js';
import type { Space } from '../../environments/spaces/space.js';

/** A space in a few words; its bounds are left out. */
export function spaceName(space: Space<unknown>): string {
  const narrow = narrowSpace(space);
  switch (narrow.kind) {
    case 'box':
      return `Box, ${narrow.shape.join(' x ')} ${narrow.type}`;
    case 'dict':
      return Object.entries(narrow.spaces)
        .map(([key, inner]) => `${key}: ${spaceName(inner)}`)
        .join('; ');
    case 'tuple':
      return narrow.spaces.map(spaceName).join('; ');
    default:
      return narrow.toString();
  }
}
