/** Where graphs are computed. */
export type {
  AsyncProgram,
  Engine,
  ParameterStore,
  Program,
  ProgramSpecification,
  TensorArray,
} from './engine.js';
export type { Cost } from './cost.js';
export { createReferenceEngine } from './reference/engine.js';
export { createTwinEngine } from './twin/engine.js';
export { createWasmEngine, type WasmEngineOptions } from './wasm/engine.js';
