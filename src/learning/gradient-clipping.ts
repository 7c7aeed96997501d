import { check } from '../errors.js';
import { add, div, minimum, mul, sqrt, square, sum, type Tensor } from '../tensor/index.js';

export interface ClippedGradients {
  /** In the order of the gradients, of their shapes. */
  readonly clipped: readonly Tensor[];
  /** Of all gradients together, before clipping. [] */
  readonly norm: Tensor;
}

/**
 * Scales all gradients by min(1, maximumNorm / (norm + 1e-6)), where norm is the Euclidean norm of all of them together.
 *
 * See "On the difficulty of training recurrent neural networks" (Pascanu et al., 2013), algorithm 1; numbers as in PyTorch's
 * `clip_grad_norm_`.
 *
 * @param gradients at least one
 * @param maximumNorm greater than 0
 */
export function clipByGlobalNorm(gradients: readonly Tensor[], maximumNorm: number): ClippedGradients {
  check(maximumNorm > 0, {
    component: 'clipByGlobalNorm',
    parameter: 'maximumNorm',
    value: maximumNorm,
    requirement: 'greater than 0',
  });
  const squares = gradients.map((gradient) => sum(square(gradient)));
  const norm = sqrt(squares.reduce((total, one) => add(total, one))); // []
  const scale = minimum(1, div(maximumNorm, add(norm, 1e-6))); // []
  return { clipped: gradients.map((gradient) => mul(gradient, scale)), norm };
}
