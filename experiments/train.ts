/** Training a run from its beginning, or on from its last checkpoint. */
import { environmentSpecification } from '../environments/registry.js';
import { createWasmEngine } from '../src/engines/wasm/engine.js';
import { check, fail } from '../src/errors.js';
import { checkpointFolder, readNewestCheckpoint, truncateLogs } from '../src/runs/checkpoint.js';
import type { RunSummary } from '../src/runs/records.js';
import type { RunStorage } from '../src/runs/storage.js';
import { readUsableSummary, summaryPath } from '../src/runs/summary.js';
import { readConfiguration, writeConfiguration, type Configuration } from './configuration.js';
import type { ResumeOptions, TrainOptions } from './contract.js';
import { withFittedOptions, writeLearnedFrom } from './kept-data.js';
import { parseRecipe, type RecipeDocument } from './recipe.js';
import { Training, type TrainingOptions } from './training.js';
import { leptonVersion } from './versions.js';

/**
 * Trains an agent as a recipe says, and evaluates it. Everything lies in the storage: see `RunSummary` and `records.ts`.
 * @throws `invalid-value` where the recipe is none; `file-exists` where the storage already holds a run; `numeric-failure` where the
 * loss or a parameter is no number (the last good checkpoint stays); whatever the environment raises
 */
export async function train(document: RecipeDocument, options: TrainOptions): Promise<RunSummary> {
  const recipe = parseRecipe(document);
  const { storage, seed = 0, name = 'unnamed', engine = createWasmEngine() } = options;
  if (storage.length(summaryPath) > 0) {
    fail('file-exists', {
      component: 'train',
      parameter: 'storage',
      value: storage.location,
      requirement: 'without a run in it',
      hint: 'choose another folder, or resume',
    });
  }
  const configuration: Configuration = { name, seed, engine: engine.name, budget: recipe.steps, recipe };
  return begin(configuration, { ...options, engine });
}

async function begin(given: Configuration, options: TrainingOptions): Promise<RunSummary> {
  const { storage, environment = environmentSpecification(given.recipe.environment) } = options;
  const configuration = { ...given, recipe: withFittedOptions(given.recipe, environment) };
  const training = new Training(configuration, options);
  writeConfiguration(storage, configuration);
  writeLearnedFrom(storage, configuration.recipe, environment);
  // So that a kill in the first seconds loses nothing either.
  training.checkpoint('running');
  return training.run();
}

/**
 * Goes on from the newest usable checkpoint, byte for byte as if it had never stopped; reports a warning for each newer one that
 * had to be passed over, and one where another version of Lepton began. A run that was killed before its first checkpoint begins again.
 * @throws `not-a-run`, `file-damaged`, `invalid-value` where the new budget does not fit
 */
export async function resume({ steps, ...options }: ResumeOptions): Promise<RunSummary> {
  const { storage, engine = createWasmEngine(), onReport } = options;
  const before = readConfiguration(storage);
  const newest = wasBegun(storage) ? readNewestCheckpoint(storage) : undefined;
  const stepsDone = newest?.checkpoint.step ?? 0;
  const budget = steps ?? before.budget;
  check(engine.name === before.engine, {
    component: 'resume',
    parameter: 'engine',
    value: engine.name,
    requirement: `the one that the run began with, ${before.engine}`,
  });
  check(budget >= stepsDone && budget % before.recipe.environments === 0, {
    component: 'resume',
    parameter: 'steps',
    value: budget,
    requirement: `a multiple of ${before.recipe.environments}, and at least the ${stepsDone} steps that are done`,
  });
  const configuration = { ...before, budget };
  if (newest === undefined) return begin(configuration, { ...options, engine });
  const { checkpoint, damaged } = newest;
  for (const reason of damaged) {
    const message = `a checkpoint of ${storage.location} is passed over, the run goes on from step ${stepsDone}: ${reason}`;
    onReport?.({ kind: 'warning', message });
  }
  const { lepton = leptonVersion } = readUsableSummary(storage)?.versions ?? {};
  if (lepton !== leptonVersion) {
    const message = `this run was trained by Lepton ${lepton} until step ${stepsDone}, and goes on with ${leptonVersion}: its bits need not be those of one version`;
    onReport?.({ kind: 'warning', message });
  }
  truncateLogs(storage, checkpoint.logLengths);
  const training = new Training(configuration, { ...options, engine });
  training.load(checkpoint);
  if (budget !== before.budget) writeConfiguration(storage, configuration);
  return training.run();
}

/** Checkpoint 0 comes right after the configuration, then `run.json`, then the first step. */
const wasBegun = (storage: RunStorage): boolean =>
  storage.length(summaryPath) > 0 || storage.list(checkpointFolder).length > 0;
