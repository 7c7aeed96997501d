import { describe, expect, it } from '@jest/globals';
import { environmentSpecification } from '../../environments/registry.js';
import { parseRecipe } from '../../experiments/recipe.js';
import { train } from '../../experiments/train.js';
import { TrainingState } from '../../experiments/training-state.js';
import { createWasmEngine } from '../../src/engines/wasm/engine.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { weightsHash } from '../../src/runs/weights-hash.js';
import { checkpointHash, quickRecipe, textOf } from './runs.js';

const recipe = { ...quickRecipe, environment: 'CartPole-v1' };

async function run(seed: number | string, more: Partial<typeof recipe> = {}) {
  const storage = new MemoryStorage();
  const { weightsHash: hash, evaluation } = await train({ ...recipe, ...more }, { storage, seed });
  return { hash, evaluation, checkpoint: checkpointHash(storage), metrics: textOf(storage, 'metrics.jsonl') };
}

describe('a seed', () => {
  it('gives the same weights and the same log, byte for byte, every time', async () => {
    expect(await run(7)).toEqual(await run(7));
    expect(await run('seven')).toEqual(await run('seven'));
  });

  it('gives other weights and another log than another seed', async () => {
    const [first, second] = [await run(7), await run(8)];
    expect(first.hash).not.toBe(second.hash);
    expect(first.metrics).not.toBe(second.metrics);
  });
});

describe('the course of a training', () => {
  it('does not depend on how often it is evaluated or logged', async () => {
    const { hash } = await run(7);
    const evaluation = { interval: 10, episodes: 1, finalEpisodes: 1 } as never;
    expect((await run(7, { evaluation, logInterval: 7 as never })).hash).toBe(hash);
  });

  it('does not depend on another consumer that draws from a stream of its own', () => {
    const weightsAfter = (isCurious: boolean) => {
      const training = new TrainingState({
        recipe: parseRecipe(recipe),
        environment: environmentSpecification(recipe.environment),
        engine: createWasmEngine(),
        seed: 7,
      });
      while (training.agent.steps < 300) {
        if (isCurious) training.streams.stream('curiosity').normal();
        void training.advance(() => undefined);
      }
      return weightsHash(training.agent.save());
    };
    expect(weightsAfter(true)).toBe(weightsAfter(false));
  });

  it('does not depend on what else lives in the engine', async () => {
    const engine = createWasmEngine();
    const storages = [new MemoryStorage(), new MemoryStorage()];
    await Promise.all(storages.map((storage) => train(recipe, { storage, seed: 7, engine })));
    const { checkpoint } = await run(7);
    expect(storages.map(checkpointHash)).toEqual([checkpoint, checkpoint]);
    expect(engine.memory().used).toBe(0);
  });
});
