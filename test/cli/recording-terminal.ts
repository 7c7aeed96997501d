import type { Terminal } from '../../src/cli/terminal.node.js';

export interface RecordingTerminal extends Terminal {
  /** What was written so far. */
  readonly out: () => string;
  readonly err: () => string;
}

/** A terminal, or by default a pipe, that keeps what is written to it. */
export function recordingTerminal(
  settings: {
    readonly isTTY?: boolean;
    readonly columns?: number;
    readonly environment?: Record<string, string>;
  } = {},
): RecordingTerminal {
  const { environment = {}, ...kind } = settings;
  const texts = { out: '', err: '' };
  return {
    stdout: { ...kind, write: (text) => (texts.out += text) },
    stderr: { ...kind, write: (text) => (texts.err += text) },
    environment,
    out: () => texts.out,
    err: () => texts.err,
  };
}
