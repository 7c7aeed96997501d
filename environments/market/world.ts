import type { MarketData } from '../../src/data/market-data.js';
import type { Scaler } from '../../src/data/scaler.js';
import type { Span } from '../../src/data/spans.js';
import { check } from '../../src/errors.js';
import { Box } from '../spaces/box.js';
import { Dict } from '../spaces/dict.js';
import { accountFeatureNames, accountLimit } from './account-features.js';
import { actionRule, type ActionRule } from './actions.js';
import { dataOf } from './data-source.js';
import { featureTable, type Feature, type FeatureTable } from './features.js';
import type { LedgerEntry } from './ledger.js';
import { marketSettings, type MarketOptions, type MarketSettings } from './options.js';
import { spanOf, usualPurge, type PartName } from './parts.js';
import { marketPrices, type MarketPrices } from './prices.js';
import type { OwnReward, RewardOption } from './rewards.js';
import { checkProtocol } from './run-account.js';
import { fitTable, scaledTable } from './scaling.js';

/** What a program gives that plain data cannot say. */
export interface OwnParts {
  /** In place of the option `data`. */
  readonly data?: MarketData;
  /** In place of the option `features`; names and functions. */
  readonly features?: readonly Feature[];
  /** In place of the option `reward`. */
  readonly reward?: OwnReward;
  /** Is told everything that happens to the account of the single form; a `reset` begins another account. */
  readonly record?: (entry: LedgerEntry) => void;
}

/** Everything of a market that its worlds share and that never changes. */
export interface World {
  readonly settings: MarketSettings;
  readonly prices: MarketPrices;
  /** Names of the features, of one asset. */
  readonly features: readonly string[];
  /** Names of the elements of `account`. */
  readonly accountFeatures: readonly string[];
  readonly scaler: Scaler | undefined;
  /** Features of all assets of a bar: `assets x F`. */
  readonly width: number;
  /** Scaled. [T, assets, F] */
  readonly table: Float32Array;
  /** The first bar at whose close a decision is made, and the last bar of the part. */
  readonly first: number;
  readonly last: number;
  readonly reward: RewardOption | OwnReward;
  readonly observationSpace: Dict<{ window: Box; account: Box }>;
  makeActions(): ActionRule;
}

/** @throws LeptonError where the options are wrong, or the part has no room for a window and a step */
export function makeWorld(options: MarketOptions, own: OwnParts = {}): World {
  const settings = marketSettings(options);
  const data = own.data ?? dataOf(settings);
  const prices = marketPrices(data);
  checkProtocol(prices, settings.account);
  const features = featureTable(data, own.features ?? settings.features);
  const { window, part, split, purge = usualPurge(window) } = settings;
  const spanOfPart = (name: PartName) => spanOf(data.times, name, split, purge, window);
  const span = spanOfPart(part);
  const first = Math.max(span.from, features.firstBar + window - 1);
  checkRoom(settings, prices, first, span.to, features.firstBar);
  const scaler = scalerOf(settings.scaler, features, () => spanOfPart('training'));
  const names = data.assets.map(({ name }) => name);
  const accountFeatures = accountFeatureNames(names);
  return {
    settings,
    prices,
    features: features.names,
    accountFeatures,
    scaler,
    width: features.columns.length,
    table: scaledTable(features, scaler),
    first,
    last: span.to - 1,
    reward: own.reward ?? settings.reward ?? (settings.account.protocol === 'tdqn' ? 'tdqn' : 'logReturn'),
    observationSpace: new Dict({
      window: new Box({ low: -Infinity, high: Infinity, shape: [window, features.columns.length] }),
      account: new Box({ low: -accountLimit, high: accountLimit, shape: [accountFeatures.length] }),
    }),
    makeActions: () => actionRule(settings, names, settings.account),
  };
}

/**
 * The options with the fitted scaler in place of its name: what a run keeps, so that an agent sees later data scaled as
 * its training data was. Options with a fitted scaler come back as they are.
 */
export function resolveMarketOptions(options: MarketOptions, own: OwnParts = {}): MarketOptions {
  const { scaler } = makeWorld(options, own);
  return scaler === undefined ? options : { ...options, scaler };
}

function scalerOf(
  scaler: MarketSettings['scaler'],
  features: FeatureTable,
  training: () => Span,
): Scaler | undefined {
  if (scaler === 'none') return undefined;
  return typeof scaler === 'string' ? fitTable(features, scaler, training()) : scaler;
}

function checkRoom(
  { part, window, episode, purge = usualPurge(window) }: MarketSettings,
  { bars }: MarketPrices,
  first: number,
  end: number,
  firstKnown: number,
): void {
  const steps = end - 1 - first;
  check(steps >= 1, {
    component: 'market',
    parameter: 'window',
    value: window,
    requirement:
      `short enough for the part "${part}": of ${bars} bars it has those before bar ${end}, ` +
      `the features are known from bar ${firstKnown} on, and the first decision would be at bar ${first}`,
    hint: `more data, a shorter window, shorter indicators, or another split (purge is ${purge})`,
  });
  check(episode.bars === undefined || episode.bars <= steps, {
    component: 'market',
    parameter: 'episode.bars',
    value: episode.bars,
    requirement: `at most ${steps}, the steps of the part "${part}"`,
  });
}
