import { check } from '../../src/errors.js';
import type { Environment } from '../contract.js';
import { transformReward } from './transform-reward.js';

export interface ClipRewardOptions {
  /** The least reward. Default: none. */
  readonly minimum?: number;
  /** The greatest reward. Default: none. */
  readonly maximum?: number;
}

/** Clips every reward to [minimum, maximum]. Raises `invalid-value` unless minimum <= maximum. */
export function clipReward<Observation, Action>(
  inner: Environment<Observation, Action>,
  { minimum = -Infinity, maximum = Infinity }: ClipRewardOptions,
): Environment<Observation, Action> {
  check(minimum <= maximum, {
    component: 'clip reward',
    parameter: 'minimum',
    value: minimum,
    requirement: `a number, at most maximum, which is ${maximum}`,
  });
  return transformReward(inner, (reward) => Math.min(maximum, Math.max(minimum, reward)));
}
