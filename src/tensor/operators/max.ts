import { resolveAxis, sizeOf } from '../shape.js';
import type { Operator, Tensor } from '../tensor.js';
import { equal } from './comparisons.js';
import { div } from './div.js';
import { requireFloat } from './require-float.js';
import { mul } from './mul.js';
import { reshape } from './reshape.js';
import { broadcastTo, sum } from './sum-broadcast.js';

const operator: Operator = {
  name: 'max',
  infer: (inputs, attributes) => {
    requireFloat('max', inputs);
    const { shape } = inputs[0];
    return { shape: shape.filter((_, axis) => axis !== attributes['axis']), type: 'float32' };
  },
  gradient: (node, dy) => {
    const x = node.inputs[0];
    const axis = node.attributes['axis'] as number;
    const kept = x.shape.map((length, position) => (position === axis ? 1 : length));
    const isGreatest = equal(x, broadcastTo(reshape(node, kept), x.shape));
    const share = div(dy, sum(isGreatest, axis));
    return [mul(isGreatest, broadcastTo(reshape(share, kept), x.shape))];
  },
  flops: (node) => sizeOf(node.inputs[0].shape),
};

/** The greatest value along one axis, which goes away. NaN wins; the gradient is shared equally among equals. */
export function max(x: Tensor, axis: number): Tensor {
  return x.graph.apply(operator, [x], { axis: resolveAxis(x.shape, axis, 'max') });
}
