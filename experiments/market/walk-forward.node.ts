import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import type { MarketOptions } from '../../environments/market/options.js';
import { marketSpecification } from '../../environments/market/market.js';
import { usualPurge } from '../../environments/market/parts.js';
import { makeWorld, resolveMarketOptions } from '../../environments/market/world.js';
import type { MarketData } from '../../src/data/market-data.js';
import { type WalkForwardFold, walkForward } from '../../src/data/split-in-time.js';
import { check, fail } from '../../src/errors.js';
import { matchSchema, readText } from '../../src/runs/checked-json.js';
import { FileStorage } from '../../src/runs/file-storage.node.js';
import type { RunSummary } from '../../src/runs/records.js';
import { readUsableSummary } from '../../src/runs/summary.js';
import { configurationPath, readConfiguration } from '../configuration.js';
import type { Report, TrainOptions } from '../contract.js';
import { evaluationOptions } from '../evaluation-worlds.js';
import { requirePlainYaml } from '../../src/plain-yaml.js';
import { loadPolicy } from '../policy.js';
import { type Recipe, recipeSchema } from '../recipe.js';
import { makeEngine } from '../run-folder.node.js';
import { resume, train } from '../train.js';
import { wrapEnvironment } from '../wrappers.js';
import { accountOf } from './account-of.js';
import { wholeData } from './agent-trader.js';
import { barsBetween } from './bars-between.js';
import { marketOn, withoutFiles } from './market-on.js';
import { ownData } from './market-run.node.js';
import { playAgent } from './play-agent.js';
import type { DecidedBars, WalkForwardRuns } from './walk-forward.js';

const planPath = 'walk-forward.yaml';

const planSchema = z.strictObject({
  name: z.string(),
  engine: z.string(),
  folds: z.int().min(1),
  mode: z.enum(['expanding', 'rolling']),
  seeds: z.array(z.int().min(0)).min(1),
  /** What was typed, for the page. */
  command: z.string().exactOptional(),
  recipe: recipeSchema,
});

/** `walk-forward.yaml`: all that is needed to go on with a walk forward that was interrupted. */
export type WalkForwardPlan = z.output<typeof planSchema>;

export interface WalkForwardListening {
  /** When aborted, the training at hand writes a checkpoint, and nothing more begins. */
  readonly signal?: AbortSignal;
  /** @param key as `runKeys` has it */
  readonly onReport?: (key: string, report: Report) => void;
  /** The training of that key is complete, and its agent has been tested. */
  readonly onTested?: (key: string) => void;
}

const keyOf = (fold: number, seed: number): string => `fold ${fold + 1}, seed ${seed}`;

/** What the trainings are called, in their order. */
export const runKeys = ({ folds, seeds }: WalkForwardPlan): readonly string[] =>
  Array.from({ length: folds }, (_, fold) => seeds.map((seed) => keyOf(fold, seed))).flat();

/** Whether a folder holds a walk forward. */
export const isWalkForwardFolder = (folder: string): boolean => new FileStorage(folder).length(planPath) > 0;

/** Raises `file-damaged`. */
export function readWalkForwardPlan(folder: string): WalkForwardPlan {
  const bytes = new FileStorage(folder).read(planPath) ?? new Uint8Array(0);
  const { data } = requirePlainYaml(readText(bytes, planPath), planPath);
  return matchSchema(planSchema, data, planPath, 'file-damaged');
}

/** The share of the bars that the first training has, the choice of its best weights included. */
const firstTraining = 0.5;
/** The share of a fold's training on which the best weights are chosen. */
const validationShare = 0.2;

/**
 * Trains an agent for each fold and seed, under `fold-K/seed-N`, and records what it decides on the fold's test, which it has not seen. What
 * an earlier call has done in this folder is not done again: the result is the same, byte for byte.
 *
 * @returns undefined where it was aborted
 * @throws LeptonError `unsupported` for another environment; `file-damaged` where the data have changed; what training raises
 */
