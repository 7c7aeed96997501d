/** The public surface of `lepton-rl/node`: what needs files and processes. */
export { loadEnvironment } from '../environments/load.node.js';
export { FileStorage } from '../src/runs/file-storage.node.js';
export { loadRecipe, shippedRecipes, type LoadedRecipe } from './recipe-file.node.js';
