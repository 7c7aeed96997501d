import type { EnvironmentSpecification } from '../contract.js';
import { formsOf } from '../model/forms-of.js';
import { mountainCar } from './mountain-car.js';

export const mountainCarV0: EnvironmentSpecification = {
  id: 'MountainCar-v0',
  description: 'Swing a weak car out of a valley; -1 a step, at most 200.',
  ...formsOf(mountainCar),
  maxEpisodeSteps: 200,
  rewardThreshold: -110,
};
