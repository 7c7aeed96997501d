import type { Operator, Tensor } from '../tensor.js';

const operator: Operator = {
  name: 'stopGradient',
  infer: ([x]) => ({ shape: x.shape, type: x.type }),
  flops: () => 0,
};

/** x, as a constant for gradients: targets of a regression. */
export const stopGradient = (x: Tensor): Tensor => x.graph.apply(operator, [x]);
