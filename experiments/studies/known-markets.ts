/** Markets without chance and without costs: a DQN against the best that can be earned. */
import { generateMarket, type GeneratedMarket } from '../../environments/market/generators/index.js';
import { marketSpecification } from '../../environments/market/market.js';
import type { MarketOptions } from '../../environments/market/options.js';
import { resolveMarketOptions } from '../../environments/market/world.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { playAgent } from '../market/play-agent.js';
import { loadPolicy } from '../policy.js';
import type { RecipeDocument } from '../recipe.js';
import { train } from '../train.js';
import { bestOfPath } from './best-of-path.js';

export type CurveName = 'sine' | 'triangle' | 'ramp';

/** The path's generator and length; sine and triangle draw their phase from the path's seed. */
const trainingPaths: Readonly<Record<CurveName, GeneratedMarket>> = {
  sine: { generator: { sine: {} }, bars: 1000 },
  triangle: { generator: { triangle: {} }, bars: 1000 },
  ramp: { generator: { ramp: {} }, bars: 1000 },
};
/** Two periods after the first window, or another slope from another level. */
const testPaths: Readonly<Record<CurveName, GeneratedMarket>> = {
  ...trainingPaths,
  sine: { generator: { sine: {} }, bars: 512 },
  triangle: { generator: { triangle: {} }, bars: 512 },
  ramp: { generator: { ramp: { from: 150, to: 400 } }, bars: 512 },
};

/** Weights are kept at their targets, so that a short position is as large as a long one on every bar. */
export const noCosts: MarketOptions = {
  rebalance: 0,
  costs: { perValue: 0, slippage: 0 },
  shorts: { borrowRate: 0 },
  interest: { cash: 0, borrowed: 0 },
};

const studySteps = 50_000;

export function studyRecipe(environmentOptions: MarketOptions): RecipeDocument {
  return {
    environment: 'market',
    environmentOptions: { ...environmentOptions },
    environments: 4,
    steps: studySteps,
    agent: {
      name: 'dqn',
      network: { extractor: [{ dense: 64 }, { layerNorm: {} }, { dense: 64 }, { layerNorm: {} }] },
      double: true,
      loss: 'squaredError',
      // Without costs nothing that is done now changes what can be done later.
      discount: 0,
      learningRate: { linear: { from: 1e-3, to: 1e-5, fraction: 1 } },
      batchSize: 64,
      replayCapacity: 20_000,
      learningStarts: 1000,
      trainInterval: 2,
      targetUpdateInterval: 200,
      exploration: { linear: { from: 1, to: 0.1, fraction: 0.5 } },
    },
    evaluation: { interval: 2000, episodes: 1, finalEpisodes: 1 },
  };
}

/** A path to learn from, another one to choose the best weights by, and a third one that is only looked at in the end. */
export const pathSeeds = (seed: number) => ({
  training: 3 * seed,
  validation: 3 * seed + 1,
  test: 3 * seed + 2,
});

export interface CurveResult {
  /** Of 1 that was there in the beginning. */
  readonly profit: number;
  readonly bestProfit: number;
  readonly share: number;
}

export async function curveStudy(name: CurveName, seed: number): Promise<CurveResult> {
  const seeds = pathSeeds(seed);
  const common: MarketOptions = {
    ...noCosts,
    window: 4,
    features: ['log-return', 'momentum:5', 'momentum:20'],
    positions: [-1, 1],
    reward: 'simpleReturn',
    rewardScale: 100,
  };
  const { scaler } = resolveMarketOptions({
    ...common,
    data: { ...trainingPaths[name], seed: seeds.training },
  });
  const scaled = { ...common, ...(scaler !== undefined && { scaler }) };
  const pathOf = (part: 'validation' | 'test'): MarketOptions => ({
    data: { ...testPaths[name], seed: seeds[part] },
    episode: { start: 'first' },
  });
  const recipe = studyRecipe({
    ...scaled,
    data: { ...trainingPaths[name], seed: seeds.training },
    episode: { bars: 100, start: 'random' },
  });
  const storage = new MemoryStorage();
  await train(
    { ...recipe, evaluation: { ...recipe.evaluation, environmentOptions: { ...pathOf('validation') } } },
    { storage, seed },
  );
  const policy = loadPolicy(storage);
  const played = playAgent(policy, marketSpecification('market'), { ...scaled, ...pathOf('test') });
  policy.dispose();
  const [asset] = generateMarket(testPaths[name], seeds.test).assets;
  const last = played.equity.length - 1;
  const best = bestOfPath(asset, [-1, 1], played.firstBar, played.firstBar + last);
  const profit = played.equity[last] / played.equity[0] - 1;
  return { profit, bestProfit: best - 1, share: profit / (best - 1) };
}
