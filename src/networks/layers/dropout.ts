import { z } from 'zod';
import { mul } from '../../tensor/index.js';
import { kind } from '../kind.js';
import { plainLayer } from './layer.js';

const rate = z.number().nonnegative().lt(1).meta({ description: 'probability that an element is dropped' });

/**
 * While training, each element is dropped with probability `rate`, and the others grow by 1 / (1 - rate); else nothing happens.
 *
 * See "Dropout: A Simple Way to Prevent Neural Networks from Overfitting" (Srivastava et al., 2014), section 4.
 * Deviation: scaled while training instead of while deciding, as everybody does now.
 */
export const dropout = kind(rate, (rate) =>
  plainLayer('other', (x, { name, training }) =>
    training === undefined || rate === 0 ? x : mul(x, training.dropoutMask(name, x.shape, rate)),
  ),
);
