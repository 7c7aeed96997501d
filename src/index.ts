/**
 * The front door of Lepton: everything that one imports from `lepton-rl`. It runs in browsers too; what needs files and
 * processes is in `lepton-rl/node`. The rooms have doors of their own: `lepton-rl/environments`, `/agents`, `/experiments`.
 */
export * from '../agents/index.js';
export * from '../environments/index.js';
export * from '../experiments/index.js';
export * as data from './data/index.js';
export * from './engines/index.js';
export { errorTable, isLeptonError, LeptonError, type ErrorCode, type ErrorParts } from './errors.js';
export * as learning from './learning/index.js';
export * as networks from './networks/index.js';
export * as numerics from './numerics/index.js';
export * as random from './random/index.js';
export { Streams } from './random/streams.js';
export { createUniformReplay, predictReplayBytes } from './replay/uniform-replay.js';
export type { Replay, ReplayOptions, TransitionBatch } from './replay/contract.js';
export { MemoryStorage } from './runs/memory-storage.js';
export { readMetrics, readTimings } from './runs/metrics-log.js';
export type * from './runs/records.js';
export { decodeSafetensors, encodeSafetensors } from './runs/safetensors.js';
export type { RunStorage, State, StateArray } from './runs/storage.js';
export { readSummary } from './runs/summary.js';
export { weightsHash } from './runs/weights-hash.js';
export * as statistics from './statistics/index.js';
export * as tensor from './tensor/index.js';
