import { describe, expect, it } from '@jest/globals';
import { makeEnvironment } from '../../../environments/registry.js';
import { marketSpecification } from '../../../environments/market/market.js';
import type { MarketOptions } from '../../../environments/market/options.js';
import { log } from '../../../src/numerics/index.js';
import { flatBars } from './random-markets.js';

const closes = [10, 10, 12, 9, 9, 11];
const free = { costs: { perValue: 0, slippage: 0 }, shorts: { borrowRate: 0 } };

/** Rewards of holding from the first bar on (bought at 10), or of these actions out of -1, 0, 1. */
function rewards(reward: MarketOptions['reward'], actions = [2, 2, 2, 2, 2], options: MarketOptions = free) {
  const specification = marketSpecification('rewards', { data: flatBars(...closes) });
  const settings = { window: 1, features: ['range'], scaler: 'none', reward, ...options };
  const environment = makeEnvironment(specification, settings);
  environment.reset();
  return actions.map((action) => environment.step(action).reward);
}

function close(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((reward, index) => expect(reward).toBeCloseTo(expected[index], 6));
}

const returns = [0, 0.2, -0.25, 0, 2 / 9];

describe('rewards', () => {
  it('log return, simple return', () => {
    close(
      rewards('logReturn'),
      returns.map((r) => log(1 + r)),
    );
    close(rewards('simpleReturn'), returns);
  });

  it('differential Sharpe is the derivative of the Sharpe ratio of exponential averages', () => {
    const rate = 0.1;
    const sharpe = (a: number, b: number) => a / Math.sqrt(b - a * a);
    let [a, b] = [0, 0];
    const expected = returns.map((r) => {
      const after = (step: number) => sharpe(a + step * (r - a), b + step * (r * r - b));
      const slope = b - a * a > 1e-16 ? (after(1e-5) - after(-1e-5)) / 2e-5 : 0;
      a += rate * (r - a);
      b += rate * (r * r - b);
      return slope;
    });
    const actual = rewards({ differentialSharpe: { rate } });
    actual.forEach((reward, index) => expect(reward).toBeCloseTo(expected[index], 4));
    expect(actual[2]).not.toBe(0);
  });

  it('a drawdown costs what it grew by', () => {
    // the peak is at 12; 9 is 0.25 below it, 11 is 1/12 below
    close(rewards({ drawdownPenalised: { weight: 2 } }), [0, log(1.2), log(0.75) - 0.5, 0, log(11 / 9)]);
  });

  it('turnover costs traded value by equity', () => {
    // 1 is bought, kept, and sold at 9 with 90 % of the capital left
    const actual = rewards({ turnoverPenalised: { weight: 0.1 } }, [2, 2, 1, 1, 1]);
    close(actual, [-0.1, log(1.2), log(0.75) - 0.1 * (9 / 12), 0, 0]);
  });

  it('volatility-scaled is that of Zhang et al., costs on the change of the scaled position', () => {
    const span = 3;
    const weight = 2 / (span + 1);
    const single = closes.map((price, t) => (t === 0 ? NaN : price / closes[t - 1] - 1));
    let [center, variance] = [single[1], 0];
    const deviations = single.map((r, t) => {
      if (t < 2) return NaN;
      const difference = r - center;
      center += weight * difference;
      variance = (1 - weight) * (variance + weight * difference * difference);
      return t >= span ? Math.sqrt(variance) : NaN;
    });
    const wanted = 0.2 / Math.sqrt(252);
    const scaled = deviations.map((s) => (s > 0 ? wanted / s : 0));
    const expected = returns.map((r, t) => scaled[t] * r - 0.01 * Math.abs(scaled[t] - (scaled[t - 1] ?? 0)));
    close(rewards({ volatilityScaled: { volatility: 0.2, costs: 0.01, span } }), expected);
    expect(expected[4]).not.toBe(0);
  });

  it('volatility-scaled answers for the decision whose position a stop-loss has closed inside the bar', () => {
    const options = { ...free, brackets: { stopLoss: 0.1 } };
    const volatilityScaled = { volatility: 0.2, costs: 0, span: 2 };
    const [held, stopped] = [free, options].map((settings) =>
      rewards({ volatilityScaled }, undefined, settings),
    );
    expect(held[2]).toBeLessThan(0); // from 12 to 9
    expect(stopped[2]).toBe(held[2]);
  });

  it('are multiplied by rewardScale', () => {
    close(rewards('simpleReturn', [2, 2], { ...free, rewardScale: 100 }), [0, 20]);
  });
});
