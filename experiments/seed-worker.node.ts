/** The process of one run of many: takes one job, reports, ends. */
import { tabled } from '../src/errors.js';
import { continueFolder } from './run-folder.node.js';
import type { WorkerFailure, WorkerJob, WorkerMessage, WorkerOrder } from './seed-workers.node.js';

const pausing = new AbortController();

process.on('message', (order: WorkerOrder) => {
  if (order.kind === 'pause') pausing.abort();
  else void work(order.job);
});
// The parent is gone: nobody will ask for the result, but the work is kept.
process.on('disconnect', () => pausing.abort());
// A Ctrl-C reaches every process of the terminal, and `timeout` and systemd end whole groups: what it means to this one, the parent says.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

async function work({ plan, steps }: WorkerJob): Promise<void> {
  try {
    const summary = await continueFolder(plan, {
      signal: pausing.signal,
      onReport: (report) => send({ kind: 'report', report }),
      ...(steps !== undefined && { steps }),
    });
    send({ kind: 'done', summary }, leave);
  } catch (error) {
    send({ kind: 'failed', failure: failureOf(error) }, leave);
  }
}

function send(message: WorkerMessage, then: () => void = () => undefined): void {
  if (process.connected) process.send?.(message, undefined, undefined, then);
  else then();
}

/** A user's world may hold timers or sockets open: they must not keep the process. */
const leave = (): void => process.exit(0);

function failureOf(error: unknown): WorkerFailure {
  const known = tabled(error);
  if (known !== undefined) return { code: known.code, message: known.message };
  const { message, stack } = (error ?? {}) as Partial<Error>;
  return {
    code: 'internal-error',
    message: (process.env['LEPTON_DEBUG'] ? stack : message) ?? String(error),
  };
}
