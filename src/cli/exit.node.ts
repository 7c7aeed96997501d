import { CommanderError } from 'commander';
import { errorTable, tabled } from '../errors.js';
import { styleFor } from './style.js';
import type { Terminal } from './terminal.node.js';

const internalError = 'internal-error';

/** The exit code of an error's code: the table's, or 1 for what should never happen. */
export function exitCodeOf(code: string): number {
  return Object.hasOwn(errorTable, code) ? errorTable[code as keyof typeof errorTable].exitCode : 1;
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly stack?: string | undefined;
}

/**
 * Says what went wrong: a sentence on standard error, or with `json` one object on standard output. A stack is only shown
 * for what is Lepton's own fault, and only with LEPTON_DEBUG=1.
 *
 * @returns the exit code
 */
export function reportFailure(error: unknown, terminal: Terminal, json: boolean): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const { code, message, stack } = failureOf(error);
  if (json) {
    terminal.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
    return exitCodeOf(code);
  }
  const { stderr, environment } = terminal;
  const style = styleFor(stderr, environment);
  stderr.write(`${style.red('error')} ${message.replace(/^\s*hint:/gm, (hint) => style.dim(hint))}\n`);
  if (code !== internalError) return exitCodeOf(code);
  const isDebugging = (environment['LEPTON_DEBUG'] ?? '') !== '';
  stderr.write(
    isDebugging && stack !== undefined
      ? `${stack}\n`
      : '  This is a bug in Lepton, or in an environment of your own. LEPTON_DEBUG=1 shows where it happened.\n',
  );
  return exitCodeOf(code);
}

function failureOf(error: unknown): Failure {
  const known = tabled(error);
  if (known !== undefined) return { code: known.code, message: known.message };
  if (error instanceof CommanderError) return failureOfUsage(error);
  const { message, stack } = (error ?? {}) as Partial<Error>;
  return { code: internalError, message: message ?? String(error), stack };
}

function failureOfUsage({ code, message }: CommanderError): Failure {
  const text = message.replace(/^error: /, '').replace(/\n\((.*)\)$/s, '\n  hint: $1');
  const isName = code === 'commander.unknownCommand' || code === 'commander.unknownOption';
  return { code: isName ? 'unknown-name' : 'invalid-value', message: text };
}