export async function trainFolds(
  folder: string,
  plan: WalkForwardPlan,
  listening: WalkForwardListening = {},
): Promise<WalkForwardRuns | undefined> {
  const { name, recipe, folds: count, mode, seeds } = plan;
  if (recipe.environment !== 'market') {
    fail('unsupported', {
      component: 'walk-forward',
      parameter: 'environment',
      value: recipe.environment,
      requirement: 'market: other worlds have no time to walk through',
    });
  }
  const given = evaluationOptions(recipe, 'report') as MarketOptions;
  const { data, hash, warnings: notes, alarms } = await ownData(given);
  const folds = foldsOf(data, given, plan);
  check(folds.length === count, {
    component: 'walk-forward',
    parameter: 'folds',
    value: count,
    requirement: `at most ${folds.length}, as many as fit into ${data.times.length} bars`,
  });
  // Nothing can be wrong with the plan any more.
  if (!isWalkForwardFolder(folder)) new FileStorage(folder).write(planPath, stringify(plan));
  const decided: DecidedBars[][] = [];
  for (const [index, fold] of folds.entries()) {
    const ofSeeds: DecidedBars[] = [];
    for (const seed of seeds) {
      const bars = await trainFold(folder, plan, data, fold, index, seed, listening);
      if (bars === undefined) return undefined;
      ofSeeds.push(bars);
      listening.onTested?.(keyOf(index, seed));
    }
    decided.push(ofSeeds);
  }
  return {
    ...{ name, data, folds, decided, seeds, mode, notes, alarms },
    account: accountOf(given),
    ...(hash !== undefined && { hash }),
  };
}

function foldsOf(
  { times }: MarketData,
  { window = 30, purge = usualPurge(window) }: MarketOptions,
  { folds: count, mode }: WalkForwardPlan,
): readonly WalkForwardFold[] {
  const trainLength = Math.floor(times.length * firstTraining);
  const testLength = Math.floor((times.length - trainLength - purge) / count);
  check(testLength >= 3, {
    component: 'walk-forward',
    parameter: 'folds',
    value: count,
    requirement: `few enough for tests of three bars or more: there are ${times.length} bars, half of them for the first training`,
  });
  return walkForward(times.length, { mode, trainLength, testLength, purge }).slice(0, count);
}

async function trainFold(
  folder: string,
  { recipe, name, engine }: WalkForwardPlan,
  whole: MarketData,
  { train: training, test }: WalkForwardFold,
  index: number,
  seed: number,
  { signal, onReport }: WalkForwardListening,
): Promise<DecidedBars | undefined> {
  if (signal?.aborted === true) return undefined;
  const isLast = test.to === whole.times.length;
  // One bar into the next test, so that no return is lost between two folds.
  const end = isLast ? test.to : test.to + 1;
  const data = barsBetween(whole, training.from, end);
  const [testFrom, length] = [test.from - training.from, data.times.length];
  const validationFrom = Math.floor((training.to - training.from) * (1 - validationShare));
  const split = { validationFrom: dayOf(data, validationFrom), testFrom: dayOf(data, testFrom) };
  const foldRecipe = { ...recipe, environmentOptions: { ...recipe.environmentOptions, split } };
  const storage = new FileStorage(join(folder, `fold-${index + 1}`, `seed-${seed}`));
  const environment = marketOn(data);
  const { status } = await trainOrResume(foldRecipe, {
    ...{ storage, seed, name, environment },
    engine: makeEngine(engine),
    ...(signal !== undefined && { signal }),
    onReport: (report) => onReport?.(keyOf(index, seed), report),
  });
  if (status !== 'completed') return undefined;
  const policy = loadPolicy(storage, { environment, engine: makeEngine(engine) });
  const kept = readConfiguration(storage).recipe;
  const options = resolveMarketOptions(withoutFiles(evaluationOptions(kept, 'report')), { data });
  const played = playAgent(
    policy,
    wrapEnvironment(marketSpecification('market', { data }), recipe.wrappers, 'evaluation'),
    { ...wholeData(options) },
    { from: testFrom, to: length - 1 },
  );
  policy.dispose();
  const rule = makeWorld(wholeData(options), { data }).makeActions();
  const weights = played.actions.map((action) => {
    rule.read([action], 0);
    return Array.from(rule.weights.subarray(rule.offset, rule.offset + data.assets.length));
  });
  return { firstBar: test.from, weights };
}

async function trainOrResume(recipe: Recipe, options: TrainOptions): Promise<RunSummary> {
  const { storage, seed: _seed, name: _name, ...others } = options;
  if (storage.length(configurationPath) === 0) return train(recipe, options);
  const summary = readUsableSummary(storage);
  return summary?.status === 'completed' ? summary : resume({ ...others, storage });
}

const dayOf = ({ times }: MarketData, bar: number): string => new Date(times[bar]).toISOString().slice(0, 10);
