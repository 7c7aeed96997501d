import { z } from 'zod';
import { movingAverage, mul, sub, type Tensor } from '../../tensor/index.js';
import { strictRecord } from '../../plain-data.js';
import { statesLike, updateEach, type Optimizer } from './optimizer.js';

export const momentumSchema = z.number().nonnegative().lt(1).default(0);

export const sgdSchema = strictRecord({
  momentum: momentumSchema.meta({ description: 'kept part of the last step' }),
  nesterov: z.boolean().default(false).meta({ description: 'looks one step of momentum ahead' }),
});
export type SgdSettings = z.input<typeof sgdSchema>;

/**
 * Stochastic gradient descent, with momentum, with the numbers of PyTorch's `torch.optim.SGD` without dampening.
 *
 * See "On the importance of initialization and momentum in deep learning" (Sutskever et al., 2013), eq. 1 and 2; as in PyTorch
 * the learning rate multiplies the whole step.
 * Deviation: the state `momentum/...` is (1 - momentum) times PyTorch's buffer, and values in it below 1e-30 become 0.
 */
export function sgd({ momentum = 0, nesterov = false }: SgdSettings = {}): Optimizer {
  return {
    name: 'sgd',
    stateSpecifications: (parameters) => statesLike(momentum === 0 ? [] : ['momentum'], parameters),
    scalarNames: ['stepSize'],
    writeScalars: (_step, learningRate, into) => {
      into[0] = learningRate / (1 - momentum);
    },
    updates: (inputs) =>
      updateEach(inputs, (parameter, gradient, stateOf) => {
        const descend = (direction: Tensor) => ({
          target: parameter,
          value: sub(parameter, mul(inputs.scalars['stepSize'], direction)),
        });
        if (momentum === 0) return [descend(gradient)];
        const average = movingAverage(stateOf('momentum'), gradient, momentum);
        const direction = nesterov ? movingAverage(average, gradient, momentum) : average;
        return [{ target: stateOf('momentum'), value: average }, descend(direction)];
      }),
  };
}
