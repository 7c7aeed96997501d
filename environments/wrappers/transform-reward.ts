import type { Environment } from '../contract.js';
import { wrap } from './wrap.js';

/** Gives `transform(reward)` in place of the reward. The function must be pure: it is no part of a snapshot. */
export function transformReward<Observation, Action>(
  inner: Environment<Observation, Action>,
  transform: (reward: number) => number,
): Environment<Observation, Action> {
  return wrap<Observation, Action>(inner, {
    name: 'transform reward',
    reset: (options) => inner.reset(options),
    step(action) {
      const result = inner.step(action);
      return { ...result, reward: transform(result.reward) };
    },
  });
}
