import type { z } from 'zod';

/** Something that plain settings describe: a layer, an initialiser. */
export interface Kind<Schema extends z.ZodType, Made> {
  readonly schema: Schema;
  /** @param settings what the schema takes, checked or not; defaults are filled in */
  readonly make: (settings: unknown) => Made;
}

export function kind<Schema extends z.ZodType, Made>(
  schema: Schema,
  make: (settings: z.output<Schema>) => Made,
): Kind<Schema, Made> {
  return { schema, make: (settings) => make(schema.parse(settings)) };
}

type Kinds<Made> = Readonly<Record<string, Kind<z.ZodType, Made>>>;

/** The schemas of some kinds, for `oneKeyRecord`. */
export function schemasOf<All extends Kinds<unknown>>(
  kinds: All,
): { readonly [Name in keyof All]: All[Name]['schema'] } {
  const entries = Object.entries(kinds).map(([name, { schema }]) => [name, schema]);
  return Object.fromEntries(entries) as { readonly [Name in keyof All]: All[Name]['schema'] };
}

/** What a record of one key describes, by the kind of that key. */
export function makeKind<Made>(kinds: Kinds<Made>, record: Readonly<Record<string, unknown>>): Made {
  const [[name, settings]] = Object.entries(record) as [[string, unknown]];
  return (kinds[name] as Kind<z.ZodType, Made>).make(settings);
}
