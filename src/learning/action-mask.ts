import { max, where, type Tensor } from '../tensor/index.js';

/**
 * Action values in which an impossible action never is the greatest.
 *
 * @param q action values, [B, A]
 * @param mask 1 where the action is possible, else 0, float32 [B, A]
 * @returns q where possible, else -Infinity, [B, A]. Where nothing is possible every entry is -Infinity.
 */
export function maskActions(q: Tensor, mask: Tensor): Tensor {
  return where(mask, q, -Infinity); // [B, A]
}

/**
 * The values of states, with 0 for a state in which no action is possible: nothing more can be earned there. Selecting, not
 * multiplying, keeps 0 * -Infinity = NaN away.
 *
 * @param values [B]
 * @param mask 1 where the action is possible, else 0, float32 [B, A]; undefined: all are possible
 */
export function zeroWithoutActions(values: Tensor, mask: Tensor | undefined): Tensor {
  return mask === undefined ? values : where(max(mask, -1), values, 0); // [B]
}
