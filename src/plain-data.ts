/** Checks plain data that people write (recipes): known keys only, and messages that name what was probably meant. */
import { z } from 'zod';
import { fail } from './errors.js';
import { nearestName } from './nearest-name.js';

/** A record of these keys and no others. */
export function strictRecord<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownName('key', key, Object.keys(shape))).join('; ')
        : undefined,
  });
}

/** A record of exactly one key: `{ linear: ... }` or `{ piecewise: ... }`. */
export type OneKey<Values> = { [Key in keyof Values]: { readonly [Only in Key]: Values[Key] } }[keyof Values];
type OutputsOf<Shape> = { [Key in keyof Shape]: z.output<Shape[Key]> };
type InputsOf<Shape> = { [Key in keyof Shape]: z.input<Shape[Key]> };

/** A record of exactly one of these keys. */
export function oneKeyRecord<Shape extends Readonly<Record<string, z.ZodType>>>(
  shape: Shape,
): z.ZodType<OneKey<OutputsOf<Shape>>, OneKey<InputsOf<Shape>>> {
  const optional = Object.entries(shape).map(([key, schema]) => [key, schema.exactOptional()] as const);
  const schema = strictRecord(Object.fromEntries(optional)).refine(
    (value) => Object.keys(value).length === 1,
    { error: `expected exactly one key of ${Object.keys(shape).join(', ')}` },
  );
  return schema as unknown as z.ZodType<OneKey<OutputsOf<Shape>>, OneKey<InputsOf<Shape>>>;
}

/** One of these names. */
export function nameOf<const Names extends readonly string[]>(
  names: Names,
): z.ZodType<Names[number], Names[number]> {
  return z.enum(names, {
    error: ({ input }) => (typeof input === 'string' ? unknownName('name', input, names) : undefined),
  });
}

/** A short form or a long one: `120` or `{ units: 120, bias: false }`. The message is that of the form that was meant. */
export function eitherForm<Short extends z.ZodType, Long extends z.ZodType>(
  short: Short,
  long: Long,
): z.ZodUnion<[Short, Long]> {
  return z.union([short, long], {
    error: (issue) => {
      if (issue.code !== 'invalid_union') return undefined;
      const meant = issue.errors.find(([first]) => first?.code !== 'invalid_type' || first.path.length > 0);
      const first = mostTelling(meant ?? issue.errors.flat());
      return first && `${first.path.length > 0 ? `at ${first.path.join('.')}: ` : ''}${first.message}`;
    },
  });
}

/** The value as the schema has it; raises `invalid-value` that names the first wrong place. */
export function checkPlainData<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  component: string,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = mostTelling(result.error.issues);
  const path = issue?.path ?? [];
  const found = path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown>)?.[key], value);
  return fail('invalid-value', {
    component,
    parameter: path.length === 0 ? 'specification' : path.map(String).join('.'),
    value: found,
    requirement: `valid: ${issue?.message}`,
  });
}

/** Where a key is mistyped the right one is missing too; the mistyped one says more. */
function mostTelling<Issue extends { readonly code?: string | undefined }>(
  issues: readonly Issue[],
): Issue | undefined {
  return issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
}

function unknownName(what: string, name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  const advice = nearest === undefined ? `known are ${known.join(', ')}` : `did you mean "${nearest}"?`;
  return `unknown ${what} "${name}", ${advice}`;
}
