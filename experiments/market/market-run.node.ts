import type { MarketOptions } from '../../environments/market/options.js';
import { dataOf } from '../../environments/market/data-source.js';
import { marketSettings } from '../../environments/market/options.js';
import { spanOf, usualPurge } from '../../environments/market/parts.js';
import { resolveMarketOptions } from '../../environments/market/world.js';
import { fail } from '../../src/errors.js';
import { alarmsIn, notesOf } from '../../src/data/defects.js';
import { loadMarketData } from '../../src/data/load-market-data.node.js';
import type { MarketData } from '../../src/data/market-data.js';
import type { MarketDataOptions } from '../../src/data/market-data-options.js';
import { isMarketData } from '../../src/data/market-registry.js';
import { FileStorage } from '../../src/runs/file-storage.node.js';
import { readConfiguration } from '../configuration.js';
import { evaluationOptions } from '../evaluation-worlds.js';
import { loadPolicy, type Policy } from '../policy.js';
import { environmentOf } from '../recipe-file.node.js';
import type { Recipe } from '../recipe.js';
import { makeEngine } from '../run-folder.node.js';
import { agentTrader } from './agent-trader.js';
import type { Trader } from './trader.js';

/** An agent that was trained in the market, and what it was trained on. */
export interface MarketRun {
  readonly name: string;
  readonly folder: string;
  readonly recipe: Recipe;
  readonly policy: Policy;
  /** Of its final evaluation, the scaler fitted. */
  readonly options: MarketOptions;
  readonly trader: Trader;
  /** What it was trained on. */
  readonly own: OwnData;
  /** How its files were read. */
  readonly reading: MarketDataOptions;
}

export interface OwnData {
  readonly data: MarketData;
  readonly hash?: string;
  /** The bar behind the last one that training or the choice of the best weights has seen. */
  readonly seenEnd: number;
  /** The first bar of the test part. */
  readonly testFrom: number;
  /** What its files should be read with, see `notesOf`. */
  readonly notes: readonly string[];
  readonly alarms: readonly string[];
}

/** Loads a run folder. Raises `not-a-run`, `file-damaged`, `unsupported` for another environment; `file-not-found` for its data. */
export async function loadMarketRun(
  folder: string,
  checkpoint: 'best' | 'last' = 'best',
): Promise<MarketRun> {
  const storage = new FileStorage(folder);
  const { name, recipe, engine } = readConfiguration(storage);
  if (recipe.environment !== 'market') {
    fail('unsupported', {
      component: folder,
      parameter: 'environment',
      value: recipe.environment,
      requirement: 'market: other worlds have no price history',
    });
  }
  const environment = await environmentOf(recipe);
  const policy = loadPolicy(storage, { checkpoint, environment, engine: makeEngine(engine) });
  const given = evaluationOptions(recipe, 'report') as MarketOptions;
  const own = await ownData(given);
  const options = resolveMarketOptions(withoutFiles(given), { data: own.data });
  const trader = agentTrader({ name, policy, options, wrappers: recipe.wrappers });
  return {
    name,
    folder: storage.location,
    recipe,
    policy,
    options,
    trader,
    own,
    reading: given.dataOptions ?? {},
  };
}

/** The data that options name, read from its files where there are some. */
export async function ownData(options: MarketOptions): Promise<OwnData> {
  const { data, dataOptions } = options;
  const settings = marketSettings(withoutFiles(options));
  const isFiles = (typeof data === 'string' && !isMarketData(data)) || Array.isArray(data);
  const loaded = isFiles
    ? await loadMarketData(data, dataOptions)
    : { data: dataOf(marketSettings(options)), defects: [] };
  const { split, window, purge = usualPurge(window) } = settings;
  const { times } = loaded.data;
  const seenEnd = spanOf(times, 'validation', split, purge, window).to;
  const testFrom = spanOf(times, 'test', split, purge, window).from;
  const { defects } = loaded;
  const told = { notes: notesOf(defects), alarms: alarmsIn(defects) };
  return { data: loaded.data, ...('hash' in loaded && { hash: loaded.hash }), seenEnd, testFrom, ...told };
}

export function withoutFiles({
  data: _data,
  dataHash: _hash,
  dataOptions: _options,
  ...rest
}: MarketOptions): MarketOptions {
  return rest;
}
