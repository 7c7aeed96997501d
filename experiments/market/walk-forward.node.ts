import { join } from 'node:path';
import type { MarketOptions } from '../../environments/market/options.js';
import { marketSpecification } from '../../environments/market/market.js';
import { usualPurge } from '../../environments/market/parts.js';
import { makeWorld, resolveMarketOptions } from '../../environments/market/world.js';
import type { MarketData } from '../../src/data/market-data.js';
import { type WalkForwardFold, walkForward } from '../../src/data/split-in-time.js';
import { fail } from '../../src/errors.js';
import { FileStorage } from '../../src/runs/file-storage.node.js';
import { evaluationOptions } from '../evaluation-worlds.js';
import { loadPolicy } from '../policy.js';
import type { LoadedRecipe } from '../recipe-file.node.js';
import { makeEngine } from '../run-folder.node.js';
import { train } from '../train.js';
import { wrapEnvironment } from '../wrappers.js';
import { accountOf } from './account-of.js';
import { wholeData } from './agent-trader.js';
import { barsUntil } from './bars-until.js';
import { ownData, withoutFiles } from './market-run.node.js';
import { playAgent } from './play-agent.js';
import type { DecidedBars, WalkForwardRuns } from './walk-forward.js';

export interface WalkForwardOptions {
  readonly folder: string;
  readonly loaded: LoadedRecipe;
  readonly folds: number;
  readonly mode: 'expanding' | 'rolling';
  readonly seeds: readonly number[];
  readonly engine: string;
  readonly onRun?: (fold: number, seed: number) => void;
}

/** The share of the bars that the first training has, the choice of its best weights included. */
const firstTraining = 0.5;
/** The share of a fold's training on which the best weights are chosen. */
const validationShare = 0.2;

/**
 * Trains an agent for each fold and seed, under `fold-K/seed-N`, and records what it decides on the fold's test, which it has not seen.
 *
 * @throws LeptonError `unsupported` for another environment; what training raises
 */
export async function trainFolds(options: WalkForwardOptions): Promise<WalkForwardRuns> {
  const { loaded, folds: count, mode, seeds, onRun } = options;
  const { recipe } = loaded;
  if (recipe.environment !== 'market') {
    fail('unsupported', {
      component: 'walk-forward',
      parameter: 'environment',
      value: recipe.environment,
      requirement: 'market: other worlds have no time to walk through',
    });
  }
  const given = evaluationOptions(recipe, 'report') as MarketOptions;
  const { data, hash } = await ownData(given);
  const bars = data.times.length;
  const { window = 30 } = given;
  const { purge = usualPurge(window) } = given;
  const trainLength = Math.floor(bars * firstTraining);
  const testLength = Math.floor((bars - trainLength - purge) / count);
  const folds = walkForward(bars, { mode, trainLength, testLength, purge }).slice(0, count);
  const decided: DecidedBars[][] = [];
  for (const [index, fold] of folds.entries()) {
    const ofSeeds: DecidedBars[] = [];
    for (const seed of seeds) {
      onRun?.(index, seed);
      ofSeeds.push(await trainFold(options, data, fold, index, seed));
    }
    decided.push(ofSeeds);
  }
  return {
    name: loaded.name,
    data,
    folds,
    decided,
    seeds,
    account: accountOf(given),
    mode,
    ...(hash !== undefined && { hash }),
  };
}

async function trainFold(
  { folder, loaded, engine }: WalkForwardOptions,
  whole: MarketData,
  { train: training, test }: WalkForwardFold,
  index: number,
  seed: number,
): Promise<DecidedBars> {
  const { recipe, name } = loaded;
  const isLast = test.to === whole.times.length;
  // One bar into the next test, so that no return is lost between two folds.
  const end = isLast ? test.to : test.to + 1;
  const data = barsFrom(barsUntil(whole, end), training.from);
  const [testFrom, length] = [test.from - training.from, data.times.length];
  const validationFrom = Math.floor((training.to - training.from) * (1 - validationShare));
  const split = { validationFrom: dayOf(data, validationFrom), testFrom: dayOf(data, testFrom) };
  const environmentOptions = { ...recipe.environmentOptions, split };
  const foldRecipe = { ...recipe, environmentOptions };
  const storage = new FileStorage(join(folder, `fold-${index + 1}`, `seed-${seed}`));
  const environment = specificationOf(data);
  await train(foldRecipe, { storage, seed, name, engine: makeEngine(engine), environment });
  const policy = loadPolicy(storage, { environment, engine: makeEngine(engine) });
  const options = resolveMarketOptions(withoutFiles(evaluationOptions(foldRecipe, 'report')), { data });
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

/** The market on bars that are at hand, whatever files the options name. */
function specificationOf(data: MarketData) {
  const { create, createVector, ...rest } = marketSpecification('market', { data });
  return {
    ...rest,
    create: (options: MarketOptions) => create({ ...withoutFiles(options) }),
    ...(createVector !== undefined && {
      createVector: (count: number, autoreset: Parameters<typeof createVector>[1], options: MarketOptions) =>
        createVector(count, autoreset, { ...withoutFiles(options) }),
    }),
  };
}

/** The data without the bars before one. */
function barsFrom(data: MarketData, from: number): MarketData {
  if (from === 0) return data;
  const cut = <Column extends Float64Array | Uint8Array>(column: Column): Column =>
    column.slice(from) as Column;
  return {
    times: cut(data.times),
    barsPerYear: data.barsPerYear,
    assets: data.assets.map((asset) => ({
      name: asset.name,
      open: cut(asset.open),
      high: cut(asset.high),
      low: cut(asset.low),
      close: cut(asset.close),
      volume: cut(asset.volume),
      dividends: cut(asset.dividends),
      splits: cut(asset.splits),
      tradable: cut(asset.tradable),
      features: Object.fromEntries(
        Object.entries(asset.features).map(([name, column]) => [name, cut(column)]),
      ),
    })),
  };
}

const dayOf = ({ times }: MarketData, bar: number): string => new Date(times[bar]).toISOString().slice(0, 10);
