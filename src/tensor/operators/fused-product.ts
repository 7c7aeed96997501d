import { sizeOf } from '../shape.js';
import type { Operator, Tensor } from '../tensor.js';
import { productSizes } from './matmul.js';

/**
 * A product with what follows it, in one pass: mask(activation(A B + bias)). Only simplification makes it, from the
 * operators that it stands for, after gradients were taken. Inputs: a, b, then bias [N] if `bias`, then mask [M, N] if `mask`.
 */
export const fusedProductOperator: Operator = {
  name: 'fusedProduct',
  infer: (inputs, { transposeA, transposeB }) => {
    const [a, b] = inputs as [Tensor, Tensor];
    const { m, n } = productSizes(a, b, Boolean(transposeA), Boolean(transposeB));
    return { shape: [m, n], type: 'float32' };
  },
  flops: (node) => {
    const { transposeA, transposeB, bias, activation, mask } = node.attributes;
    const [a, b] = node.inputs as [Tensor, Tensor];
    const { k } = productSizes(a, b, Boolean(transposeA), Boolean(transposeB));
    const operationsPerElement = 2 * k + Number(bias) + Number(activation !== 'none') + Number(mask);
    return sizeOf(node.shape) * operationsPerElement;
  },
};
