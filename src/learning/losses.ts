/** Losses, element by element: the caller weights them and takes the mean. */
import { check } from '../errors.js';
import { abs, logSoftmax, minimum, mul, neg, square, sub, sum, type Tensor } from '../tensor/index.js';
import { requireShape } from './require-shape.js';

/** e^2, without a half: the mean of it is PyTorch's `MSELoss`, the gradient 2 e. Of any shape. */
export function squaredError(tdError: Tensor): Tensor {
  return square(tdError);
}

/**
 * e^2 / 2 where |e| <= delta, else delta (|e| - delta / 2): the gradient is e, clipped to +-delta. The mean of it is PyTorch's
 * `HuberLoss`, and with delta 1 its `SmoothL1Loss`.
 *
 * See "Robust Estimation of a Location Parameter" (Huber, 1964); in DQN it stands for the clipped error of Mnih et al. (2015).
 *
 * @param tdError of any shape
 * @param delta in the unit of the error, greater than 0
 */
export function huber(tdError: Tensor, delta: number): Tensor {
  check(delta > 0, { component: 'huber', parameter: 'delta', value: delta, requirement: 'greater than 0' });
  const magnitude = abs(tdError);
  const quadratic = minimum(magnitude, delta);
  return mul(quadratic, sub(magnitude, mul(0.5, quadratic)));
}

/**
 * -sum_i p_i log softmax(logits)_i along the last axis, which goes away. Gradients flow into both; a target is `stopGradient`ed.
 *
 * @param logits [..., N]
 * @param targetProbabilities each row sums to 1, [..., N]
 */
export function softmaxCrossEntropy(logits: Tensor, targetProbabilities: Tensor): Tensor {
  requireShape('softmaxCrossEntropy', { targetProbabilities }, logits.shape);
  return neg(sum(mul(targetProbabilities, logSoftmax(logits)), -1)); // [...]
}
