/** The public surface of `lepton-rl/environments`; runs in browsers too. */
export type {
  ActionBuffer,
  Autoreset,
  Environment,
  EnvironmentSpecification,
  Info,
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
export type { ElementType } from './spaces/elements.js';
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
export { bestKnown, type BestKnown } from './production-line/best-known.js';
export {
  builtInProblem,
  builtInProblemNames,
  isBuiltInProblem,
} from './production-line/built-in-problems.js';
export {
  checkProblem,
  problemDefects,
  type Defect,
  type ProblemPath,
} from './production-line/check-problem.js';
export { formatMoment, parseMoment, realTime, type Moment } from './production-line/civil-time.js';
export { writeFlexible } from './production-line/formats/flexible.js';
export { writeProblemJson } from './production-line/formats/json.js';
export { readPacked, writeStandard } from './production-line/formats/standard.js';
export { writeReentrant } from './production-line/formats/reentrant.js';
export type { OrdersOptions } from './production-line/formats/orders-csv.js';
export type { Problem } from './production-line/problem.js';
export {
  plantFeatures,
  randomDynamicShop,
  randomFlexibleShop,
  randomJobShop,
  randomPlant,
  type DynamicShopSize,
  type FlexibleShopSize,
  type JobShopSize,
  type PlantFeature,
  type PlantSize,
} from './production-line/random-problem.js';
export {
  detectFormat,
  problemFormats,
  readProblem,
  requireFormat,
  type ProblemFormat,
  type ReadOptions,
} from './production-line/read-problem.js';
export { taillardFlowShop, taillardJobShop } from './production-line/taillard.js';
export { generateMarket, type GeneratedMarket } from './market/generators/index.js';
export * as generators from './market/generators/index.js';
export type { AccountHistory, FillMoment, LedgerEntry, OrderType } from './market/ledger.js';
export { marketSpecification } from './market/market.js';
export type { MarketOptions } from './market/options.js';
export { rebuildEquity, type EquitySources, type RebuiltAccount } from './market/rebuild-equity.js';
export { runAccount, type AccountRange, type Decision, type OrderRequest } from './market/run-account.js';
export type { AccountOptions } from './market/settings.js';
export { strategyPlan, type StrategyPlan } from './market/strategies/index.js';
export type { Feature, OwnFeature } from './market/features.js';
export type { OwnReward } from './market/rewards.js';
export type { MarketView } from './market/view.js';
export { resolveMarketOptions, type OwnParts } from './market/world.js';
export { chooseByRule, runRule, type MachineRule } from './production-line/rules/choose.js';
export type { DispatchingRule } from './production-line/rules/dispatching-rule.js';
export { ruleNamed, rules as dispatchingRules } from './production-line/rules/registry.js';
export type { Schedule, Task } from './production-line/schedule.js';
export { findSchedule, type FindOptions, type Found } from './production-line/search/find-schedule.js';
export { compileProblem, type Plant } from './production-line/simulator/compile-problem.js';
export type { ShopOptions } from './production-line/simulator/options.js';
export { scheduleOf } from './production-line/simulator/schedule-of.js';
export { Shop } from './production-line/simulator/shop.js';
export { lowerBounds, type LowerBounds } from './production-line/verifier/bounds.js';
export { objectivesOf, type Objectives } from './production-line/verifier/objectives.js';
export { verifySchedule } from './production-line/verifier/verify.js';
