import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBenchmarks as measureAll } from '../../benchmarks/run.js';
import type { Measurement } from '../../benchmarks/measure.js';
import { loadRecipe } from '../../experiments/recipe-file.node.js';
import { versions } from '../../experiments/versions.js';
import { FileStorage } from '../runs/file-storage.node.js';

export interface BenchmarkOptions {
  /** Called with the name of each group of benchmarks as it begins. */
  readonly onProgress: (name: string) => void;
}

export interface BenchmarkResult {
  readonly versions: Readonly<Record<string, string>>;
  readonly measurements: readonly Measurement[];
  /** For people: a head and one row a benchmark. */
  readonly table: readonly (readonly string[])[];
}

/** Runs every benchmark, one after the other; about a minute. */
export async function runBenchmarks({ onProgress }: BenchmarkOptions): Promise<BenchmarkResult> {
  const { recipe } = await loadRecipe('cartpole-cleanrl');
  const { recipe: checkpointRecipe } = await loadRecipe('cartpole');
  const folder = mkdtempSync(join(tmpdir(), 'lepton-bench-'));
  const storage = new FileStorage(folder);
  const measurements = await measureAll({ recipe, checkpointRecipe, storage, onProgress }).finally(() => {
    storage.close();
    rmSync(folder, { recursive: true });
  });
  const head = ['benchmark', 'median', 'from', 'to', 'unit'];
  const rows = measurements.map(({ name, median, minimum, maximum, unit }) => [
    name,
    ...[median, minimum, maximum].map(shown),
    unit,
  ]);
  return { versions: versions(), measurements, table: [head, ...rows] };
}

const shown = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
