import { describe, expect, it } from '@jest/globals';
import { resume, train } from '../../experiments/train.js';
import { readNewestCheckpoint } from '../../src/runs/checkpoint.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { readSummary } from '../../src/runs/summary.js';
import { checkpointHash, hurriedClock, quickRecipe, textOf } from '../experiments/runs.js';

const recipe = {
  ...quickRecipe,
  environment: 'CartPole-v1',
  steps: 300,
  agent: { ...quickRecipe.agent, learningRate: { linear: { from: 1e-2, to: 1e-3, fraction: 1 } } },
  evaluation: { interval: 100, episodes: 2, finalEpisodes: 2 },
  checkpointSeconds: 1,
};
const seed = 11;

function copyOf(storage: MemoryStorage): MemoryStorage {
  const copy = new MemoryStorage();
  const paths = [...storage.list(''), ...storage.list('checkpoints').map((name) => `checkpoints/${name}`)];
  for (const path of paths) copy.write(path, storage.read(path)!);
  return copy;
}

/** Remembers how everything lay at the end of each step. */
class CopyingStorage extends MemoryStorage {
  readonly copies: MemoryStorage[] = [];

  override write(path: string, content: Uint8Array | string): void {
    super.write(path, content);
    if (path === 'run.json') this.copies.push(copyOf(this));
  }
}

const outcomeOf = (storage: MemoryStorage) => ({
  weightsHash: readSummary(storage).weightsHash,
  evaluation: readSummary(storage).evaluation,
  state: checkpointHash(storage),
  metrics: textOf(storage, 'metrics.jsonl'),
});

describe('AC16: a training that is resumed from any of its steps', () => {
  it('equals the one that was not interrupted: weights, optimiser, replay, streams, worlds, log', async () => {
    const whole = new CopyingStorage();
    await train(recipe, { storage: whole, seed, clock: hurriedClock() });
    const expected = outcomeOf(whole);
    const resumed = new Set<number>();
    for (const copy of whole.copies) {
      const { step } = readNewestCheckpoint(copy).checkpoint;
      if (readSummary(copy).status === 'completed') continue;
      await resume({ storage: copy });
      expect({ step, ...outcomeOf(copy) }).toEqual({ step, ...expected });
      resumed.add(step);
    }
    expect([...resumed].sort((a, b) => a - b)).toEqual(
      Array.from({ length: recipe.steps + 1 }, (_, step) => step),
    );
  });
});
