import { z } from 'zod';
import {
  add,
  div,
  maximum,
  movingAverage,
  movingAverageOfSquares,
  sqrt,
  square,
  sub,
  type Tensor,
} from '../../tensor/index.js';
import type { Update } from '../../tensor/update.js';
import { strictRecord } from '../../plain-data.js';
import { statesLike, type Optimizer, type OptimizerInputs } from './optimizer.js';
import { momentumSchema, sgd } from './sgd.js';

export const rmspropSchema = strictRecord({
  decay: z.number().nonnegative().lt(1).default(0.99).meta({ description: 'kept part of the mean square' }),
  epsilon: z.number().positive().default(1e-8).meta({ description: 'added to the root of the mean square' }),
  momentum: momentumSchema.meta({ description: 'kept part of the last step' }),
  centered: z
    .boolean()
    .default(false)
    .meta({ description: 'divides by the deviation from the mean gradient' }),
});
export type RmspropSettings = z.input<typeof rmspropSchema>;

/**
 * RMSProp, with the numbers of PyTorch's `torch.optim.RMSprop`: epsilon is added to the root, not under it.
 *
 * See "Lecture 6.5 - rmsprop" (Tieleman & Hinton, 2012); centred: "Generating Sequences With Recurrent Neural Networks"
 * (Graves, 2013), eq. 38 to 41.
 * Deviations: averages below 1e-30 in magnitude become 0; a variance that rounding makes negative counts as 0; `momentum` is
 * that of `sgd`.
 */
export function rmsprop({
  decay = 0.99,
  epsilon = 1e-8,
  momentum = 0,
  centered = false,
}: RmspropSettings = {}): Optimizer {
  const descent = sgd({ momentum });
  const kinds = centered ? ['meanSquare', 'mean'] : ['meanSquare'];
  const settings = { decay, epsilon, centered };
  return {
    ...descent,
    name: 'rmsprop',
    stateSpecifications: (parameters) =>
      new Map([...statesLike(kinds, parameters), ...descent.stateSpecifications(parameters)]),
    updates: (inputs) => {
      const scaled = [...inputs.parameters.keys()].map((name) => scaleGradient(name, inputs, settings));
      const gradients = new Map(scaled.map(({ name, gradient }) => [name, gradient]));
      return [...scaled.flatMap(({ updates }) => updates), ...descent.updates({ ...inputs, gradients })];
    },
  };
}

/** The gradient, divided by the root of its mean square or by its deviation, and what has to be remembered for that. */
function scaleGradient(
  name: string,
  { gradients, state }: OptimizerInputs,
  {
    decay,
    epsilon,
    centered,
  }: { readonly decay: number; readonly epsilon: number; readonly centered: boolean },
): { readonly name: string; readonly gradient: Tensor; readonly updates: readonly Update[] } {
  const gradient = gradients.get(name) as Tensor;
  const oldSquare = state(`meanSquare/${name}`);
  const meanSquare = movingAverageOfSquares(oldSquare, gradient, decay);
  const scaledBy = (variance: Tensor) => div(gradient, add(sqrt(variance), epsilon));
  const updates = [{ target: oldSquare, value: meanSquare }];
  if (!centered) return { name, gradient: scaledBy(meanSquare), updates };
  const oldMean = state(`mean/${name}`);
  const mean = movingAverage(oldMean, gradient, decay);
  const variance = maximum(sub(meanSquare, square(mean)), 0);
  return { name, gradient: scaledBy(variance), updates: [...updates, { target: oldMean, value: mean }] };
}
