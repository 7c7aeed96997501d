/** The command line in processes of their own, and what came of a run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { begin, type Ended } from '../cli/command-line.js';
import { readNewestCheckpoint, readWeights } from '../../src/runs/checkpoint.js';
import { FileStorage } from '../../src/runs/file-storage.node.js';
import { readSummary } from '../../src/runs/summary.js';
import { weightsHash } from '../../src/runs/weights-hash.js';

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
