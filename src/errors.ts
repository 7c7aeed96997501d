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

function describe({ component, parameter, value, requirement, hint }: ErrorParts): string {
  const sentence = `${component}: ${parameter} is ${show(value)}, but must be ${requirement}`;
  return hint === undefined ? sentence : `${sentence}\n  hint: ${hint}`;
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (value === undefined || value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return `${value}n`;
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
