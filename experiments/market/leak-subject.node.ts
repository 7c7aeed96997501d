import { strategyPlan } from '../../environments/market/strategies/index.js';
import type { MarketOptions } from '../../environments/market/options.js';
import { makeWorld } from '../../environments/market/world.js';
import type { AccountOptions } from '../../environments/market/settings.js';
import { fail } from '../../src/errors.js';
import type { MarketData } from '../../src/data/market-data.js';
import type { MarketDataOptions } from '../../src/data/market-data-options.js';
import { loadRecipe } from '../recipe-file.node.js';
import { accountOf } from './account-of.js';
import { wholeData } from './agent-trader.js';
import { findTrader } from './find-trader.node.js';
import type { LeakSubject } from './leak-check/index.js';
import { withUsablePurge } from './leak-check/usable-purge.js';
import { readMarket } from './market-files.node.js';
import { ownData } from './market-run.node.js';
import { firstLearned, firstUnseen } from './seen-bars.js';
import { strategyTrader } from './trader.js';

export interface LeakSubjectOptions {
  readonly data?: readonly string[];
  readonly read?: MarketDataOptions;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly account?: AccountOptions;
  readonly seed: number;
}

/** What a word on the command line means: a run folder, a strategy, `./my-strategy.js#name`, or a recipe by its file or name. */
export async function leakSubject(who: string, options: LeakSubjectOptions): Promise<LeakSubject> {
  const isRecipe = /\.ya?ml$/.test(who) || who === 'market';
  return isRecipe ? ofRecipe(who, options) : ofTrader(who, options);
}

async function ofTrader(who: string, options: LeakSubjectOptions): Promise<LeakSubject> {
  const { data, read, account = {}, seed } = options;
  const { trader, run } = await findTrader(who, options.parameters, { data, read, seed });
  if (run === undefined) {
    const bars = data === undefined ? needsData() : (await readMarket(data, read, seed)).data;
    const to = bars.times.length - 1;
    // Those that learn from bars before the first decision need some.
    return { name: who, data: bars, account, from: Math.floor(to / 4), to, seed, trader };
  }
  const bars = run.source.data;
  return {
    ...{ name: who, data: bars, seed, trader },
    account: { ...accountOf(run.options), ...account },
    // On what it was trained on it may well know the answers.
    from: Math.max(trader.firstBar?.(bars) ?? 0, data === undefined ? firstUnseen(run.learned, bars) : 0),
    to: bars.times.length - 1,
    world: {
      options: { ...wholeData(run.options), ...partsOf(run.options) },
      fittedFrom: firstLearned(run.learned, bars) ?? 'elsewhere',
    },
  };
}

/** A recipe has no agent yet: its world is checked, and its account with random decisions. */
async function ofRecipe(
  who: string,
  { data, read, account = {}, seed }: LeakSubjectOptions,
): Promise<LeakSubject> {
  const overrides = data === undefined ? [] : [`environmentOptions.data=${JSON.stringify(data)}`];
  const loaded = await loadRecipe(who, data?.[0]?.startsWith('generator:') === true ? [] : overrides);
  const { environment, environmentOptions } = loaded.recipe;
  if (environment !== 'market') {
    fail('unsupported', {
      component: who,
      parameter: 'environment',
      value: environment,
      requirement: 'market: other worlds have no price history',
    });
  }
  const given = environmentOptions as MarketOptions;
  const bars: MarketData =
    data === undefined
      ? (await ownData(withUsablePurge(given))).data
      : (await readMarket(data, { ...given.dataOptions, ...read }, seed)).data;
  const options = { ...wholeData(given), ...partsOf(given) };
  const { first } = makeWorld({ ...withUsablePurge(options), episode: {} }, { data: bars });
  return {
    ...{ name: who, data: bars, seed, from: first, to: bars.times.length - 1 },
    account: { ...accountOf(given), ...account },
    trader: strategyTrader(strategyPlan('random')),
    world: { options },
  };
}

const partsOf = ({ split, purge }: MarketOptions): MarketOptions => ({
  ...(split !== undefined && { split }),
  ...(purge !== undefined && { purge }),
});

const needsData = (): never =>
  fail('invalid-value', {
    component: 'leak-check',
    parameter: '--data',
    value: 'absent',
    requirement: 'price files: a strategy has no data of its own',
  });
