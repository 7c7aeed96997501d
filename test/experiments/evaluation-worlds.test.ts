import { describe, expect, it } from '@jest/globals';
import type { Environment, EnvironmentSpecification } from '../../environments/contract.js';
import { Box } from '../../environments/spaces/box.js';
import { Discrete } from '../../environments/spaces/discrete.js';
import { evaluationOptions } from '../../experiments/evaluation-worlds.js';
import { loadPolicy } from '../../experiments/policy.js';
import { parseRecipe } from '../../experiments/recipe.js';
import { train } from '../../experiments/train.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import type { EpisodeRecording } from '../../src/runs/records.js';
import { metricsOf, quickRecipe, textOf } from './runs.js';

/** Three steps long; every step pays what the option says, and the observation has as many numbers as another one says. */
const paid: EnvironmentSpecification = {
  id: 'Paid-test',
  description: '',
  maxEpisodeSteps: 3,
  create({ reward = 0, part = 'none', size = 1 }): Environment {
    const observation = () => new Float32Array(size as number);
    return {
      observationSpace: new Box({ low: 0, high: 1, shape: [size as number] }),
      actionSpace: new Discrete(2),
      reset: () => ({ observation: observation(), info: {} }),
      step: () => ({
        observation: observation(),
        reward: reward as number,
        terminated: false,
        truncated: false,
        info: {},
      }),
      render: () => String(part),
    };
  },
};

const recipe = {
  ...quickRecipe,
  environment: 'Paid-test',
  environmentOptions: { reward: 1, part: 'training' },
  evaluation: {
    ...quickRecipe.evaluation,
    environmentOptions: { reward: 10, part: 'selection' },
    finalEnvironmentOptions: { part: 'report' },
  },
} as const;
const options = { environment: paid };

describe('a recipe with options of evaluations', () => {
  it('trains on one part, selects on a second and reports on a third', async () => {
    const storage = new MemoryStorage();
    const { finalEnvironmentOptions } = recipe.evaluation;
    const evaluation = {
      ...recipe.evaluation,
      finalEnvironmentOptions: { ...finalEnvironmentOptions, reward: 100 },
    };
    const summary = await train({ ...recipe, evaluation }, { storage, ...options });
    expect(metricsOf(storage, 'episode').every((episode) => episode.return === 3)).toBe(true);
    expect(metricsOf(storage, 'evaluation').map(({ mean }) => mean)).toEqual([30, 30, 30]);
    expect([summary.evaluation!.mean, summary.lastEvaluation!.mean]).toEqual([300, 300]);
    const recording = JSON.parse(textOf(storage, 'episode.json')) as EpisodeRecording;
    expect(recording.return).toBe(300);
    expect(recording.frames.map(({ picture }) => picture)).toEqual(['report', 'report', 'report']);
    const policy = loadPolicy(storage, options);
    expect((await policy.evaluate()).mean).toBe(300);
    policy.dispose();
  });

  it('takes for the report what is written for it, else what evaluations have, else what training has', () => {
    const parsed = parseRecipe({
      ...recipe,
      environmentOptions: { a: 1, b: 1, c: 1 },
      evaluation: { environmentOptions: { b: 2, c: 2 }, finalEnvironmentOptions: { c: 3 } },
    });
    expect(evaluationOptions(parsed, 'selection')).toEqual({ a: 1, b: 2, c: 2 });
    expect(evaluationOptions(parsed, 'report')).toEqual({ a: 1, b: 2, c: 3 });
  });

  it.each(['environmentOptions', 'finalEnvironmentOptions'])(
    'refuses before the first step %s that change what is observed',
    async (key) => {
      const storage = new MemoryStorage();
      const evaluation = { ...recipe.evaluation, [key]: { size: 2 } };
      await expect(train({ ...recipe, evaluation }, { storage, ...options })).rejects.toMatchObject({
        code: 'invalid-value',
        message: expect.stringContaining(`recipe: evaluation.${key} is {"size":2}, but must be`) as unknown,
      });
      expect(storage.list('')).toEqual([]);
    },
  );
});
