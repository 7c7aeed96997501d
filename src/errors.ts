/**
 * Every error that Lepton raises on purpose, in one table. The exit code of the command line derives from it.
 */
export const errorTable = {
  'invalid-value': { exitCode: 2, what: 'a parameter has a value that it must not have' },
  'unknown-name': { exitCode: 3, what: 'a recipe, environment, agent or key of that name does not exist' },
  'file-not-found': { exitCode: 4, what: 'a file or folder does not exist or cannot be read' },
  'file-exists': { exitCode: 5, what: 'the output folder already holds something' },
  'file-damaged': { exitCode: 6, what: 'a file does not hold what it should' },
  'not-a-run': { exitCode: 7, what: 'the folder is not a run folder' },
  'numeric-failure': { exitCode: 8, what: 'a loss or a parameter became NaN or infinite' },
  'contract-broken': { exitCode: 9, what: 'an environment or an agent broke its contract' },
  'wrong-order': { exitCode: 10, what: 'a call came before the call that it needs' },
  'out-of-memory': { exitCode: 11, what: 'the memory that was asked for cannot be had' },
  'storage-failure': { exitCode: 12, what: 'the storage refused to write' },
  unsupported: { exitCode: 13, what: 'this combination is not supported' },
} as const;

export type ErrorCode = keyof typeof errorTable;

/** What went wrong, in parts: `component: parameter is <value>, but must be <requirement>`. */
export interface ErrorParts {
  readonly component: string;
  readonly parameter: string;
  readonly value: unknown;
  readonly requirement: string;
  readonly hint?: string;
}

/** An error that a user can act on. `code` is stable; `message` is for people. */
export class LeptonError extends Error {
  readonly code: ErrorCode;
  readonly parts: ErrorParts;

  constructor(code: ErrorCode, parts: ErrorParts) {
    super(describe(parts));
    this.name = 'LeptonError';
    this.code = code;
    this.parts = parts;
  }
}

/** Throws a `LeptonError`; returns never, so that it can stand in an expression. */
export function fail(code: ErrorCode, parts: ErrorParts): never {
  throw new LeptonError(code, parts);
}

/** Throws `invalid-value` unless the condition holds. */
export function check(condition: boolean, parts: ErrorParts): asserts condition {
  if (!condition) fail('invalid-value', parts);
}

/** Recognises a `LeptonError` across realms, where `instanceof` does not. */
export function isLeptonError(error: unknown): error is LeptonError {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'LeptonError';
}

/** An error in the terms of the table, whatever was thrown; undefined where it has no place there. */
export function tabled(error: unknown): LeptonError | undefined {
  if (isLeptonError(error)) return error;
  const { message } = (error ?? {}) as { readonly message?: unknown };
  if (typeof message !== 'string' || !noRoom.test(message)) return undefined;
  return new LeptonError('out-of-memory', {
    component: 'memory',
    parameter: 'an array',
    value: message,
    requirement: 'one that this machine has room for',
    hint: 'fewer environments, smaller observations, or a smaller replay',
  });
}

/** What JavaScript engines say of an array that they cannot make. */
const noRoom = /^(Array buffer allocation failed|Invalid (typed )?array (buffer )?length)/i;

function describe({ component, parameter, value, requirement, hint }: ErrorParts): string {
  const sentence = `${component}: ${parameter} is ${show(value)}, but must be ${requirement}`;
  return hint === undefined ? sentence : `${sentence}\n  hint: ${hint}`;
}

/** As many characters of a value are shown at most; of a text more, for it may be a path. */
const mostShown = { value: 120, text: 500 };

function show(value: unknown): string {
  if (typeof value === 'string') return shortened(JSON.stringify(value), mostShown.text);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (value === undefined || value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return `${value}n`;
  return shortened(jsonOf(value) ?? typeof value, mostShown.value);
}

const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 3)}...` : text;

/** Undefined for what JSON cannot hold: an object that contains itself, say. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
