import { check } from '../../errors.js';
import { sizeOf } from '../shape.js';
import type { Operator, Tensor } from '../tensor.js';
import { requireFloat } from './require-float.js';
import { exp } from './exp.js';
import { mul } from './mul.js';
import { reshape } from './reshape.js';
import { sub } from './sub.js';
import { broadcastTo, sum } from './sum-broadcast.js';

const operator: Operator = {
  name: 'logSoftmax',
  infer: (inputs) => {
    requireFloat('logSoftmax', inputs);
    const { shape } = inputs[0];
    check(shape.length > 0, {
      component: 'logSoftmax',
      parameter: 'shape',
      value: shape,
      requirement: 'of rank 1 or more',
    });
    return { shape, type: 'float32' };
  },
  gradient: (node, dy) => {
    const rowSums = reshape(sum(dy, -1), [...node.shape.slice(0, -1), 1]);
    return [sub(dy, mul(exp(node), broadcastTo(rowSums, node.shape)))];
  },
  // maximum, difference, exponential, sum, difference
  flops: (node) => 5 * sizeOf(node.shape),
};

/** log(softmax(x)) along the last axis, from differences to the greatest value, so that it does not overflow. */
export const logSoftmax = (x: Tensor): Tensor => x.graph.apply(operator, [x]);

/** exp(x) / sum(exp(x)) along the last axis. */
export const softmax = (x: Tensor): Tensor => exp(logSoftmax(x));
