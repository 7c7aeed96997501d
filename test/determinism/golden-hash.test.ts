import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadRecipe } from '../../experiments/recipe-file.node.js';
import { train } from '../../experiments/train.js';
import type { Engine } from '../../src/engines/engine.js';
import { createTwinEngine } from '../../src/engines/twin/engine.js';
import { createWasmEngine } from '../../src/engines/wasm/engine.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import {
  build,
  golden,
  goldenRecipePath,
  goldenSeed,
  runGoldenProcess,
  sha256,
  type GoldenRun,
} from './golden-run.js';

async function runHere(engine: Engine): Promise<GoldenRun> {
  const { recipe } = await loadRecipe(goldenRecipePath);
  const storage = new MemoryStorage();
  const { weightsHash } = await train(recipe, { storage, engine, seed: goldenSeed });
  return { weightsHash, metrics: sha256(storage.read('metrics.jsonl')!) };
}

describe('AC15: the golden recipe and seed give the committed weights and the committed log, byte for byte', () => {
  beforeAll(build, 60_000);

  it('in this process', async () => {
    expect(await runHere(createWasmEngine())).toEqual(golden);
  });

  it('a second time', async () => {
    expect(await runHere(createWasmEngine())).toEqual(golden);
  });

  it('in two fresh processes, by the command line', async () => {
    const runs = await Promise.all([runGoldenProcess(process.execPath), runGoldenProcess(process.execPath)]);
    expect(runs).toMatchObject([golden, golden]);
  }, 60_000);

  it('on the twin engine, without WebAssembly', async () => {
    expect(await runHere(createTwinEngine())).toEqual(golden);
  }, 60_000);
});
