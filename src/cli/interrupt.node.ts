import { constants } from 'node:os';
import type { Progress } from './progress.node.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs an action under its progress line, which is gone at the end. The first Ctrl-C (or SIGTERM, or a closed terminal)
 * aborts the signal, so that the action can keep what it has; the second ends the process at once.
 *
 * @returns the result, and the exit code that such an end has: 130 after Ctrl-C; undefined where there was none
 */
export async function interruptible<Result>(
  progress: Progress,
  action: (signal: AbortSignal) => Promise<Result>,
): Promise<{ readonly result: Result; readonly interruption: number | undefined }> {
  const stopping = new AbortController();
  let interruption: number | undefined;
  const listen = (name: (typeof signals)[number]): void => {
    const code = 128 + constants.signals[name];
    if (interruption !== undefined) process.exit(code);
    interruption = code;
    progress.note('Finishing the step and writing a checkpoint. Ctrl-C again ends at once.');
    stopping.abort();
  };
  for (const name of signals) process.on(name, listen);
  try {
    return { result: await action(stopping.signal), interruption };
  } finally {
    for (const name of signals) process.off(name, listen);
    progress.clear();
  }
}
