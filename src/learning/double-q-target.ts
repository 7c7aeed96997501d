import { add, argmax, gather, mul, type Tensor } from '../tensor/index.js';
import { maskActions, zeroWithoutActions } from './action-mask.js';
import { requireShape } from './require-shape.js';

export interface DoubleQTargetInputs {
  /** [B] */
  readonly reward: Tensor;
  /** gamma^n, or 0 where the episode terminated; a time limit never makes it 0. [B] */
  readonly discount: Tensor;
  /** Values of the actions in the next state that select the action. [B, A] */
  readonly nextQOnline: Tensor;
  /** Values of the actions in the next state that say what it is worth. [B, A] */
  readonly nextQTarget: Tensor;
  /** 1 where the action is possible in the next state, else 0; without it all are. float32 [B, A] */
  readonly nextMask?: Tensor;
}

/**
 * The Bellman target of double Q-learning: r_t + discount_t * q_target(s_t, argmax_a q_online(s_t, a)), over possible
 * actions. Of equally good actions the first is taken.
 *
 * See "Deep Reinforcement Learning with Double Q-learning" (van Hasselt et al., 2016), eq. 4.
 * Deviations: the end of an episode is a discount of 0; a state without a possible action has value 0.
 * No gradient flows into `nextQOnline`; into `nextQTarget` it does.
 *
 * @returns [B]
 */
export function doubleQTarget({
  reward,
  discount,
  nextQOnline,
  nextQTarget,
  nextMask,
}: DoubleQTargetInputs): Tensor {
  requireShape('doubleQTarget', { reward, discount }, nextQOnline.shape.slice(0, -1));
  requireShape('doubleQTarget', { nextQTarget, ...(nextMask && { nextMask }) }, nextQOnline.shape);
  const possible = nextMask === undefined ? nextQOnline : maskActions(nextQOnline, nextMask); // [B, A]
  const nextValue = zeroWithoutActions(gather(nextQTarget, argmax(possible)), nextMask); // [B]
  return add(reward, mul(discount, nextValue)); // [B]
}
