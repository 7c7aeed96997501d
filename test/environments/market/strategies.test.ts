import { describe, expect, it } from '@jest/globals';
import { runAccount } from '../../../environments/market/run-account.js';
import { leastVarianceWeights } from '../../../environments/market/strategies/minimum-variance.js';
import {
  strategyNames,
  strategyPlan,
  type StrategyContext,
} from '../../../environments/market/strategies/index.js';
import type { MarketData } from '../../../src/data/market-data.js';
import { barsOf, flatBars, marketOf, randomMarket } from './random-markets.js';

const free = { costs: { perValue: 0, slippage: 0 }, shorts: { borrowRate: 0 } };

function weightsOf(
  name: string,
  data: MarketData,
  parameters: Readonly<Record<string, unknown>> = {},
  context: Partial<StrategyContext> = {},
): readonly (readonly number[] | undefined)[] {
  const plan = strategyPlan(name, parameters);
  const strategy = plan.create({ training: undefined, account: free, seed: 1, everything: data, ...context });
  const decided: (readonly number[] | undefined)[] = [];
  runAccount(data, { ...free, ...strategy.account }, (view) => {
    const decision = strategy.decide(view);
    decided.push(typeof decision === 'number' ? [decision] : (decision as readonly number[] | undefined));
    return decision;
  });
  return decided;
}

describe('strategies', () => {
  it('are told apart by their names, and a mistyped parameter is no parameter', () => {
    expect(new Set(strategyNames).size).toBe(strategyNames.length);
    expect(() => strategyPlan('buy-and-hodl')).toThrow('did you mean buy-and-hold');
    expect(() => strategyPlan('sma-cross', { shrot: 3 })).toThrow('did you mean "short"');
    expect(strategyPlan('sma-cross').parameters).toEqual({ short: 50, long: 200, below: 'cash' });
  });

  it('sma-cross holds exactly while the short mean is above the long one, once it has all bars', () => {
    const rising = flatBars(1, 2, 3, 4, 3, 2, 1, 1, 1, 5, 6);
    const weights = weightsOf('sma-cross', rising, { short: 2, long: 4 }).map((list) => list?.[0]);
    // Means of 2 less means of 4, by hand: bar 3: 3.5 - 2.5; 4: 3.5 - 3; 5: 2.5 - 3; 6: 1.5 - 2.5; 7: 1 - 1.75; 8: 1 - 1.25; 9: 3 - 2
    expect(weights).toEqual([0, 0, 0, 1, 1, 0, 0, 0, 0, 1]);
  });

  it('momentum compares with the close so many bars before', () => {
    const weights = weightsOf('momentum', flatBars(3, 2, 4, 1, 5, 5), { bars: 2, below: 'short' });
    expect(weights.map((list) => list?.[0])).toEqual([0, 0, 1, -1, 1]);
  });

  it('mean-reversion buys below the mean, and holds until the mean is reached', () => {
    const weights = weightsOf('mean-reversion', flatBars(10, 10, 10, 7, 8, 8.5, 20, 20), { bars: 4 });
    // Distances in deviations: bar 3: -1.5; 4: (8 - 8.75) / 1.5 = -0.5; 5: (8.5 - 8.375) / 1.25 > 0: out; 6: 1.4996: short
    expect(weights.map((list) => list?.[0])).toEqual([0, 0, 0, 1, 1, 0, -1]);
  });

  it('train-sign goes with the sign of what holding brought before, and needs bars for that', () => {
    const falling = flatBars(...Array.from({ length: 20 }, (_, t) => 100 - t - (t % 2)));
    expect(weightsOf('train-sign', flatBars(1, 2, 3), {}, { training: falling })[0]).toEqual([-1]);
    expect(() => weightsOf('train-sign', flatBars(1, 2, 3))).toThrow('at least two bars to learn from');
  });

  it('the two tdqn strategies are each other’s opposite, with windows of at most 29 bars from the training', () => {
    // A wave of 10 bars: following the trend of short windows earns, and windows are chosen that do.
    const wave = Array.from({ length: 120 }, (_, t) => 100 + (t % 10 < 5 ? t % 5 : 5 - (t % 5)));
    const training = flatBars(...wave);
    const context = { training, account: free, seed: 0, everything: training };
    const trend = strategyPlan('trend-following').create(context).chosen;
    expect(trend?.['trainingSharpe']).toBeGreaterThan(1);
    expect(trend?.['short']).toBeLessThan(trend?.['long'] ?? 0);
    expect(trend?.['long']).toBeLessThanOrEqual(29);
    const reverting = strategyPlan('mean-reversion-tuned').create(context).chosen;
    expect(reverting).not.toEqual(trend);
  });

  it('equal-weight brings weights back every so many bars, and leaves them alone between', () => {
    const data = marketOf(
      barsOf('A', { close: Float64Array.of(1, 1, 2, 2, 2) }),
      barsOf('B', { close: Float64Array.of(1, 1, 1, 1, 1) }),
    );
    const plan = strategyPlan('equal-weight', { every: 3 });
    const strategy = plan.create({ training: undefined, account: free, seed: 0, everything: data });
    const { positions } = runAccount(data, { ...free, ...strategy.account, initialCapital: 100 }, (view) =>
      strategy.decide(view),
    );
    expect([...positions.slice(6, 8)]).toEqual([50, 50]); // worth 100 and 50
    expect([...positions.slice(8, 10)]).toEqual([37.5, 75]); // worth 75 each
  });

  it('minimum-variance has the closed form where no weight is at its bound, and leaves out what only adds risk', () => {
    // w = C^-1 1 / (1' C^-1 1): for diag(1, 4) these are 4/5 and 1/5.
    const [first, second] = leastVarianceWeights([
      [1, 0],
      [0, 4],
    ]);
    expect(first).toBeCloseTo(0.8, 8);
    expect(second).toBeCloseTo(0.2, 8);
    // Correlated 0.9 with a less risky asset: unbounded, its weight would be negative.
    expect(
      leastVarianceWeights([
        [1, 1.8],
        [1.8, 4],
      ]),
    ).toEqual([1, 0]);
  });

  it('random draws the same for a seed, and flips about as often as it is told', () => {
    const data = randomMarket(3, 2000, 1, { jump: 0.01, volume: 1e6 });
    const [first, again, other] = [1, 1, 2].map((seed) => weightsOf('random', data, { flip: 0.1 }, { seed }));
    expect(first).toEqual(again);
    expect(first).not.toEqual(other);
    const flips = first.filter((list, t) => t > 0 && list?.[0] !== first[t - 1]?.[0]).length;
    // A draw in ten bars, and every other draw is what it was.
    expect(flips / first.length).toBeGreaterThan(0.03);
    expect(flips / first.length).toBeLessThan(0.07);
  });

  it('the oracle never loses a bar before costs, and says what it is', () => {
    const data = randomMarket(5, 300, 1, { jump: 0.02, volume: 1e6 });
    const [asset] = data.assets;
    // Whole bars without events: it holds from an open to the next one.
    const plain = marketOf(
      barsOf('A', {
        open: asset.close.map((_, t) => 100 + ((t * 7) % 11)),
        close: asset.close.map((_, t) => 100 + (((t + 1) * 7) % 11)),
      }),
    );
    const plan = strategyPlan('oracle');
    expect(plan.looksAhead).toBe(true);
    const strategy = plan.create({ training: undefined, account: free, seed: 0, everything: plain });
    const { equity } = runAccount(plain, { ...free, rebalance: 0 }, (view) => strategy.decide(view));
    expect(equity.slice(2).every((value, t) => value >= equity[t + 1])).toBe(true);
  });
});
