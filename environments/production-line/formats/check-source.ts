import type { z } from 'zod';
import { fail } from '../../../src/errors.js';
import type { PlainSource, SourcePath } from './plain-source.js';

/** The data of a source as a schema has it; raises `invalid-value` at the first wrong place, the other places in the hint. */
export function checkSource<Schema extends z.ZodType>(source: PlainSource, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(source.data);
  if (result.success) return result.data;
  // A mistyped key says more than the right one that is missing.
  const issues = [...result.error.issues].sort(
    (a, b) => Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys'),
  );
  const [first, ...others] = issues.map((issue) => ({
    path: issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key)),
    message: issue.message,
  }));
  const also = others.slice(0, 5).map(({ path, message }) => `also ${source.placeOf(path)}: ${message}`);
  return failSource(source, first.path, first.message, also.join('\n  '));
}

/** Raises `invalid-value` at the place of a value of a source. */
export function failSource(source: PlainSource, path: SourcePath, requirement: string, hint = ''): never {
  return fail('invalid-value', {
    component: source.placeOf(path),
    parameter: path.join('.') || 'the file',
    value: valueIn(source.data, path),
    requirement,
    ...(hint !== '' && { hint }),
  });
}

export function valueIn(data: unknown, path: SourcePath): unknown {
  let inner = data;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null) return undefined;
    inner = Object.entries(inner).find(([name]) => name === String(key))?.[1];
  }
  return inner;
}
