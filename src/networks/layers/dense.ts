import { z } from 'zod';
import { eitherForm, nameOf, strictRecord } from '../../plain-data.js';
import { add, matmul, reshape, sizeOf } from '../../tensor/index.js';
import { activationNames } from '../activations.js';
import { initializerSchema, makeInitializer } from '../initializers.js';
import { kind } from '../kind.js';
import type { Layer } from './layer.js';

const units = z.int().positive();

const denseSettings = strictRecord({
  units: units.meta({ description: 'outputs' }),
  bias: z.boolean().default(true),
  activation: nameOf(activationNames)
    .exactOptional()
    .meta({ description: "follows the layer; by default the network's" }),
  initializer: initializerSchema.default('fanInUniform').meta({ description: 'of the weights' }),
  biasInitializer: initializerSchema.default('fanInUniform'),
});

/**
 * x W + b. An input of more than one axis is flattened. The weights are [inputs, outputs]: the transpose of PyTorch's.
 * `{ dense: 120 }` is short for `{ dense: { units: 120 } }`.
 */
export const dense = kind(eitherForm(units, denseSettings), (settings): Layer => {
  const complete = typeof settings === 'number' ? denseSettings.parse({ units: settings }) : settings;
  const { units, bias, activation, initializer, biasInitializer } = complete;
  return {
    role: 'linear',
    activation,
    parameters: (inputShape) => {
      const fanIn = sizeOf(inputShape);
      const fans = { fanIn, fanOut: units };
      return {
        weight: { shape: [fanIn, units], ...fans, initializer: makeInitializer(initializer) },
        ...(bias && { bias: { shape: [units], ...fans, initializer: makeInitializer(biasInitializer) } }),
      };
    },
    outputShape: () => [units],
    apply: (x, { parameter }) => {
      const [B, ...inputShape] = x.shape as [number, ...number[]];
      const product = matmul(reshape(x, [B, sizeOf(inputShape)]), parameter('weight')); // [B, units]
      return bias ? add(product, parameter('bias')) : product; // [B, units]
    },
  };
});
