import { relative, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { type Style, styleFor } from './style.js';
import type { Terminal } from './terminal.node.js';

/** What every command gets: where to write, and a place for its exit code. */
export interface Context {
  readonly terminal: Terminal;
  /** The exit code of the whole program; 0 where no command sets it. */
  exitCode: number;
}

/** Options that `train` and `resume` share. */
export interface OutputOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function printJson({ terminal }: Context, value: unknown): void {
  terminal.stdout.write(`${JSON.stringify(value)}\n`);
}

/** What a person should know before it begins, where results do not hide it. */
export function sayNotes(notes: readonly string[], { terminal }: Context): void {
  const style = styleFor(terminal.stderr, terminal.environment);
  for (const note of notes) terminal.stderr.write(`${style.yellow('note')} ${note}\n`);
}

export const stdoutStyle = ({ terminal }: Context): Style => styleFor(terminal.stdout, terminal.environment);

/** A path as a person would type it from the current folder. */
export function shownPath(path: string): string {
  const fromHere = relative('.', path);
  return fromHere === '' ? '.' : fromHere.startsWith('..') ? resolve(path) : fromHere;
}

/** For options that count something. */
export function positiveInteger(text: string): number {
  const value = Number(text.replace(/_/g, ''));
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('It must be an integer of at least 1.');
  return value;
}

export function naturalNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('It must be an integer of at least 0.');
  return value;
}

/** A seed is a natural number, or any other text, which is hashed. */
export function seedOf(text: string): number | string {
  if (text === '') throw new InvalidArgumentError('It must be a number or a text that is not empty.');
  return /^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}
