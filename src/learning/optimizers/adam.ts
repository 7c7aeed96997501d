import { z } from 'zod';
import { adamStep, movingAverage, movingAverageOfSquares } from '../../tensor/index.js';
import { strictRecord } from '../../plain-data.js';
import { statesLike, updateEach, type Optimizer } from './optimizer.js';
import { RunningPowers } from './running-powers.js';

export const adamShape = {
  beta1: z.number().nonnegative().lt(1).default(0.9).meta({ description: 'kept part of the mean gradient' }),
  beta2: z.number().nonnegative().lt(1).default(0.999).meta({ description: 'kept part of the mean square' }),
  epsilon: z.number().positive().default(1e-8).meta({ description: 'added to the root of the mean square' }),
};
export const adamSchema = strictRecord(adamShape);
export type AdamSettings = z.input<typeof adamSchema>;

/**
 * Adam, with the numbers of PyTorch's `torch.optim.Adam`: epsilon is added after the bias correction.
 *
 * See "Adam: A Method for Stochastic Optimization" (Kingma & Ba, 2015), algorithm 1.
 * Deviation: moments below 1e-30 in magnitude become 0.
 */
export function adam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamSettings = {}): Optimizer {
  const powers = new RunningPowers([beta1, beta2]);
  return {
    name: 'adam',
    stateSpecifications: (parameters) => statesLike(['firstMoment', 'secondMoment'], parameters),
    scalarNames: ['stepSize', 'inverseRootCorrection'],
    writeScalars: (step, learningRate, into) => {
      const atStep = powers.at(step);
      into[0] = learningRate / (1 - atStep[0]);
      into[1] = 1 / Math.sqrt(1 - atStep[1]);
    },
    updates: (inputs) =>
      updateEach(inputs, (parameter, gradient, stateOf) => {
        const firstMoment = movingAverage(stateOf('firstMoment'), gradient, beta1);
        const secondMoment = movingAverageOfSquares(stateOf('secondMoment'), gradient, beta2);
        const stepSize = inputs.scalars['stepSize']; // []
        const inverseRootCorrection = inputs.scalars['inverseRootCorrection']; // []
        const moments = { firstMoment, secondMoment };
        return [
          { target: stateOf('firstMoment'), value: firstMoment },
          { target: stateOf('secondMoment'), value: secondMoment },
          {
            target: parameter,
            value: adamStep({ parameter, ...moments, stepSize, inverseRootCorrection, epsilon }),
          },
        ];
      }),
  };
}
