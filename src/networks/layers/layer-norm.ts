import { z } from 'zod';
import { check } from '../../errors.js';
import { strictRecord } from '../../plain-data.js';
import { add, mul, standardize } from '../../tensor/index.js';
import { makeInitializer } from '../initializers.js';
import { kind } from '../kind.js';
import type { Layer } from './layer.js';

const settings = strictRecord({
  epsilon: z.number().positive().default(1e-5).meta({ description: 'added to the variance' }),
});

/**
 * Each row is standardised along its last axis, then scaled and shifted.
 *
 * See "Layer Normalization" (Ba et al., 2016), eq. 3; numbers as in PyTorch's `LayerNorm`.
 */
export const layerNorm = kind(settings, ({ epsilon }): Layer => ({
  role: 'normalization',
  parameters: (inputShape) => {
    const length = inputShape.at(-1);
    check(length !== undefined, {
      component: 'layerNorm',
      parameter: 'shape of a row',
      value: inputShape,
      requirement: 'of rank 1 or more',
    });
    const common = { shape: [length], fanIn: length, fanOut: length };
    return {
      scale: { ...common, initializer: makeInitializer('ones') },
      shift: { ...common, initializer: makeInitializer('zeros') },
    };
  },
  outputShape: (inputShape) => inputShape,
  apply: (x, { parameter }) => add(mul(standardize(x, epsilon), parameter('scale')), parameter('shift')), // [B, ...]
}));
