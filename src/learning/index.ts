/** How agents learn: targets, losses, optimisers, schedules, exploration. Pure formulas. */
export { maskActions } from './action-mask.js';
export { doubleQTarget, type DoubleQTargetInputs } from './double-q-target.js';
export { epsilonGreedy, type EpsilonGreedyOptions } from './exploration.js';
export { clipByGlobalNorm, type ClippedGradients } from './gradient-clipping.js';
export { timesDue } from './intervals.js';
export { huber, softmaxCrossEntropy, squaredError } from './losses.js';
export { adam, type AdamSettings } from './optimizers/adam.js';
export { adamw, type AdamwSettings } from './optimizers/adamw.js';
export type { Optimizer, OptimizerInputs } from './optimizers/optimizer.js';
export { rmsprop, type RmspropSettings } from './optimizers/rmsprop.js';
export { sgd, type SgdSettings } from './optimizers/sgd.js';
export { makeOptimizer, optimizerSchema, type OptimizerSpecification } from './optimizers/specification.js';
export { withWeightDecay } from './optimizers/weight-decay.js';
export { qLearningTarget, type QLearningTargetInputs } from './q-learning-target.js';
export {
  constant,
  exponential,
  linear,
  makeSchedule,
  piecewise,
  scheduleSchema,
  type ExponentialDecay,
  type Interpolation,
  type Point,
  type Schedule,
  type ScheduleSpecification,
} from './schedules.js';
export { targetUpdates } from './target-update.js';
