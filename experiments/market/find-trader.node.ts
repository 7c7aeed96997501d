import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { strategyNames, strategyPlan } from '../../environments/market/strategies/index.js';
import { check } from '../../src/errors.js';
import { failUnknownName } from '../../src/unknown-name.js';
import { loadMarketRun, type MarketRun, type MarketRunRequest } from './market-run.node.js';
import { loadOwnStrategy } from './own-strategy.node.js';
import { strategyTrader, type Trader } from './trader.js';

export interface FoundTrader {
  readonly trader: Trader;
  /** Where it is an agent. */
  readonly run?: MarketRun;
}

/**
 * Who a word on the command line means: the folder of a run, `./my-strategy.js#name`, or a strategy by its name.
 *
 * @param parameters of a strategy
 * @param request of an agent: with which weights, and on which bars
 */
export async function findTrader(
  word: string,
  parameters: Readonly<Record<string, unknown>> = {},
  request: MarketRunRequest = {},
): Promise<FoundTrader> {
  if (word.includes('#')) return { trader: await loadOwnStrategy(word, parameters) };
  if (strategyNames.includes(word)) return { trader: strategyTrader(strategyPlan(word, parameters)) };
  if (existsSync(join(word, 'config.yaml'))) {
    check(Object.keys(parameters).length === 0, {
      component: word,
      parameter: '--set',
      value: parameters,
      requirement: 'absent: an agent is what it was trained to be',
    });
    const run = await loadMarketRun(word, request);
    return { trader: run.trader, run };
  }
  check(!existsSync(word) && !/\.[cm]?[jt]s$/.test(word), {
    component: 'strategies',
    parameter: 'name or run folder',
    value: word,
    requirement: `a folder with a config.yaml, or a module with the name of its export: ./my-strategy.js#decide`,
  });
  return failUnknownName('strategies', 'name or run folder', word, strategyNames);
}
