import type { Problem } from './finding.js';
import { error } from './finding.js';
import { narrowSpace, type AnySpace } from '../spaces/any-space.js';
import { elementsOf, makeArray } from '../spaces/elements.js';
import type { Space } from '../spaces/space.js';
import { nameOf, shown } from './values.js';

/** Why an observation is not in its space: the innermost part, its type, its shape or its bounds. */
export function misfit(space: Space<unknown>, value: unknown, name: string): Problem | undefined {
  if (space.contains(value)) return undefined;
  const known = narrowSpace(space);
  return (
    explain(known, value, name) ??
    error(
      `${name} is ${shown(value)}, which is not in ${String(space)}`,
      'return what observationSpace declares, or declare another space',
    )
  );
}

function explain(space: AnySpace, value: unknown, name: string): Problem | undefined {
  switch (space.kind) {
    case 'box':
      return arrayMisfit(space, value, name);
    case 'dict':
      return dictMisfit(space.spaces, value, name);
    case 'tuple':
      if (!Array.isArray(value) || value.length !== space.spaces.length) return undefined;
      return firstMisfit(space.spaces, value as unknown as Parts, name);
    default:
      return undefined;
  }
}

type Parts = Readonly<Record<string, unknown>>;

function dictMisfit(
  spaces: Readonly<Record<string, Space<unknown>>>,
  value: unknown,
  name: string,
): Problem | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const [wanted, given] = [Object.keys(spaces), Object.keys(value)];
  const missing = wanted.filter((key) => !given.includes(key));
  const extra = given.filter((key) => !wanted.includes(key));
  if (missing.length > 0)
    return error(`${name} has no key ${missing.join(', ')}`, 'return every key that observationSpace has');
  if (extra.length > 0)
    return error(
      `${name} has the key ${extra.join(', ')}, which observationSpace lacks`,
      'declare it, or leave it out',
    );
  return firstMisfit(spaces, value as Parts, name);
}

function firstMisfit(
  spaces: Readonly<Record<string, Space<unknown>>> | readonly Space<unknown>[],
  value: Parts,
  name: string,
): Problem | undefined {
  for (const [key, space] of Object.entries(spaces)) {
    const problem = misfit(space, value[key], `${name}.${key}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function arrayMisfit(
  box: Extract<AnySpace, { kind: 'box' }>,
  value: unknown,
  name: string,
): Problem | undefined {
  const wanted = nameOf(makeArray(box.type, 0));
  const length = (value as ArrayLike<unknown> | undefined | null)?.length;
  if (typeof value !== 'object' || value === null || length === undefined)
    return error(
      `${name} is ${shown(value)}, but must be a ${wanted} of ${box.size} numbers`,
      `return ${wanted}.of(...)`,
    );
  if (length !== box.size)
    return error(
      `${name} has ${length} numbers, but must have ${box.size}, the shape [${box.shape.join(', ')}] row by row`,
      'flatten it row by row, or declare its shape',
    );
  const elements = elementsOf(value, box.type, box.size);
  if (elements === undefined)
    return error(
      `${name} is ${shown(value)}, but must be a ${wanted}`,
      `return ${wanted}.from(...), or declare another type`,
    );
  const index = Array.from(elements).findIndex((x, i) => !(box.low[i] <= x && x <= box.high[i]));
  if (index === -1) return undefined;
  return error(
    `${name}[${index}] is ${shown(elements[index])}, but must be from ${box.low[index]} to ${box.high[index]}`,
    Number.isNaN(elements[index])
      ? 'find the division by 0, or the missing field, that makes it NaN'
      : 'widen the bounds of observationSpace, or clip the value',
  );
}
