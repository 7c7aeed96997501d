/** The public surface of `lepton-rl/experiments`; runs in browsers too. */
export { buildAgent, type BuildAgentOptions } from './build-agent.js';
export { systemClock, type Clock } from './clock.js';
export type {
  EvaluationReport,
  MemoryReport,
  ProgressReport,
  Report,
  ResumeOptions,
  TrainOptions,
  Verdict,
  WarningReport,
} from './contract.js';
export { evaluate, type EvaluationOptions, type EvaluationResult } from './evaluate.js';
export { backtest, type BacktestOptions, type BacktestResult } from './market/backtest.js';
export { baselineTraders } from './market/baselines.js';
export type { Benchmark } from './market/curves.js';
export {
  leakCheck,
  type LeakCheckOptions,
  type LeakFinding,
  type LeakReport,
  type LeakSubject,
} from './market/leak-check/index.js';
export type { LeakSeverity } from './market/leak-check/finding.js';
export type { LeakWorld } from './market/leak-check/subject.js';
export type * from '../src/reports/tear-sheet/tear-sheet-input.js';
export { strategyTrader, type Play, type Trader } from './market/trader.js';
export { loadPolicy, type LoadOptions, type Policy } from './policy.js';
export { parseLineEvent, type LineEvent } from './production-line/events.js';
export { renderPlanPage, type PageOptions } from './production-line/gantt-input.js';
export type {
  BlockedReason,
  LinePlan,
  PlanDecision,
  PlanDecisions,
  PlanOptions,
} from './production-line/line-plan.js';
export type { Pin } from './production-line/pins.js';
export type { Proposal, Strategy } from './production-line/proposals.js';
export type { Actual } from './production-line/read-tasks.js';
export { reschedule, type Rescheduled, type RescheduleOptions } from './production-line/reschedule.js';
export {
  checkRecipe,
  parseRecipe,
  recipeSchema,
  type Recipe,
  type RecipeDocument,
  type RecipeProblem,
} from './recipe.js';
export { resume, train } from './train.js';
export { leptonVersion } from './versions.js';
