import { strategyPlan } from '../../environments/market/strategies/index.js';
import type { MarketData } from '../../src/data/market-data.js';
import { strategyTrader, type Trader } from './trader.js';

/** What an agent has to beat, the oracle left out; with the parameters that are usual. */
const usual: readonly (readonly [name: string, parameters?: Readonly<Record<string, unknown>>])[] = [
  ['sell-and-hold'],
  ['train-sign'],
  ['sma-cross'],
  ['momentum'],
  ['mean-reversion'],
  ['equal-weight'],
  ['minimum-variance'],
  ['random'],
  ['flat'],
];

const needsTraining: readonly string[] = ['train-sign'];
const needsSeveral: readonly string[] = ['equal-weight', 'minimum-variance'];

/**
 * The baselines that make sense on this data, buy-and-hold aside: those that learn need bars before the first decision, portfolios need
 * several assets.
 */
export function baselineTraders(data: MarketData, from: number, except = ''): readonly Trader[] {
  return usual
    .filter(([name]) => name !== except)
    .filter(([name]) => from >= 3 || !needsTraining.includes(name))
    .filter(([name]) => data.assets.length > 1 || !needsSeveral.includes(name))
    .map(([name, parameters]) => strategyTrader(strategyPlan(name, parameters)));
}
