import type { Operator, Tensor } from '../tensor.js';

const operator: Operator = {
  name: 'copy',
  infer: ([x]) => ({ shape: x.shape, type: x.type }),
  gradient: (_node, dy) => [dy],
  flops: () => 0,
};

/** The same values in a place of their own. Compilers use it where an output or an update is a leaf. */
export const copy = (x: Tensor): Tensor => x.graph.apply(operator, [x]);
