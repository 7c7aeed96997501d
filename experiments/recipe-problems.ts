import { z } from 'zod';
import { nearestName } from '../src/nearest-name.js';

/** A key of the recipe, and what is wrong there. */
export interface RecipeProblem {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly requirement: string;
  readonly hint?: string;
  /** Default: `invalid-value`. */
  readonly code?: 'unknown-name';
}

type Issue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

/** What is wrong with a document, in words for people, each problem at the innermost place that shows it. */
export function problemsOf(
  schema: z.ZodType,
  issues: readonly Issue[],
  document: unknown,
): readonly RecipeProblem[] {
  const problems = issues.flatMap((issue) => problemsOfIssue(schema, issue, document));
  const isWithin = (inner: RecipeProblem, outer: RecipeProblem): boolean =>
    inner.path.length > outer.path.length && outer.path.every((key, index) => inner.path[index] === key);
  // An unknown key in a map makes the map wrong too; the key says it all.
  return problems.filter((problem) => !problems.some((other) => isWithin(other, problem)));
}

function problemsOfIssue(schema: z.ZodType, issue: Issue, document: unknown): readonly RecipeProblem[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const value = valueAt(document, path);
  if (issue.code === 'unrecognized_keys') return unknownKeys(schema, path, issue.keys, document);
  const meant = issue.code === 'invalid_union' ? meantIssues(issue.errors) : [];
  if (meant.length === 0) return [{ path, value, ...requirementOf(issue, value) }];
  const inner = meant.map((one) => ({ ...one, path: [...path, ...one.path] }));
  return problemsOf(schema, inner, document);
}

/** Of the forms that a value may have, the issues of the one that it resembles: not of another type from the start. */
function meantIssues(alternatives: readonly (readonly Issue[])[]): readonly Issue[] {
  const isAnotherType = ([first]: readonly Issue[]): boolean =>
    first?.code === 'invalid_type' && first.path.length === 0;
  return alternatives.find((issues) => issues.length > 0 && !isAnotherType(issues)) ?? [];
}

function unknownKeys(
  schema: z.ZodType,
  path: Path,
  keys: readonly string[],
  document: unknown,
): readonly RecipeProblem[] {
  const known = knownKeys(schema, path);
  return keys.map((key) => ({
    path: [...path, key],
    value: valueAt(document, [...path, key]),
    requirement: 'left out: there is no such key',
    code: 'unknown-name',
    ...hintOf(key, known),
  }));
}

const hintOf = (name: string, known: readonly string[]): { readonly hint?: string } => {
  const nearest = nearestName(name, known);
  return nearest === undefined ? {} : { hint: `did you mean ${nearest}?` };
};

const typeNames: Readonly<Record<string, string>> = {
  int: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  string: 'a text',
  array: 'a list',
  tuple: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
};

function requirementOf(issue: Issue, value: unknown): Pick<RecipeProblem, 'requirement' | 'hint' | 'code'> {
  switch (issue.code) {
    case 'invalid_type':
      return { requirement: typeNames[issue.expected] ?? issue.expected };
    case 'too_small':
      return {
        requirement: `${issue.inclusive === false ? 'greater than' : 'at least'} ${amount(issue.minimum, issue.origin)}`,
      };
    case 'too_big':
      return {
        requirement: `${issue.inclusive === false ? 'less than' : 'at most'} ${amount(issue.maximum, issue.origin)}`,
      };
    case 'invalid_value':
      return {
        requirement: `one of ${issue.values.map(String).join(', ')}`,
        ...hintOf(String(value), issue.values.map(String)),
      };
    case 'invalid_union':
      return { requirement: formsOf(issue) };
    default:
      return { requirement: plainWords(issue.message) };
  }
}

function formsOf(issue: Extract<Issue, { readonly code: 'invalid_union' }>): string {
  if ('options' in issue && Array.isArray(issue.options)) return `one of ${issue.options.join(', ')}`;
  const types = issue.errors.map(([first]) =>
    first?.code === 'invalid_type' ? typeNames[first.expected] : undefined,
  );
  return types.includes(undefined) ? plainWords(issue.message) : types.join(' or ');
}

function amount(bound: number | bigint, origin: string): string {
  if (origin === 'array') return `${bound} ${bound === 1 ? 'item' : 'items'}`;
  return origin === 'string' ? `${bound} ${bound === 1 ? 'letter' : 'letters'}` : String(bound);
}

/** A message of the schema as the end of "but must be ...". */
const plainWords = (message: string): string =>
  message
    .replace(/^invalid (input|option|discriminator value)[.:]? */i, '')
    .replace(/^expected /i, '')
    .replace(/^./, (letter) => letter.toLowerCase()) || 'valid';

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | null | undefined)?.[key],
    document,
  );
}

/** The keys that the schema has at a path, from its JSON form. */
function knownKeys(schema: z.ZodType, path: Path): readonly string[] {
  let schemas: readonly JsonSchema[] = [
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema,
  ];
  for (const key of path) {
    schemas = schemas
      .flatMap(alternatives)
      .flatMap((one) => [one.properties?.[key] ?? one.items ?? []].flat());
  }
  return schemas.flatMap(alternatives).flatMap(({ properties }) => Object.keys(properties ?? {}));
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

const alternatives = (schema: JsonSchema): readonly JsonSchema[] => [
  schema,
  ...(schema.anyOf ?? []),
  ...(schema.oneOf ?? []),
  ...(schema.allOf ?? []),
];
