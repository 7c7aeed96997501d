import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs an action that can be asked to stop. The first Ctrl-C (or SIGTERM, or a closed terminal) aborts the signal, so that
 * the action can keep what it has; the second ends the process at once.
 *
 * @returns the result, and the exit code that such an end has: 130 after Ctrl-C; undefined where there was none
 */
export async function interruptible<Result>(
  action: (signal: AbortSignal) => Promise<Result>,
  onInterrupt: () => void,
): Promise<{ readonly result: Result; readonly interruption: number | undefined }> {
  const stopping = new AbortController();
  let interruption: number | undefined;
  const listen = (name: (typeof signals)[number]): void => {
    const code = 128 + constants.signals[name];
    if (interruption !== undefined) process.exit(code);
    interruption = code;
    onInterrupt();
    stopping.abort();
  };
  for (const name of signals) process.on(name, listen);
  try {
    return { result: await action(stopping.signal), interruption };
  } finally {
    for (const name of signals) process.off(name, listen);
  }
}
