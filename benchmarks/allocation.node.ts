/**
 * What a step of training leaves to the garbage collector, logging and evaluation off, and whether the engine's memory grows.
 * Prints one JSON object. Usage, from the root, with room for all that is measured so that nothing is collected meanwhile:
 *
 *   node --expose-gc --min-semi-space-size=128 --max-semi-space-size=128 dist/benchmarks/allocation.node.js [environments [normalize]]
 */
import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { environmentSpecification } from '../environments/registry.js';
import { parseRecipe } from '../experiments/recipe.js';
import { TrainingState } from '../experiments/training-state.js';
import { createWasmEngine } from '../src/engines/wasm/engine.js';

const environments = Number(process.argv[2] ?? 1);
const normalizeObservations = process.argv[3] === 'normalize';
const warmUp = 80_000;
const steps = 100_000;

/** An update every step; the network is small, since what is allocated does not depend on its size. */
const recipe = parseRecipe({
  environment: 'CartPole-v1',
  environments,
  steps: warmUp,
  agent: {
    name: 'dqn',
    network: { extractor: [{ dense: 16 }], head: {} },
    normalizeObservations,
    double: true,
    maximumGradientNorm: 10,
    batchSize: 16,
    replayCapacity: 20_000,
    exploration: { linear: { from: 1, to: 0.05, fraction: 0.5 } },
  },
});
const engine = createWasmEngine();
const training = new TrainingState({
  recipe,
  environment: environmentSpecification(recipe.environment),
  engine,
  seed: 1001,
});
const ignore = (): void => undefined;
const advanceBy = (count: number): void => {
  const end = training.agent.steps + count;
  while (training.agent.steps < end) void training.advance(ignore);
};
/** Collections are told of a little later. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await setImmediate();
};

let collections = 0;
new PerformanceObserver((list) => (collections += list.getEntries().length)).observe({ entryTypes: ['gc'] });
advanceBy(warmUp);
globalThis.gc?.();
await settle();
collections = 0;
const reservedBefore = engine.memory().reserved;
const heapBefore = process.memoryUsage().heapUsed;
advanceBy(steps);
const bytesPerStep = (process.memoryUsage().heapUsed - heapBefore) / steps;
await settle();
const engineGrowth = engine.memory().reserved - reservedBefore;
process.stdout.write(`${JSON.stringify({ steps, bytesPerStep, collections, engineGrowth })}\n`);
