/**
 * DQN: Q-learning with a deep network, experience replay and a target network.
 *
 * See "Human-level control through deep reinforcement learning" (Mnih et al., 2015), algorithm 1; the double form after "Deep
 * Reinforcement Learning with Double Q-learning" (van Hasselt et al., 2016), eq. 4; the dueling head is the network's.
 * Deviations: Adam by default; the loss is a choice (Mnih et al. clip the error, which is Huber's gradient); a transition that was
 * cut by a time limit is bootstrapped; every environment of a batch draws its own exploration coin.
 */
import { z } from 'zod';
import type { ObservationBuffers } from '../environments/contract.js';
import type { Engine, Program } from '../src/engines/engine.js';
import { check, fail } from '../src/errors.js';
import { clipByGlobalNorm } from '../src/learning/gradient-clipping.js';
import { doubleQTarget } from '../src/learning/double-q-target.js';
import { epsilonGreedy } from '../src/learning/exploration.js';
import { huber, squaredError } from '../src/learning/losses.js';
import { makeSchedule, scheduleSchema } from '../src/learning/schedules.js';
import { qLearningTarget } from '../src/learning/q-learning-target.js';
import { networkSchema } from '../src/networks/specification.js';
import { createUniformReplay } from '../src/replay/uniform-replay.js';
import type { Streams } from '../src/random/streams.js';
import { abs, gather, gradients, Graph, mean, stopGradient, sub, type Tensor } from '../src/tensor/index.js';
import type { Agent } from './contract.js';

// --- settings

/** Settings of DQN. Intervals count environment steps, all environments together. */
export const dqnSchema = z.strictObject({
  name: z.literal('dqn'),
});
