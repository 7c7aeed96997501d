import { mul } from '../../tensor/index.js';
import type { Optimizer } from './optimizer.js';

/**
 * An optimiser whose parameters first shrink by the factor 1 - learningRate * weightDecay; the gradient does not see it.
 *
 * See "Decoupled Weight Decay Regularization" (Loshchilov & Hutter, 2019), algorithm 2, with the decay times the learning rate
 * as in PyTorch's `AdamW`. All parameters shrink, biases too: give them a group without decay where that is not wanted.
 */
export function withWeightDecay(optimizer: Optimizer, weightDecay: number): Optimizer {
  return {
    ...optimizer,
    scalarNames: [...optimizer.scalarNames, 'keep'],
    writeScalars: (step, learningRate, into) => {
      optimizer.writeScalars(step, learningRate, into);
      into[optimizer.scalarNames.length] = 1 - learningRate * weightDecay;
    },
    updates: (inputs) => {
      const keep = inputs.scalars['keep']; // []
      const decayed = new Map([...inputs.parameters].map(([name, tensor]) => [name, mul(tensor, keep)]));
      const originals = new Map([...decayed].map(([name, tensor]) => [tensor, inputs.parameters.get(name)]));
      return optimizer
        .updates({ ...inputs, parameters: decayed })
        .map(({ target, value }) => ({ target: originals.get(target) ?? target, value }));
    },
  };
}
