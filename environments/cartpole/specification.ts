import type { EnvironmentSpecification } from '../contract.js';
import { CartPole, readCartPoleOptions } from './cartpole.js';
import { cartPoleVector } from './cartpole-vector.js';

export const cartPoleV1: EnvironmentSpecification = {
  id: 'CartPole-v1',
  description: 'Balance a pole on a cart by pushing the cart left or right; 1 a step, at most 500.',
  create: (options) => new CartPole(options),
  createVector(count, autoreset, { maxEpisodeSteps, ...options }) {
    const suttonBartoReward = readCartPoleOptions(options);
    return cartPoleVector(count, {
      autoreset,
      maxEpisodeSteps: maxEpisodeSteps as number,
      suttonBartoReward,
    });
  },
  maxEpisodeSteps: 500,
  rewardThreshold: 475,
};

export const cartPoleV0: EnvironmentSpecification = {
  ...cartPoleV1,
  id: 'CartPole-v0',
  description: 'CartPole-v1 with at most 200 steps.',
  maxEpisodeSteps: 200,
  rewardThreshold: 195,
};
