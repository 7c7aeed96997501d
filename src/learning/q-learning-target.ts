import { add, max, mul, type Tensor } from '../tensor/index.js';
import { maskActions, zeroWithoutActions } from './action-mask.js';
import { requireShape } from './require-shape.js';

export interface QLearningTargetInputs {
  /** [B] */
  readonly reward: Tensor;
  /** gamma^n, or 0 where the episode terminated; a time limit never makes it 0. [B] */
  readonly discount: Tensor;
  /** Values of the actions in the next state, usually from the target network. [B, A] */
  readonly nextQ: Tensor;
  /** 1 where the action is possible in the next state, else 0; without it all are. float32 [B, A] */
  readonly nextMask?: Tensor;
}

/**
 * The Bellman target of Q-learning: r_t + discount_t * max_a q(s_t, a), over possible actions.
 *
 * See "Human-level control through deep reinforcement learning" (Mnih et al., 2015), algorithm 1, y_j.
 * Deviations: the end of an episode is a discount of 0; a state without a possible action has value 0.
 * Gradients flow into `nextQ`: use `stopGradient` where it is not a network of its own.
 *
 * @returns [B]
 */
export function qLearningTarget({ reward, discount, nextQ, nextMask }: QLearningTargetInputs): Tensor {
  requireShape('qLearningTarget', { reward, discount }, nextQ.shape.slice(0, -1));
  if (nextMask !== undefined) requireShape('qLearningTarget', { nextMask }, nextQ.shape);
  const possible = nextMask === undefined ? nextQ : maskActions(nextQ, nextMask); // [B, A]
  const nextValue = zeroWithoutActions(max(possible, -1), nextMask); // [B]
  return add(reward, mul(discount, nextValue)); // [B]
}
