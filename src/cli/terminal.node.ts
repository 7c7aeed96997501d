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

export function processTerminal(): Terminal {
  // A reader that has seen enough (`| head`) is no failure.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return { stdout: process.stdout, stderr: process.stderr, environment: process.env };
}

/** Whether a line can be drawn over and over. */
export function isLive(output: Output, { environment }: Terminal): boolean {
  return output.isTTY === true && environment['TERM'] !== 'dumb';
}
