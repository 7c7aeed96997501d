import type { EnvironmentSpecification } from '../contract.js';
import { formsOf } from '../model/forms-of.js';
import { taxi } from './taxi.js';

export const taxiV4: EnvironmentSpecification = {
  id: 'Taxi-v4',
  description: 'Fetch a passenger and bring him to his stand; -1 a step, 20 for delivery, at most 200 steps.',
  ...formsOf(taxi),
  maxEpisodeSteps: 200,
  rewardThreshold: 8,
};
