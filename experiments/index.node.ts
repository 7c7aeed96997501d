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
export { loadRecipe, shippedRecipes, type LoadedRecipe } from './recipe-file.node.js';
