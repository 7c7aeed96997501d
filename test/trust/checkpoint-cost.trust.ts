import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { benchmarkCheckpoint } from '../../benchmarks/checkpoints.js';
import { loadRecipe } from '../../experiments/recipe-file.node.js';
import { FileStorage } from '../../src/runs/file-storage.node.js';

it('checkpoints of the default recipe, every 30 s and with a full replay, cost less than 2 % of the time of training', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lepton-cost-'));
  const storage = new FileStorage(folder);
  try {
    const { recipe } = await loadRecipe('cartpole');
    expect(recipe.checkpointSeconds).toBeLessThanOrEqual(30);
    const { unit, median } = await benchmarkCheckpoint(recipe, storage);
    expect(unit).toBe('%');
    expect(median).toBeLessThan(2);
  } finally {
    storage.close();
    rmSync(folder, { recursive: true });
  }
});
