import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RunSummary } from '../src/runs/records.js';
import type { Report } from './contract.js';
import type { RunPlan } from './run-folder.node.js';

/** What a worker is to do: bring one run to its end. */
export interface WorkerJob {
  readonly plan: RunPlan;
  readonly steps?: number;
}

/** Why a worker gave no summary. The code is that of a `LeptonError`, or `internal-error`. */
export interface WorkerFailure {
  readonly code: string;
  readonly message: string;
}

/** To a worker. */
export type WorkerOrder = { readonly kind: 'run'; readonly job: WorkerJob } | { readonly kind: 'pause' };

/** From a worker. */
export type WorkerMessage =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'done'; readonly summary: RunSummary }
  | { readonly kind: 'failed'; readonly failure: WorkerFailure };

export interface WorkerOptions {
  readonly onReport: (report: Report) => void;
  readonly signal?: AbortSignal;
}

type WorkerResult = { readonly summary: RunSummary } | { readonly failure: WorkerFailure };

const entry = fileURLToPath(new URL('./seed-worker.node.js', import.meta.url));
const running = new Set<ChildProcess>();

/** Whoever leaves at once leaves nobody behind. */
const endAll = (): void => running.forEach((worker) => worker.kill('SIGKILL'));

/** Runs one job in a process of its own. Never raises: whatever goes wrong, the process's end included, is the result. */
export function runInWorker(job: WorkerJob, { onReport, signal }: WorkerOptions): Promise<WorkerResult> {
  return new Promise((resolve) => {
    // What a user's environment prints must not mix with the results on standard output.
    const worker = fork(entry, { serialization: 'advanced', stdio: ['ignore', 2, 2, 'ipc'] });
    if (running.size === 0) process.on('exit', endAll);
    running.add(worker);
    let result: WorkerResult | undefined;
    const order = (message: WorkerOrder) => {
      // One that has just ended takes no orders any more.
      if (worker.connected) worker.send(message, () => undefined);
    };
    const pause = () => order({ kind: 'pause' });
    const end = (reason: string) => {
      running.delete(worker);
      if (running.size === 0) process.off('exit', endAll);
      signal?.removeEventListener('abort', pause);
      resolve(result ?? { failure: { code: 'internal-error', message: `the worker process ${reason}` } });
    };
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'report') onReport(message.report);
      if (message.kind === 'done') result = { summary: message.summary };
      if (message.kind === 'failed') result = { failure: message.failure };
    });
    worker.on('error', (error) => end(`could not be used: ${error.message}`));
    worker.on('exit', (code, killer) =>
      end(killer === null ? `ended with code ${code}` : `was ended by ${killer}`),
    );
    signal?.addEventListener('abort', pause, { once: true });
    order({ kind: 'run', job });
  });
}
