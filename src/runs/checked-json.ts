import type { z } from 'zod';
import { type ErrorCode, fail } from '../errors.js';

/**
 * Reads JSON text of a given schema.
 *
 * @param source what messages call the text.
 * @throws `file-damaged`, naming the first thing that is wrong.
 */
export function readJson<Value>(schema: z.ZodType<Value>, text: string, source: string): Value {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    const value = text.length > 60 ? `${text.slice(0, 57)}...` : text;
    return fail('file-damaged', { component: source, parameter: 'text', value, requirement: 'JSON' });
  }
  return matchSchema(schema, parsed, source, 'file-damaged');
}

/** The value as the schema has it, with the schema's order of keys. Throws `code`, naming the first wrong place. */
export function matchSchema<Value>(
  schema: z.ZodType<Value>,
  value: unknown,
  source: string,
  code: ErrorCode,
): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0];
  const place = path.length === 0 ? 'content' : path.map(String).join('.');
  return fail(code, {
    component: source,
    parameter: place,
    value: valueAt(value, path),
    requirement: `valid: ${message}`,
  });
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  const found = path.reduce<unknown>((inner, key) => Object(inner)[key], value);
  return typeof found === 'object' && found !== null ? 'an object' : found;
}

/** Bytes as text; `file-damaged` where they are not UTF-8. */
export function readText(bytes: Uint8Array, source: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('file-damaged', {
      component: source,
      parameter: 'text',
      value: 'other bytes',
      requirement: 'UTF-8',
    });
  }
}
