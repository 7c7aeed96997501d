import { z } from 'zod';
import { strictRecord } from '../../plain-data.js';
import { adam, adamShape } from './adam.js';
import type { Optimizer } from './optimizer.js';
import { withWeightDecay } from './weight-decay.js';

export const adamwSchema = strictRecord({
  ...adamShape,
  weightDecay: z
    .number()
    .nonnegative()
    .default(0.01)
    .meta({ description: 'shrinks parameters, times learningRate' }),
});
export type AdamwSettings = z.input<typeof adamwSchema>;

/** Adam with decoupled weight decay, with the numbers of PyTorch's `torch.optim.AdamW`. See `adam` and `withWeightDecay`. */
export function adamw({ weightDecay = 0.01, ...settings }: AdamwSettings = {}): Optimizer {
  return { ...withWeightDecay(adam(settings), weightDecay), name: 'adamw' };
}
