import { check } from '../errors.js';
import { add, div, minimum, mul, sqrt, square, sum, type Tensor } from '../tensor/index.js';

export interface ClippedGradients {
  readonly clipped: ReadonlyMap<string, Tensor>;
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
export function clipByGlobalNorm(
  gradients: ReadonlyMap<string, Tensor>,
  maximumNorm: number,
): ClippedGradients {
  check(maximumNorm > 0, {
    component: 'clipByGlobalNorm',
    parameter: 'maximumNorm',
    value: maximumNorm,
    requirement: 'greater than 0',
  });
  const squares = [...gradients.values()].map((gradient) => sum(square(gradient)));
  const norm = sqrt(squares.reduce((total, one) => add(total, one))); // []
  const scale = minimum(1, div(maximumNorm, add(norm, 1e-6))); // []
  const clipped = new Map([...gradients].map(([name, gradient]) => [name, mul(gradient, scale)]));
  return { clipped, norm };
}
