import { FileStorage } from '../src/runs/file-storage.node.js';
import { weightsHash } from '../src/runs/weights-hash.js';
import { readConfiguration } from './configuration.js';
import type { EvaluationResult } from './evaluate.js';
import { loadPolicy } from './policy.js';
import { environmentOf } from './recipe-file.node.js';
import { makeEngine } from './run-folder.node.js';

export interface FolderEvaluation extends EvaluationResult {
  readonly environment: string;
  readonly checkpoint: 'best' | 'last';
  /** Of the first episode's reset. */
  readonly seed: number;
  readonly weightsHash: string;
}

export interface FolderEvaluationOptions {
  /** Default: as many as the run's own report has. */
  readonly episodes?: number;
  /** Default: the one of the run's own report, so that the result is the one in `run.json`. */
  readonly seed?: number;
  readonly checkpoint?: 'best' | 'last';
  /** Told of each damaged checkpoint that was newer than the one whose weights are `last`. */
  readonly onDamage?: (reason: string) => void;
}

/**
 * Plays greedy episodes with the weights of a run; nothing in the folder changes.
 *
 * @throws LeptonError `not-a-run`, `file-damaged`, `file-not-found` where there is no such checkpoint yet
 */
export async function evaluateFolder(
  folder: string,
  { episodes, seed, checkpoint = 'best', onDamage }: FolderEvaluationOptions = {},
): Promise<FolderEvaluation> {
  const storage = new FileStorage(folder);
  const { recipe, engine } = readConfiguration(storage);
  const environment = await environmentOf(recipe);
  const policy = loadPolicy(storage, {
    checkpoint,
    environment,
    engine: makeEngine(engine),
    ...(onDamage && { onDamage }),
  });
  try {
    const result = await policy.evaluate({
      ...(episodes !== undefined && { episodes }),
      ...(seed !== undefined && { seed }),
    });
    return {
      environment: environment.id,
      checkpoint,
      weightsHash: weightsHash(policy.weights),
      ...result,
    };
  } finally {
    policy.dispose();
  }
}
