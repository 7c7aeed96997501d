/** Runs that are kept in folders. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createReferenceEngine } from '../src/engines/reference/engine.js';
import type { Engine } from '../src/engines/engine.js';
import { createWasmEngine } from '../src/engines/wasm/engine.js';
import { FileStorage } from '../src/runs/file-storage.node.js';
import type { RunSummary } from '../src/runs/records.js';
import { readUsableSummary, summaryPath } from '../src/runs/summary.js';
import { failUnknownName } from '../src/unknown-name.js';
import { readConfiguration } from './configuration.js';
import type { TrainOptions } from './contract.js';
import { lockFolder } from './folder-lock.node.js';
import { environmentOf } from './recipe-file.node.js';
import type { Recipe } from './recipe.js';
import { resume, train } from './train.js';

const engines: Readonly<Record<string, () => Engine>> = {
  wasm: () => createWasmEngine(),
  reference: createReferenceEngine,
};

export const engineNames: readonly string[] = Object.keys(engines);

/** Raises `unknown-name`. */
export function makeEngine(name: string): Engine {
  return (engines[name] ?? failUnknownName('engines', 'name', name, engineNames))();
}

export interface RunPlan {
  readonly folder: string;
  /** Of the recipe, for people. */
  readonly name: string;
  /** Complete, as `loadRecipe` gives it. */
  readonly recipe: Recipe;
  readonly seed: number | string;
  readonly engine: string;
}

export type Listening = Pick<TrainOptions, 'signal' | 'onReport'>;

/** Trains into a folder. Errors of `train`. */
export async function trainFolder(plan: RunPlan, listening: Listening = {}): Promise<RunSummary> {
  const { folder, name, recipe, seed, engine } = plan;
  return withFolder(folder, async (storage) =>
    train(recipe, {
      ...listening,
      storage,
      seed,
      name,
      engine: makeEngine(engine),
      environment: await environmentOf(recipe),
    }),
  );
}

/**
 * Goes on with the run of a folder, on the engine that it began with; a run that has done all its steps is returned as it is.
 *
 * @param steps a new budget, if any
 * @throws LeptonError `not-a-run`, `file-damaged`, and what `resume` raises
 */
export async function resumeFolder(
  folder: string,
  { steps, ...listening }: Listening & { readonly steps?: number } = {},
): Promise<RunSummary> {
  const found = new FileStorage(folder);
  const { recipe, engine, budget } = readConfiguration(found);
  if (steps === undefined || steps === budget) {
    const summary = readUsableSummary(found);
    if (summary?.status === 'completed') return summary;
  }
  return withFolder(folder, async (storage) =>
    resume({
      ...listening,
      storage,
      engine: makeEngine(engine),
      environment: await environmentOf(recipe),
      ...(steps !== undefined && { steps }),
    }),
  );
}

/** Brings a run to its end from wherever it is: not begun, interrupted, or complete. */
export async function continueFolder(
  plan: RunPlan,
  options: Listening & { readonly steps?: number } = {},
): Promise<RunSummary> {
  const isBegun = existsSync(join(plan.folder, summaryPath));
  const began = isBegun ? undefined : await trainFolder(plan, options);
  if (began !== undefined && (began.status === 'paused' || options.steps === undefined)) return began;
  return resumeFolder(plan.folder, options);
}

/** Runs an action on a folder that no other process trains in meanwhile. */
async function withFolder<Result>(
  folder: string,
  action: (storage: FileStorage) => Promise<Result>,
): Promise<Result> {
  const storage = new FileStorage(folder);
  const unlock = lockFolder(storage);
  try {
    return await action(storage);
  } finally {
    try {
      storage.close();
    } finally {
      unlock();
    }
  }
}
