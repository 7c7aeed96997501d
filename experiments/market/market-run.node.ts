import { dataOf } from '../../environments/market/data-source.js';
import { featureTable } from '../../environments/market/features.js';
import { type LearnedFrom, learnedFrom, readLearnedFrom } from '../../environments/market/learned-from.js';
import { marketSettings, type MarketOptions } from '../../environments/market/options.js';
import { resolveMarketOptions } from '../../environments/market/world.js';
import { alarmsIn, notesOf } from '../../src/data/defects.js';
import type { MarketDataOptions } from '../../src/data/market-data-options.js';
import type { MarketData } from '../../src/data/market-data.js';
import { check, fail } from '../../src/errors.js';
import { FileStorage } from '../../src/runs/file-storage.node.js';
import type { RunStorage } from '../../src/runs/storage.js';
import { readConfiguration } from '../configuration.js';
import { evaluationOptions } from '../evaluation-worlds.js';
import { readLearnedFromFile } from '../kept-data.js';
import { loadPolicy, type Policy } from '../policy.js';
import { loadNamedData } from '../recipe-data.node.js';
import type { Recipe } from '../recipe.js';
import { makeEngine } from '../run-folder.node.js';
import { agentTrader, wholeData } from './agent-trader.js';
import { type MarketSource, readMarket } from './market-files.node.js';
import { marketOn, withoutFiles } from './market-on.js';
import { withQuietBar } from './quiet-bar.js';
import { asTrained } from './trained-assets.js';
import type { Trader } from './trader.js';

/** An agent that was trained in the market, what it was trained on, and the bars that it is asked about. */
export interface MarketRun {
  readonly name: string;
  readonly folder: string;
  readonly recipe: Recipe;
  readonly policy: Policy;
  /** Of its final evaluation, the scaler fitted. */
  readonly options: MarketOptions;
  readonly trader: Trader;
  readonly learned: LearnedFrom;
  /** Its assets are in the order of the training, under their names there. */
  readonly source: MarketSource;
}

export interface MarketRunRequest {
  readonly checkpoint?: 'best' | 'last' | undefined;
  /** Price files, or a generator, in place of what it was trained on. They are read as those were, unless `read` says otherwise. */
  readonly data?: readonly string[] | undefined;
  readonly read?: MarketDataOptions | undefined;
  readonly seed?: number | undefined;
}

/**
 * Loads a run folder. With other data nothing is needed but the folder and these; a folder of an older Lepton, which has kept no scaler,
 * needs the files of its training too. Raises `not-a-run`, `file-damaged`, `unsupported` for another environment; `file-not-found` for data.
 */
export async function loadMarketRun(
  folder: string,
  { checkpoint = 'best', data, read, seed }: MarketRunRequest = {},
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
  const given = evaluationOptions(recipe, 'report') as MarketOptions;
  const saved = savedIn(storage);
  const { learned, options } =
    saved === undefined
      ? learnedAgain(given, await ownData(given))
      : { learned: saved, options: { ...withoutFiles(given), ...scalerOf(recipe) } };
  const bars =
    data === undefined
      ? await ownData(given)
      : await readMarket(data, { ...given.dataOptions, ...read }, seed);
  const source = { ...bars, data: asTrained(bars.data, learned.data) };
  checkBars(source.data, options);
  const policy = loadPolicy(storage, {
    checkpoint,
    environment: marketOn(withQuietBar(source.data), () => wholeData(options)),
    engine: makeEngine(engine),
  });
  const trader = agentTrader({ name, policy, options, wrappers: recipe.wrappers });
  return { name, folder: storage.location, recipe, policy, options, trader, learned, source };
}

function checkBars(data: MarketData, options: MarketOptions): void {
  const { features, window } = marketSettings(wholeData(options));
  const bars = data.times.length;
  check(featureTable(data, features).firstBar + window <= bars, {
    component: 'agent',
    parameter: 'data',
    value: `${bars} bars`,
    requirement: `enough for a window of ${window} bars behind those that its features need`,
  });
}

/** What it was trained with, also where the recipe evaluates on other data, which have a scaler of their own. */
function scalerOf({ environmentOptions }: Recipe): Pick<MarketOptions, 'scaler'> {
  const { scaler } = environmentOptions as MarketOptions;
  return scaler === undefined ? {} : { scaler };
}

function savedIn(storage: RunStorage): LearnedFrom | undefined {
  const file = readLearnedFromFile(storage);
  return file && readLearnedFrom(file);
}

/** For folders that have kept nothing: from the files of the training. */
function learnedAgain(given: MarketOptions, { data }: MarketSource): Pick<MarketRun, 'learned' | 'options'> {
  const options = withoutFiles(given);
  return { learned: learnedFrom(options, { data }), options: resolveMarketOptions(options, { data }) };
}

/** The data that options name, from files where there are some. Raises `file-damaged` where these are not what they were. */
export async function ownData(options: MarketOptions): Promise<MarketSource> {
  const loaded = await loadNamedData(options);
  if (loaded === undefined) return { data: dataOf(marketSettings(options)), warnings: [], alarms: [] };
  const { data, hash, defects } = loaded;
  return { data, hash, warnings: notesOf(defects), alarms: alarmsIn(defects) };
}
