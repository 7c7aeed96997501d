import { adjustedPrices } from '../../../environments/market/adjusted.js';
import type { OwnFeature } from '../../../environments/market/features.js';
import { marketSpecification } from '../../../environments/market/market.js';
import type { MarketOptions } from '../../../environments/market/options.js';
import { strategyPlan } from '../../../environments/market/strategies/index.js';
import { makeWorld } from '../../../environments/market/world.js';
import { log } from '../../../src/numerics/index.js';
import { MemoryStorage } from '../../../src/runs/memory-storage.js';
import { playAgent } from '../play-agent.js';
import { loadPolicy } from '../../policy.js';
import { train } from '../../train.js';
import { strategyTrader } from '../trader.js';
import { type LeakFinding, passed, skipped } from './finding.js';
import type { LeakSubject } from './subject.js';

const check = 'oracle-feature';
const steps = 10_000;
/** Of the logarithm of what the oracle makes of 1. */
const leastShare = 0.5;

/** What a position that is taken now will have earned when it can next be changed. */
const future: OwnFeature = {
  name: 'oracle',
  compute({ bars }) {
    const { open } = adjustedPrices(bars);
    return open.map((_, t) => (t + 2 < open.length ? open[t + 2] / open[t + 1] - 1 : 0));
  },
};

/**
 * A small DQN that is shown the future must learn to use it. Where it does not, results on honest features say nothing either: something between
 * observation, action, fill and reward is broken, or the data are too few.
 */
export async function oracleFeature({ data, seed }: LeakSubject): Promise<LeakFinding> {
  if (data.assets.length > 1) return skipped(check, 'one asset only: the check trades a single one');
  const options: MarketOptions = {
    window: 1,
    positions: [-1, 1],
    costs: { perValue: 0, slippage: 0 },
    shorts: { borrowRate: 0 },
    interest: { cash: 0, borrowed: 0 },
    rebalance: 0,
    rewardScale: 100,
  };
  const specification = marketSpecification('market', { data, features: [future] });
  const storage = new MemoryStorage();
  await train(
    {
      environment: 'market',
      environmentOptions: { ...options, part: 'training', episode: { start: 'random' } },
      environments: 4,
      steps,
      agent: {
        name: 'dqn',
        network: { extractor: [{ dense: 32 }] },
        discount: 0,
        learningStarts: 500,
        learningRate: 3e-3,
        replayCapacity: steps,
        trainInterval: 2,
        exploration: 0.5,
      },
      evaluation: {
        interval: steps / 4,
        episodes: 1,
        finalEpisodes: 1,
        environmentOptions: { part: 'validation', episode: { start: 'first' } },
        finalEnvironmentOptions: { part: 'test' },
      },
    },
    { storage, seed, environment: specification },
  );
  const policy = loadPolicy(storage, { environment: specification });
  const test = { ...options, part: 'test' as const };
  const { equity } = playAgent(policy, specification, test);
  policy.dispose();
  const { first, last, settings } = makeWorld(test, { data, features: [future] });
  const oracle = strategyTrader(strategyPlan('oracle'));
  const best = oracle.play({ data, account: settings.account, from: first, to: last, seed });
  const growth = (values: Float64Array): number => log(values[values.length - 1] / values[0]);
  const share = growth(equity) / growth(best.equity);
  const figures = `a DQN that is shown the future reaches ${(100 * share).toFixed(0)} % of the oracle's growth on the test part (${steps} steps)`;
  if (share >= leastShare) return passed(check, figures);
  return {
    check,
    severity: 'suspicious',
    message: `${figures}: it does not learn what lies before it`,
    remedy:
      'more data, or look for what is broken between observation, action, fill and reward, before anything else is believed',
  };
}
