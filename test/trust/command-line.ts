/** The command line in processes of their own, as users run it, which tests may end in any way. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../determinism/golden-run.js';
import { readNewestCheckpoint, readWeights } from '../../src/runs/checkpoint.js';
import { FileStorage } from '../../src/runs/file-storage.node.js';
import { readSummary } from '../../src/runs/summary.js';
import { weightsHash } from '../../src/runs/weights-hash.js';

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** @param uid of the user that it runs as; only root may choose one */
export function begin(argv: readonly string[], uid?: number): Running {
  const executable = join(root, 'dist/src/cli/lepton.node.js');
  const child = spawn(process.execPath, [executable, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (err += String(chunk)));
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, out, err })),
  );
  return { process: child, ended };
}

export const lepton = (...argv: readonly string[]): Promise<Ended> => begin(argv).ended;

/** Everything of a complete run that must not depend on how often, when and how it was interrupted. */
export function outcomeOf(folder: string): Readonly<Record<string, unknown>> {
  const storage = new FileStorage(folder);
  const { seconds: _, stepsPerSecond: __, ...summary } = readSummary(storage);
  const { step, state } = readNewestCheckpoint(storage).checkpoint;
  return {
    summary,
    step,
    state: weightsHash(state),
    best: weightsHash(readWeights(storage, 'best').state),
    metrics: readFileSync(join(folder, 'metrics.jsonl'), 'utf8'),
    episode: readFileSync(join(folder, 'episode.json'), 'utf8'),
  };
}
