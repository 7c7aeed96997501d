/** A random walk, where nothing can be earned: what an agent shows there is luck, and with costs a loss. */
import { marketSpecification } from '../../environments/market/market.js';
import type { MarketOptions } from '../../environments/market/options.js';
import { resolveMarketOptions } from '../../environments/market/world.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { sharpeRatio, simpleReturns } from '../../src/statistics/finance/index.js';
import { mean, standardDeviation } from '../../src/statistics/summary.js';
import { playAgent } from '../market/play-agent.js';
import { loadPolicy } from '../policy.js';
import { train } from '../train.js';
import { noCosts, pathSeeds, studyRecipe } from './known-markets.js';

const walk = (bars: number) => ({ generator: { gbm: { drift: 0, volatility: 0.2 } }, bars }) as const;
/** Fresh paths of two years for each agent. */
const testCount = 20;

export interface WalkResult {
  /** Mean over the fresh paths, of a year. */
  readonly sharpe: number;
  /** Mean over the fresh paths of what 1 became less 1, and its standard error. */
  readonly profit: number;
  readonly standardError: number;
}

export async function randomWalkStudy(hasCosts: boolean, seed: number): Promise<WalkResult> {
  const seeds = pathSeeds(seed);
  const common: MarketOptions = {
    ...(hasCosts ? {} : noCosts),
    window: 4,
    features: ['log-return', 'momentum:5', 'momentum:20'],
    positions: hasCosts ? [-1, 0, 1] : [-1, 1],
    rewardScale: 100,
  };
  const training = { ...walk(2000), seed: seeds.training };
  const { scaler } = resolveMarketOptions({ ...common, data: training });
  const scaled = { ...common, ...(scaler !== undefined && { scaler }) };
  const recipe = studyRecipe({ ...scaled, data: training, episode: { bars: 100, start: 'random' } });
  const validation = { data: { ...walk(1000), seed: seeds.validation }, episode: { start: 'first' } };
  const storage = new MemoryStorage();
  await train(
    { ...recipe, evaluation: { ...recipe.evaluation, environmentOptions: validation } },
    { storage, seed },
  );
  const policy = loadPolicy(storage);
  const paths = Array.from({ length: testCount }, (_, index) => {
    const data = { ...walk(526), seed: 1_000_000 + seeds.test * testCount + index };
    const { equity } = playAgent(policy, marketSpecification('market'), {
      ...scaled,
      data,
      episode: { start: 'first' },
    });
    const sharpe = sharpeRatio(simpleReturns(equity));
    // An account that stays flat has no Sharpe ratio: neither gain nor risk.
    return {
      sharpe: Number.isFinite(sharpe) ? sharpe : 0,
      profit: equity[equity.length - 1] / equity[0] - 1,
    };
  });
  policy.dispose();
  const profits = paths.map(({ profit }) => profit);
  return {
    sharpe: mean(paths.map(({ sharpe }) => sharpe)),
    profit: mean(profits),
    standardError: standardDeviation(profits, 1) / Math.sqrt(testCount),
  };
}
