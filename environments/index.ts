/** The public surface of `lepton-rl/environments`; runs in browsers too. */
export type {
  ActionBuffer,
  Autoreset,
  Environment,
  EnvironmentSpecification,
  Info,
  KeptOfData,
  NumericArray,
  ObservationBuffers,
  ResetOptions,
  ResetResult,
  Scene,
  Shape,
  StepBuffers,
  StepResult,
  VectorEnvironment,
} from './contract.js';
export { narrowSpace, type AnySpace } from './spaces/any-space.js';
export { Box, type BoxSettings } from './spaces/box.js';
export { Dict, type NamedSpaces, type ValuesOf } from './spaces/dict.js';
export { Discrete } from './spaces/discrete.js';
export type { ArrayOf, ElementType } from './spaces/elements.js';
export { MultiBinary } from './spaces/multi-binary.js';
export { MultiDiscrete } from './spaces/multi-discrete.js';
export type { SampleMask, Space, SpaceKind, ValueOf } from './spaces/space.js';
export { Tuple, type ValuesAt } from './spaces/tuple.js';
export {
  actionCount,
  makeActionBuffer,
  makeObservationBuffers,
  makeStepBuffers,
  observationLayout,
  readAction,
  readObservation,
  writeObservation,
  type ObservationPart,
} from './buffers.js';
export { batch, TERMINATED, TRUNCATED, type BatchSettings, type Rows } from './batch.js';
export { vectorize } from './vector.js';
export { LazyGenerator } from './lazy-generator.js';
export { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from './snapshot.js';
export { booleanOption, checkOptionNames, numberOption } from './options.js';
export { orderEnforcing } from './wrappers/order-enforcing.js';
export { timeLimit } from './wrappers/time-limit.js';
export { wrap, type WrappedSpaces, type Wrapping } from './wrappers/wrap.js';
export {
  environmentSpecification,
  makeEnvironment,
  makeVectorEnvironment,
  registerEnvironment,
  registeredEnvironments,
  type VectorSettings,
} from './registry.js';
export { CartPole } from './cartpole/cartpole.js';
export { cartPoleVector } from './cartpole/cartpole-vector.js';
export { checkEnvironment } from './check/check-environment.js';
export type { Finding } from './check/finding.js';
export { clipReward, type ClipRewardOptions } from './wrappers/clip-reward.js';
export { discretizeAction, type DiscretizeActionOptions } from './wrappers/discretize-action.js';
export { flattenObservation } from './wrappers/flatten-observation.js';
export { frameStack, type FrameStackOptions } from './wrappers/frame-stack.js';
export { normalizeObservation, type NormalizeOptions } from './wrappers/normalize-observation.js';
export { normalizeReward, type NormalizeRewardOptions } from './wrappers/normalize-reward.js';
export { recordEpisodeStatistics, type EpisodeStatistics } from './wrappers/record-episode-statistics.js';
export { RunningStatistics } from './wrappers/running-statistics.js';
export { stickyActions, type StickyActionsOptions } from './wrappers/sticky-actions.js';
export { transformObservation } from './wrappers/transform-observation.js';
export { transformReward } from './wrappers/transform-reward.js';
export { fromOldGym, type OldGym, type OldGymSpaces, type OldGymStep } from './adapters/old-gym.js';
export * as market from './market/index.js';
export * as productionLine from './production-line/index.js';
