/**
 * Whether memory stays flat over half a million steps of a training as users run it: logs, checkpoints, evaluations, everything.
 * Prints what is held every 50 000 steps. Usage, from the root: node --expose-gc dist/benchmarks/memory.node.js [recipe]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRecipe } from '../experiments/recipe-file.node.js';
import { train } from '../experiments/train.js';
import { createWasmEngine } from '../src/engines/wasm/engine.js';
import { FileStorage } from '../src/runs/file-storage.node.js';

const interval = 50_000;
const { recipe } = await loadRecipe(process.argv[2] ?? 'cartpole-cleanrl');
const folder = mkdtempSync(join(tmpdir(), 'lepton-memory-'));
const engine = createWasmEngine();
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2).padStart(8);

process.stdout.write('   steps  heap MB   rss MB  engine MB\n');
try {
  await train(
    { ...recipe, steps: 10 * interval, logInterval: 5000, checkpointSeconds: 2 },
    {
      storage: new FileStorage(folder),
      seed: 1001,
      engine,
      onReport: (report) => {
        if (report.kind !== 'progress' || report.step % interval !== 0) return;
        globalThis.gc?.();
        const { heapUsed, rss } = process.memoryUsage();
        const columns = [heapUsed, rss, engine.memory().reserved].map(megabytes);
        process.stdout.write(`${String(report.step).padStart(8)} ${columns.join(' ')}\n`);
      },
    },
  );
} finally {
  rmSync(folder, { recursive: true });
}
