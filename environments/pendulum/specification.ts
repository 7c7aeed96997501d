import type { EnvironmentSpecification } from '../contract.js';
import { formsOf } from '../model/forms-of.js';
import { pendulum } from './pendulum.js';

export const pendulumV1: EnvironmentSpecification = {
  id: 'Pendulum-v1',
  description: 'Swing a pendulum up with a weak motor and keep it there; 200 steps, continuous torque.',
  ...formsOf(pendulum),
  maxEpisodeSteps: 200,
};
