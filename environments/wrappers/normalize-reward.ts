import { check } from '../../src/errors.js';
import type { Environment } from '../contract.js';
import { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from '../snapshot.js';
import type { NormalizeOptions } from './normalize-observation.js';
import { RunningStatistics } from './running-statistics.js';
import { wrap } from './wrap.js';

const name = 'normalize reward';

export interface NormalizeRewardOptions extends NormalizeOptions {
  /** That of the agent. Default: 0.99. */
  readonly discount?: number;
}

/**
 * Gives reward / sqrt(variance + epsilon), where the variance is that of the discounted return so far,
 *
 *   G' = discount * G * (1 - terminated) + reward,
 *
 * which every step moves before the reward is scaled: Gymnasium's NormalizeReward. The mean is not subtracted. As there, G is
 * carried over a truncation and a reset, and the step that terminates leaves out what came before it.
 *
 * @throws LeptonError `invalid-value` for a discount outside [0, 1], or statistics of more than one number
 */
export function normalizeReward<Observation, Action>(
  inner: Environment<Observation, Action>,
  { statistics, evaluation = false, epsilon = 1e-8, discount = 0.99 }: NormalizeRewardOptions = {},
): Environment<Observation, Action> {
  check(discount >= 0 && discount <= 1, {
    component: name,
    parameter: 'discount',
    value: discount,
    requirement: 'a number from 0 to 1',
  });
  const moments = statistics ?? new RunningStatistics(1);
  check(moments.size === 1, {
    component: name,
    parameter: 'statistics.size',
    value: moments.size,
    requirement: '1',
  });
  const discounted = new Float64Array(1);
  return wrap<Observation, Action>(inner, {
    name,
    reset: (options) => inner.reset(options),
    step(action) {
      const result = inner.step(action);
      discounted[0] = (result.terminated ? 0 : discounted[0] * discount) + result.reward;
      if (!evaluation) moments.add(discounted);
      return { ...result, reward: result.reward / Math.sqrt(moments.variance(0) + epsilon) };
    },
    save: () => packSnapshot(name, [bytesOf(discounted), moments.save()]),
    load(saved) {
      const [returns, rest] = unpackSnapshot(name, saved, 2);
      restoreNumbers(name, discounted, returns);
      moments.load(rest);
    },
  });
}
