import type { EnvironmentSpecification } from '../contract.js';
import { formsOf } from '../model/forms-of.js';
import { acrobot } from './acrobot.js';

export const acrobotV1: EnvironmentSpecification = {
  id: 'Acrobot-v1',
  description: 'Swing the free end of two links up by a motor between them; -1 a step, at most 500.',
  ...formsOf(acrobot),
  maxEpisodeSteps: 500,
  rewardThreshold: -100,
};
