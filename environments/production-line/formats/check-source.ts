import type { z } from 'zod';
import { fail } from '../../../src/errors.js';
import type { LocatedYaml, YamlPath } from '../../../src/plain-yaml.js';

/** The data of a source as a schema has it; raises `invalid-value` at the first wrong place, the other places in the hint. */
export function checkSource<Schema extends z.ZodType>(source: LocatedYaml, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(source.data);
  if (result.success) return result.data;
  // A mistyped key says more than the right one that is missing.
  const issues = [...result.error.issues].sort(
    (a, b) => Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys'),
  );
  const [first, ...others] = issues.map((issue) => complaintOf(issue, source));
  const also = others
    .slice(0, 5)
    .map(({ path, requirement }) => `also ${source.placeOf(path)}: ${requirement}`);
  const hint = [...(first.hint === undefined ? [] : [first.hint]), ...also].join('\n  ');
  return fail('invalid-value', {
    component: source.placeOf(first.path),
    parameter: first.parameter,
    value: first.value,
    requirement: first.requirement,
    ...(hint !== '' && { hint }),
  });
}

interface Complaint {
  readonly path: YamlPath;
  readonly parameter: string;
  readonly value: unknown;
  readonly requirement: string;
  readonly hint?: string;
}

/** What a schema says, in the words of the other messages. */
function complaintOf(issue: z.core.$ZodIssue, source: LocatedYaml): Complaint {
  const at = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const named = at.join('.') || 'the file';
  // `unknown key "duu", did you mean "due"?`, or with a list of what is known.
  const [, more] = /^unknown (?:key|name) "[^"]*",? ?(.*)$/s.exec(issue.message) ?? [];
  const known = more?.replace(/^known are /, 'one of ');
  const isList = known !== undefined && known !== more;
  const said = {
    requirement: isList ? known : 'a known one',
    ...(more !== undefined && !isList && { hint: more }),
  };
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys;
    return { path: [...at, key], parameter: `a key of ${named}`, value: key, ...said };
  }
  const value = valueIn(source.data, at);
  if (more !== undefined) return { path: at, parameter: named, value, ...said };
  const isMissing = issue.message.startsWith('Invalid input: expected object');
  return {
    ...{ path: at, parameter: named, value: value === null && at.length === 0 ? 'empty' : value },
    requirement: isMissing ? 'a map of keys to values' : issue.message,
  };
}

/** Raises `invalid-value` at the place of a value of a source. */
export function failSource(source: LocatedYaml, path: YamlPath, requirement: string, hint = ''): never {
  return fail('invalid-value', {
    component: source.placeOf(path),
    parameter: path.join('.') || 'the file',
    value: valueIn(source.data, path),
    requirement,
    ...(hint !== '' && { hint }),
  });
}

export function valueIn(data: unknown, path: YamlPath): unknown {
  let inner = data;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null) return undefined;
    inner = Object.entries(inner).find(([name]) => name === String(key))?.[1];
  }
  return inner;
}
