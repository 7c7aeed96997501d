import type { EnvironmentSpecification } from '../contract.js';
import { formsOf } from '../model/forms-of.js';
import { frozenLake } from './frozen-lake.js';

export const frozenLakeV1: EnvironmentSpecification = {
  id: 'FrozenLake-v1',
  description: 'Walk over slippery ice past holes; 1 for reaching the goal, at most 100 steps.',
  ...formsOf(frozenLake),
  maxEpisodeSteps: 100,
  rewardThreshold: 0.7,
};

export const frozenLake8x8V1: EnvironmentSpecification = {
  id: 'FrozenLake8x8-v1',
  description: 'FrozenLake-v1 on the map of 8 by 8, at most 200 steps.',
  ...formsOf((options) => frozenLake({ mapName: '8x8', ...options })),
  maxEpisodeSteps: 200,
  rewardThreshold: 0.85,
};
