/** The production line, `productionLine` in `lepton-rl/environments`: problems, the shop, rules, searches, and the proof of a schedule. */
export { bestKnown, type BestKnown } from './best-known.js';
export { builtInProblem, builtInProblemNames, isBuiltInProblem } from './built-in-problems.js';
export { checkProblem, problemDefects, type Defect, type ProblemPath } from './check-problem.js';
export { formatMoment, parseMoment, realTime, type Moment } from './civil-time.js';
export { candidateFeatureNames } from './decisions/candidate-features.js';
export { shopFeatureNames } from './decisions/shop-features.js';
export { writeFlexible } from './formats/flexible.js';
export { writeProblemJson } from './formats/json.js';
export type { OrdersOptions } from './formats/orders-csv.js';
export { writeReentrant } from './formats/reentrant.js';
export { readPacked, writeStandard } from './formats/standard.js';
export type {
  Breakdowns,
  DurationNoise,
  Interval,
  Job,
  Machine,
  Maintenance,
  Operation,
  Power,
  Problem,
  Resource,
  TimeUnit,
} from './problem.js';
export type { Range } from './random-draws.js';
export { plantFeatures, randomPlant, type PlantFeature, type PlantSize } from './random-plant.js';
export {
  randomDynamicShop,
  randomFlexibleShop,
  randomJobShop,
  type DynamicShopSize,
  type FlexibleShopSize,
  type JobShopSize,
} from './random-problem.js';
export {
  detectFormat,
  problemFormats,
  readProblem,
  requireFormat,
  type ProblemFormat,
  type ReadOptions,
} from './read-problem.js';
export { chooseByRule, runRule, type MachineRule } from './rules/choose.js';
export type { DispatchingRule } from './rules/dispatching-rule.js';
export { orderOfJobs } from './rules/fixed-order.js';
export { nehOrder } from './rules/neh.js';
export { ruleNamed, rules, seventeenRules } from './rules/registry.js';
export { rightShift, type RightShiftOptions } from './rules/right-shift.js';
export type { Block, Pause, Schedule, Task } from './schedule.js';
export { findSchedule, type FindOptions, type Found } from './search/find-schedule.js';
export { sampleSchedules, type Sampled, type SampleOptions } from './search/sample-schedules.js';
export { improveSchedule, type TabuSearchOptions } from './search/tabu-search.js';
export type { Candidates } from './simulator/candidates.js';
export { compileProblem, type Plant } from './simulator/compile-problem.js';
export { RunningObjective, type ObjectiveName, type ObjectiveWeights } from './simulator/objectives.js';
export type {
  FixedOrder,
  MaintenancePolicy,
  Scheme,
  Settings as ShopSettings,
  ShopOptions,
} from './simulator/options.js';
export type { Feature } from './simulator/refused-combinations.js';
export { scheduleOf } from './simulator/schedule-of.js';
export { Shop } from './simulator/shop.js';
export { taillardFlowShop, taillardJobShop } from './taillard.js';
export { lowerBounds, type LowerBounds } from './verifier/bounds.js';
export type { VerifyOptions } from './verifier/evidence.js';
export type { Finding, Invariant } from './verifier/finding.js';
export { objectivesOf, stabilityOf, type Objectives, type Stability } from './verifier/objectives.js';
export { verifySchedule } from './verifier/verify.js';
