/** The settings of DQN, as a recipe writes them. */
import { z } from 'zod';
import { optimizerSchema } from '../src/learning/optimizers/specification.js';
import { scheduleOf } from '../src/learning/schedules.js';
import { networkSchema } from '../src/networks/specification.js';
import { normalizerSchema } from './parts/normalizer.js';

const positiveInteger = z.int().min(1);
const rates = scheduleOf(z.number().nonnegative());

/** Settings of DQN. Every interval and schedule counts environment steps, those of all environments together. */
export const dqnSchema = z.strictObject({
  name: z.literal('dqn'),
  network: networkSchema.meta({ description: 'extractor and head' }),
  normalizeObservations: normalizerSchema
    .default(false)
    .meta({ description: 'the network sees observations by their running mean and variance' }),
  discount: z.number().min(0).max(1).default(0.99).meta({ description: 'gamma, per step' }),
  double: z
    .boolean()
    .default(false)
    .meta({ description: 'the online network chooses the action that the target network values' }),
  loss: z
    .enum(['huber', 'squaredError'])
    .default('huber')
    .meta({ description: 'of the TD error; Huber with delta 1' }),
  optimizer: optimizerSchema
    .prefault({ adam: {} })
    .meta({ description: 'adam, adamw, rmsprop or sgd, with its settings' }),
  learningRate: rates.default(1e-3).meta({ description: 'a number, or a schedule over environment steps' }),
  headLearningRate: rates
    .optional()
    .meta({ description: 'of the head, where it differs from that of the extractor' }),
  freezeExtractor: z.boolean().default(false).meta({ description: 'only the head learns' }),
  maximumGradientNorm: z
    .number()
    .positive()
    .optional()
    .meta({ description: 'gradients are scaled down to this global norm' }),
  batchSize: positiveInteger.default(64).meta({ description: 'transitions in an update' }),
  replayCapacity: positiveInteger.default(50_000).meta({ description: 'transitions that are remembered' }),
  learningStarts: z.int().min(0).default(1000).meta({ description: 'steps before the first update' }),
  trainInterval: positiveInteger
    .default(1)
    .meta({ description: 'steps from one round of updates to the next' }),
  updatesPerRound: positiveInteger.default(1).meta({ description: 'updates in a round' }),
  targetUpdateInterval: positiveInteger
    .default(500)
    .meta({ description: 'steps from one target update to the next' }),
  targetUpdateRate: z
    .number()
    .positive()
    .max(1)
    .default(1)
    .meta({ description: 'tau: 1 copies, less mixes (Polyak)' }),
  exploration: scheduleOf(z.number().min(0).max(1))
    .default({ linear: { from: 1, to: 0.05, fraction: 0.2 } })
    .meta({ description: 'epsilon, a number or a schedule over environment steps' }),
});

export type DqnSettings = z.output<typeof dqnSchema>;
