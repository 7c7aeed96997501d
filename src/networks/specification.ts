import { z } from 'zod';
import { nameOf, strictRecord } from '../plain-data.js';
import { activationNames } from './activations.js';
import { layerSchema } from './layers/index.js';

const layersSchema = z.array(layerSchema).readonly();

const headSchema = strictRecord({
  dueling: z.boolean().default(false).meta({ description: 'value and advantage streams' }),
  layers: layersSchema.default([]).meta({ description: 'hidden layers; in a dueling head of each stream' }),
  noisy: z.boolean().default(false).meta({ description: 'not supported yet' }),
  distribution: z.unknown().optional().meta({ description: 'not supported yet' }),
});

/**
 * A network as plain data.
 *
 * A dense layer is followed by `activation`, unless it has an activation of its own or the next layer is one; a `layerNorm` right
 * after it goes first. So `[{ dense: 120 }, { dense: 84 }]` is dense, relu, dense, relu, and `[{ dense: 120 }, { layerNorm: {} }]` is
 * dense, normalisation, relu. The head ends with a dense layer to the Q-values, which has no activation.
 */
export const networkSchema = strictRecord({
  activation: nameOf(activationNames).default('relu').meta({ description: 'follows dense layers' }),
  inputs: z
    .record(z.string(), layersSchema)
    .default({})
    .meta({ description: 'layers of one observation key, before all keys are joined' }),
  extractor: layersSchema.default([]).meta({ description: 'from the joined observation to features' }),
  head: headSchema.prefault({}).meta({ description: 'from features to Q-values' }),
});

/** What people write; defaults may be left out. */
export type NetworkSpecification = z.input<typeof networkSchema>;
/** With all defaults. */
export type CheckedNetworkSpecification = z.output<typeof networkSchema>;
