import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { strategyNames, strategyPlan } from '../../environments/market/strategies/index.js';
import { failUnknownName } from '../../src/unknown-name.js';
import { loadMarketRun, type MarketRun } from './market-run.node.js';
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
 */
export async function findTrader(
  word: string,
  parameters: Readonly<Record<string, unknown>> = {},
  checkpoint: 'best' | 'last' = 'best',
): Promise<FoundTrader> {
  if (word.includes('#')) return { trader: await loadOwnStrategy(word) };
  if (strategyNames.includes(word)) return { trader: strategyTrader(strategyPlan(word, parameters)) };
  if (existsSync(join(word, 'config.yaml'))) {
    const run = await loadMarketRun(word, checkpoint);
    return { trader: run.trader, run };
  }
  return failUnknownName('strategies', 'name or run folder', word, strategyNames);
}
