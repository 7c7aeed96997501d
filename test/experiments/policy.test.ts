import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadPolicy } from '../../experiments/policy.js';
import { train } from '../../experiments/train.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import type { RunSummary } from '../../src/runs/records.js';
import { weightsHash } from '../../src/runs/weights-hash.js';
import { maskedGrid } from '../fixtures/worlds.js';
import { errorOf } from '../runs/errors-of.js';
import { quickRecipe } from './runs.js';

const storage = new MemoryStorage();
const options = { environment: maskedGrid };
let summary: RunSummary;

beforeAll(async () => {
  summary = await train(quickRecipe, { storage, ...options });
});

describe('a policy that is loaded from a run', () => {
  it.each(['best', 'last'] as const)(
    'plays the episodes of the report with the %s weights',
    async (checkpoint) => {
      const policy = loadPolicy(storage, { ...options, checkpoint });
      const { mean, std, min, max, episodes } = await policy.evaluate();
      const reported = checkpoint === 'best' ? summary.evaluation : summary.lastEvaluation;
      expect({ checkpoint, mean, std, min, max, episodes }).toEqual(reported);
      if (checkpoint === 'last') expect(weightsHash(policy.weights)).toBe(summary.weightsHash);
      policy.dispose();
    },
  );

  it('takes the best of the possible actions, one observation at a time', () => {
    const policy = loadPolicy(storage, options);
    for (let cell = 0; cell < 16; cell++) {
      const observation = new Float32Array(16).fill(1, cell, cell + 1);
      const q = [...policy.qValues(observation)];
      expect(policy.act(observation)).toBe(q.indexOf(Math.max(...q)));
      const mask = Uint8Array.from(q, (value) => (value === Math.max(...q) ? 0 : 1));
      const others = q.filter((_, action) => mask[action] === 1);
      expect(policy.act(observation, mask)).toBe(q.indexOf(Math.max(...others)));
    }
    policy.dispose();
  });

  it('is missed where there is no run', () => {
    expect(errorOf(() => loadPolicy(new MemoryStorage(), options))?.code).toBe('not-a-run');
  });
});
