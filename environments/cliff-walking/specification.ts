import type { EnvironmentSpecification } from '../contract.js';
import { formsOf } from '../model/forms-of.js';
import { cliffWalking } from './cliff-walking.js';

export const cliffWalkingV1: EnvironmentSpecification = {
  id: 'CliffWalking-v1',
  description: 'Walk along a cliff to the goal; -1 a step, -100 for falling down. No time limit.',
  ...formsOf(cliffWalking),
};

export const cliffWalkingSlipperyV1: EnvironmentSpecification = {
  id: 'CliffWalkingSlippery-v1',
  description: 'CliffWalking-v1 where two of three steps go astray.',
  ...formsOf((options) => cliffWalking({ isSlippery: true, ...options })),
};
