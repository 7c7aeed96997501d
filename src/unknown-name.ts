import { fail } from './errors.js';
import { nearestName } from './nearest-name.js';

/** Raises `unknown-name`, with the names that exist and the one that was probably meant. */
export function failUnknownName(
  component: string,
  parameter: string,
  name: string,
  known: Iterable<string>,
): never {
  const names = [...known];
  const nearest = nearestName(name, names);
  return fail('unknown-name', {
    component,
    parameter,
    value: name,
    requirement: names.length === 0 ? 'a known name, of which there are none' : `one of ${names.join(', ')}`,
    ...(nearest !== undefined && { hint: `did you mean ${nearest}?` }),
  });
}
