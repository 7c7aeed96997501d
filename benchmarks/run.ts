/** All benchmarks, one after the other. */
import { createWasmEngine } from '../src/engines/wasm/engine.js';
import type { RunStorage } from '../src/runs/storage.js';
import { benchmarkCheckpoint } from './checkpoints.js';
import { benchmarkCartPole, benchmarkMarket } from './environments.js';
import { measure, type Measurement } from './measure.js';
import { benchmarkShop } from './production-line.js';
import { benchmarkProducts } from './products.js';
import { benchmarkSampling } from './replay.js';
import { benchmarkTraining } from './training.js';
import { nameOf, prepareUpdate, updateShapes } from './updates.js';

export interface BenchmarkOptions {
  /** The recipe whose training is timed, cartpole-cleanrl, as plain data. */
  readonly recipe: unknown;
  /** The recipe whose checkpoints are timed, cartpole, as plain data. */
  readonly checkpointRecipe: unknown;
  /** Where they are written; empty. */
  readonly storage: RunStorage;
  /** Called with the name of each group of benchmarks as it begins. */
  readonly onProgress: (name: string) => void;
}

export async function runBenchmarks({
  recipe,
  checkpointRecipe,
  storage,
  onProgress,
}: BenchmarkOptions): Promise<readonly Measurement[]> {
  const groups: readonly (readonly [
    name: string,
    run: () => readonly Measurement[] | Promise<readonly Measurement[]>,
  ])[] = [
    ['updates', () => updateShapes.map(benchmarkUpdate)],
    ['products', () => benchmarkProducts(createWasmEngine())],
    ['decisions', () => [benchmarkDecision()]],
    ['training', async () => [await benchmarkTraining(recipe)]],
    ['checkpoints', async () => [await benchmarkCheckpoint(checkpointRecipe, storage)]],
    ['environments', () => [64, 1024].map(benchmarkCartPole)],
    ['markets', () => [benchmarkMarket(64, 1), benchmarkMarket(256, 1), benchmarkMarket(64, 30)]],
    ['shops', () => ['ta01', 'ta80'].map(benchmarkShop)],
    ['replay', () => [benchmarkSampling()]],
  ];
  const measurements: Measurement[] = [];
  for (const [name, run] of groups) {
    onProgress(name);
    measurements.push(...(await run()));
  }
  return measurements;
}

function benchmarkUpdate(shape: (typeof updateShapes)[number]): Measurement {
  const { update, dispose } = prepareUpdate(createWasmEngine(), shape);
  const measured = measure(update, {
    name: `update ${nameOf(shape)}`,
    unit: 'ms',
    convert: (seconds) => seconds * 1e3,
  });
  dispose();
  return measured;
}

function benchmarkDecision(): Measurement {
  const { decide } = prepareUpdate(createWasmEngine(), updateShapes[0]);
  return measure(decide, { name: 'decision 4-120-84-2', unit: 'us', convert: (seconds) => seconds * 1e6 });
}
