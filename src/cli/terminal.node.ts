/** Where a command writes to, as narrow as it can be, so that tests can stand in for it. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Of a terminal; it may change. */
  readonly columns?: number;
}

export interface Terminal {
  /** Results. */
  readonly stdout: Output;
  /** Progress, notices, errors. */
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The terminal of this process. Nothing that cannot be said ends what is being done: not a reader that has seen enough (`| head`), not a
 * log on a full disk.
 *
 * @param onLoss told once where results were lost otherwise than by such a reader
 */
export function processTerminal(onLoss: (error: Error, terminal: Terminal) => void): Terminal {
  const terminal: Terminal = { stdout: process.stdout, stderr: process.stderr, environment: process.env };
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') onLoss(error, terminal);
  });
  return terminal;
}

/** Whether a line can be drawn over and over. */
export function isLive(output: Output, { environment }: Terminal): boolean {
  return output.isTTY === true && environment['TERM'] !== 'dumb';
}
