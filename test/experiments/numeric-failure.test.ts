import { describe, expect, it } from '@jest/globals';
import type { EnvironmentSpecification } from '../../environments/contract.js';
import { resume, train } from '../../experiments/train.js';
import { readNewestCheckpoint } from '../../src/runs/checkpoint.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { readSummary } from '../../src/runs/summary.js';
import { echo } from '../agents/worlds.js';
import { checkpointHash, hurriedClock, quickRecipe, textOf } from './runs.js';

/** The world whose step number `at` gives a reward that is none, until it is healed. */
function sickWorld(at: number): { readonly environment: EnvironmentSpecification; heal(): void } {
  const inner = echo(false);
  let steps = 0;
  let isSick = true;
  const environment: EnvironmentSpecification = {
    ...inner,
    create: (options) => {
      const world = inner.create(options);
      const step: typeof world.step = (action) => {
        const result = world.step(action);
        return isSick && ++steps === at ? { ...result, reward: NaN } : result;
      };
      return Object.assign(Object.create(world), {
        observationSpace: world.observationSpace,
        actionSpace: world.actionSpace,
        reset: world.reset.bind(world),
        snapshot: world.snapshot!.bind(world),
        restore: world.restore!.bind(world),
        step,
      }) as typeof world;
    },
  };
  return { environment, heal: () => (isSick = false) };
}

describe('a training whose loss is no number', () => {
  it('stops, names the tensor that it comes from, and leaves the last good checkpoint to go on from', async () => {
    const { environment, heal } = sickWorld(180);
    const storage = new MemoryStorage();
    const training = train(quickRecipe, { storage, environment });
    await expect(training).rejects.toMatchObject({ code: 'numeric-failure' });
    const summary = readSummary(storage);
    expect(summary.status).toBe('failed');
    expect(summary.failure).toMatch(
      /^learner at environment step \d+: replay\/reward\[29\] is NaN, but must be a finite number/,
    );
    expect(summary.failure).toContain('hint: ');
    expect(summary.steps).toBeGreaterThanOrEqual(180);
    expect(readNewestCheckpoint(storage).checkpoint.step).toBe(0);
    heal();
    const healed = await resume({ storage, environment });
    expect(healed).toMatchObject({ status: 'completed', steps: 600 });
    expect(healed.failure).toBeUndefined();
    const well = new MemoryStorage();
    await train(quickRecipe, { storage: well, environment: echo(false) });
    expect(checkpointHash(storage)).toBe(checkpointHash(well));
    expect(textOf(storage, 'metrics.jsonl')).toBe(textOf(well, 'metrics.jsonl'));
  });

  it('never writes a checkpoint with such a number in it, not even one that the loss has not met yet', async () => {
    const { environment, heal } = sickWorld(180);
    const storage = new MemoryStorage();
    const recipe = { ...quickRecipe, checkpointSeconds: 1 };
    const training = train(recipe, { storage, environment, clock: hurriedClock() });
    await expect(training).rejects.toThrow('learner at environment step 180: replay/reward[29] is NaN');
    const { step, state } = readNewestCheckpoint(storage).checkpoint;
    expect(step).toBe(179);
    for (const [name, { data }] of state)
      if (name.startsWith('training/')) expect([name, data.every(Number.isFinite)]).toEqual([name, true]);
    heal();
    expect((await resume({ storage, environment, clock: hurriedClock() })).status).toBe('completed');
  });

  it('names the parameter where the weights run away', async () => {
    const storage = new MemoryStorage();
    const agent = {
      ...quickRecipe.agent,
      loss: 'squaredError',
      optimizer: { sgd: {} },
      learningRate: 1e30,
    } as const;
    const training = train({ ...quickRecipe, agent }, { storage, environment: echo(false) });
    await expect(training).rejects.toThrow(/learner at environment step 5\d: online\/.*\[\d+\] is /);
    expect(readSummary(storage).status).toBe('failed');
  });
});

describe('a world that fails', () => {
  it('ends the run as failed, in the words of the world', async () => {
    const inner = echo(false);
    const broken: EnvironmentSpecification = {
      ...inner,
      create: (options) =>
        Object.assign(inner.create(options), {
          step: () => {
            throw new TypeError('the machine is out of oil');
          },
        }),
    };
    const storage = new MemoryStorage();
    const training = train(quickRecipe, { storage, environment: broken });
    await expect(training).rejects.toThrow(TypeError);
    expect(readSummary(storage)).toMatchObject({
      status: 'failed',
      failure: 'TypeError: the machine is out of oil',
    });
    expect((await resume({ storage, environment: inner })).status).toBe('completed');
  });
});
