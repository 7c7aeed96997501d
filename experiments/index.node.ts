/** The public surface of `lepton-rl/node`: what needs files and processes. */
export { loadEnvironment } from '../environments/load.node.js';
export { pythonEnvironment, type PythonSettings } from '../environments/python/python-environment.node.js';
export {
  checkMarketFiles,
  loadMarketData,
  type CheckedMarketFile,
  type LoadedMarketData,
} from '../src/data/load-market-data.node.js';
export { FileStorage } from '../src/runs/file-storage.node.js';
export { writeBacktest, writeTearSheet } from './market/backtest-folder.node.js';
export { decide, type DecideRequest } from './market/decide.node.js';
export type { MarketDecision, TargetPosition } from './market/decide.js';
export { walkForward, type WalkForwardRequest } from './market/walk-forward-folder.node.js';
export type { WalkForwardListening } from './market/walk-forward.node.js';
export {
  loadPlan,
  loadProblem,
  savePlan,
  writeGanttPage,
  type PageNotes,
} from './production-line/plan-folder.node.js';
export { schedulePlan, type ScheduleRequest } from './production-line/schedule.node.js';
export { loadRecipe, shippedRecipes, type LoadedRecipe } from './recipe-file.node.js';
