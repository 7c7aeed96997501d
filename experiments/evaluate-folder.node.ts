import { FileStorage } from '../src/runs/file-storage.node.js';
import { readNewestCheckpoint, readWeights } from '../src/runs/checkpoint.js';
import type { RunStorage, State } from '../src/runs/storage.js';
import { stateUnder } from '../src/runs/state.js';
import { weightsHash } from '../src/runs/weights-hash.js';
import { readConfiguration } from './configuration.js';
import { evaluate, type EvaluationResult } from './evaluate.js';
import { environmentOf } from './recipe-file.node.js';
import { makeEngine } from './run-folder.node.js';
import { TrainingState } from './training-state.js';
import { wrapEnvironment } from './wrappers.js';

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
}

/**
 * Plays greedy episodes with the weights of a run; nothing in the folder changes.
 *
 * @throws LeptonError `not-a-run`, `file-damaged`, `file-not-found` where there is no such checkpoint yet
 */
export async function evaluateFolder(
  folder: string,
  { episodes, seed, checkpoint = 'best' }: FolderEvaluationOptions = {},
): Promise<FolderEvaluation> {
  const storage = new FileStorage(folder);
  const { recipe, engine, seed: masterSeed } = readConfiguration(storage);
  const environment = await environmentOf(recipe);
  const state = new TrainingState({ recipe, environment, engine: makeEngine(engine), seed: masterSeed });
  const { agent, streams } = state;
  const weights = checkpoint === 'best' ? readWeights(storage, 'best').state : lastWeights(storage);
  agent.loadWeights(weights);
  const firstSeed = seed ?? streams.seedFor('evaluation/report');
  const result = evaluate(agent, {
    environment: wrapEnvironment(environment, recipe.wrappers, 'evaluation'),
    environmentOptions: recipe.environmentOptions,
    episodes: episodes ?? recipe.evaluation.finalEpisodes,
    seed: firstSeed,
  });
  state.dispose();
  return {
    environment: environment.id,
    checkpoint,
    seed: firstSeed,
    weightsHash: weightsHash(weights),
    ...result,
  };
}

const lastWeights = (storage: RunStorage): State =>
  stateUnder('training/agent/online', readNewestCheckpoint(storage).checkpoint.state);
