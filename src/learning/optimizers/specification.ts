import type { z } from 'zod';
import { checkPlainData, oneKeyRecord } from '../../plain-data.js';
import { adam, adamSchema } from './adam.js';
import { adamw, adamwSchema } from './adamw.js';
import type { Optimizer } from './optimizer.js';
import { rmsprop, rmspropSchema } from './rmsprop.js';
import { sgd, sgdSchema } from './sgd.js';

/** An optimiser as plain data: `{ adam: { epsilon: 1e-8 } }`; settings that are left out have the defaults of PyTorch. */
export const optimizerSchema = oneKeyRecord({
  adam: adamSchema,
  adamw: adamwSchema,
  rmsprop: rmspropSchema,
  sgd: sgdSchema,
});

export type OptimizerSpecification = z.input<typeof optimizerSchema>;

/** The optimiser that plain data describes; raises `invalid-value` where it describes none. */
export function makeOptimizer(specification: OptimizerSpecification): Optimizer {
  const checked = checkPlainData(optimizerSchema, specification, 'optimizer');
  if ('adam' in checked) return adam(checked.adam);
  if ('adamw' in checked) return adamw(checked.adamw);
  return 'rmsprop' in checked ? rmsprop(checked.rmsprop) : sgd(checked.sgd);
}
