import { isDeepStrictEqual } from 'node:util';
import { fail } from '../../src/errors.js';
import { parseRecipe, type RecipeDocument } from '../recipe.js';
import type { BacktestResult } from './backtest.js';
import { writeBacktest } from './backtest-folder.node.js';
import { stitchFolds } from './walk-forward.js';
import {
  isWalkForwardFolder,
  readWalkForwardPlan,
  trainFolds,
  type WalkForwardListening,
  type WalkForwardPlan,
} from './walk-forward.node.js';

export interface WalkForwardRequest {
  /** Of the market, as `loadRecipe` gives it. */
  readonly recipe: RecipeDocument;
  /** For people. Default: `walk-forward`. */
  readonly name?: string;
  /** Default: 5. */
  readonly folds?: number;
  /** Whether training begins at the first bar each time, or keeps its length. Default: `expanding`. */
  readonly mode?: 'expanding' | 'rolling';
  /** An agent for each in each fold. Default: 0 alone. */
  readonly seeds?: readonly number[];
  /** What computes. Default: `wasm`. */
  readonly engine?: string;
  /** What was typed, for the page. */
  readonly command?: string;
}

/**
 * Trains an agent for each fold, tests it on the bars after its training, puts all tests together to one backtest beside the baselines, and
 * writes it all into a folder. In a folder that has this walk forward it goes on, and gives what it would have given, byte for byte.
 *
 * @returns undefined where it was aborted
 * @throws LeptonError `file-exists` where the folder has another walk forward; `unsupported` for another environment; `invalid-value`;
 *   `file-damaged` where the data have changed; what training raises
 */
export async function walkForward(
  folder: string,
  request: WalkForwardRequest,
  listening: WalkForwardListening = {},
): Promise<BacktestResult | undefined> {
  const { name = 'walk-forward', folds = 5, mode = 'expanding', seeds = [0], engine = 'wasm' } = request;
  const { command, recipe: document } = request;
  const recipe = parseRecipe(document);
  const plan = {
    ...{ name, engine, folds, mode, recipe },
    seeds: [...seeds],
    ...(command !== undefined && { command }),
  };
  if (isWalkForwardFolder(folder) && !isDeepStrictEqual(readWalkForwardPlan(folder), plan)) {
    fail('file-exists', {
      component: 'walk-forward',
      parameter: 'folder',
      value: folder,
      requirement: 'without another walk forward in it',
      hint: 'choose another folder, or ask for the same',
    });
  }
  return walkFolder(folder, plan, listening);
}

/** A walk forward to its end, and its page. */
export async function walkFolder(
  folder: string,
  plan: WalkForwardPlan,
  listening: WalkForwardListening = {},
): Promise<BacktestResult | undefined> {
  const runs = await trainFolds(folder, plan, listening);
  if (runs === undefined) return undefined;
  const result = stitchFolds(runs, plan.command);
  writeBacktest(folder, runs.data, result);
  return result;
}
