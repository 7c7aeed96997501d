/** Runs that are kept in folders. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createReferenceEngine } from '../src/engines/reference/engine.js';
import type { Engine } from '../src/engines/engine.js';
import { createWasmEngine } from '../src/engines/wasm/engine.js';
import { fail } from '../src/errors.js';
import { FileStorage } from '../src/runs/file-storage.node.js';
import type { RunSummary } from '../src/runs/records.js';
import { isPartial } from '../src/runs/safe-file.node.js';
import { readSummary, summaryPath } from '../src/runs/summary.js';
import { failUnknownName } from '../src/unknown-name.js';
import { readConfiguration } from './configuration.js';
import type { TrainOptions } from './contract.js';
import { lockFolder, lockPath } from './folder-lock.node.js';
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
  if (found.length(summaryPath) > 0 && (steps === undefined || steps === budget)) {
    const summary = readSummary(found);
    if (summary.status === 'completed') return summary;
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

/** The folder, absolute, which did not exist or held no run and nothing else. Raises `file-exists`. */
export function claimFolder(folder: string): string {
  const path = resolve(folder);
  if (!existsSync(path)) return path;
  const isFolder = statSync(path).isDirectory();
  if (isFolder && readdirSync(path).every(isLeftover)) return path;
  return fail('file-exists', {
    component: 'output',
    parameter: '--out',
    value: folder,
    requirement: 'a folder that does not exist yet, or is empty',
    hint: isFolder ? `npx lepton resume ${folder} goes on with a run` : 'this is a file',
  });
}

/** What a process leaves that was killed before its run had begun. */
const isLeftover = (name: string): boolean => name === lockPath || isPartial(name);

/** Makes a new folder `base/name`, or `base/name-2`, `base/name-3`..., and returns its absolute path. */
export function makeFreshFolder(base: string, name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '-').slice(0, 80);
  mkdirSync(base, { recursive: true });
  for (let count = 1; ; count++) {
    const path = resolve(base, count === 1 ? plain : `${plain}-${count}`);
    if (makesFolder(path)) return path;
  }
}

/** Two processes that ask at once get different folders: making one is atomic. */
function makesFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (existsSync(path)) return false;
    return fail('storage-failure', {
      component: 'output',
      parameter: 'folder',
      value: dirname(path),
      requirement: `one that a folder can be made in: ${String(error)}`,
    });
  }
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
