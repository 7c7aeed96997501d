import { describe, expect, it } from '@jest/globals';
import type { Environment, EnvironmentSpecification } from '../../environments/contract.js';
import { Box } from '../../environments/spaces/box.js';
import { Discrete } from '../../environments/spaces/discrete.js';
import type { Report } from '../../experiments/contract.js';
import { evaluate } from '../../experiments/evaluate.js';
import { loadPolicy } from '../../experiments/policy.js';
import { resume, train } from '../../experiments/train.js';
import { readNewestCheckpoint } from '../../src/runs/checkpoint.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import type { RunStorage } from '../../src/runs/storage.js';
import { makeTraining } from '../agents/training.js';
import { echo } from '../agents/worlds.js';
import { checkpointHash, metricsOf, quickRecipe, textOf } from './runs.js';

/** Ends only by the action 1, which an agent that is paid for going on learns to leave alone. */
const endless: EnvironmentSpecification = {
  id: 'Endless-test',
  description: '',
  create(): Environment {
    const observation = Float32Array.of(1);
    return {
      observationSpace: new Box({ low: 0, high: 1, shape: [1] }),
      actionSpace: new Discrete(2),
      reset: () => ({ observation, info: {} }),
      step: (action) => ({
        observation,
        reward: action === 0 ? 1 : -1,
        terminated: action === 1,
        truncated: false,
        info: {},
      }),
      snapshot: () => new Uint8Array(0),
      restore: () => undefined,
    };
  },
};
const environment = endless;
const recipe = {
  ...quickRecipe,
  environment: 'Endless-test',
  evaluation: { ...quickRecipe.evaluation, maxEpisodeSteps: 700 },
};

describe('an episode that does not end', () => {
  it('is cut, counted, and said by the evaluation, the log, the warning, run.json and the policy', async () => {
    const storage = new MemoryStorage();
    const reports: Report[] = [];
    const summary = await train(recipe, {
      storage,
      environment,
      onReport: (report) => void reports.push(report),
    });
    expect(summary.lastEvaluation).toMatchObject({ mean: 700, min: 700, episodes: 4, cutEpisodes: 4 });
    expect(metricsOf(storage, 'evaluation').at(-1)).toMatchObject({ steps: 2100, cutEpisodes: 3 });
    expect(reports.filter(({ kind }) => kind === 'warning')).toEqual([
      {
        kind: 'warning',
        message: expect.stringContaining('evaluation episodes did not end within 700 steps') as unknown,
      },
    ]);
    const policy = loadPolicy(storage, { environment, checkpoint: 'last' });
    expect(await policy.evaluate()).toMatchObject({ steps: 2800, cutEpisodes: 4 });
    policy.dispose();
  });

  it('is followed by a new one, and no episode that ends by itself is counted', async () => {
    const { agent } = makeTraining(echo(false));
    const options = { environment: echo(false), environmentOptions: {}, episodes: 5, seed: 1 };
    const whole = await evaluate(agent, options);
    expect(whole).toMatchObject({ steps: 50, cutEpisodes: 0 });
    expect(await evaluate(agent, { ...options, maxEpisodeSteps: 10 })).toEqual(whole);
    const cut = await evaluate(agent, { ...options, maxEpisodeSteps: 4 });
    expect(cut).toMatchObject({ steps: 20, cutEpisodes: 5 });
    expect(cut.returns.every((sum) => sum <= 4)).toBe(true);
  });
});

describe('an evaluation that takes long', () => {
  it('lets timers have their turn, and is given up when its signal says so', async () => {
    const { agent } = makeTraining(endless);
    const stopper = new AbortController();
    setTimeout(() => stopper.abort(new Error('enough')), 60);
    const greedyForever = { ...agent, act: () => undefined } as unknown as typeof agent;
    const evaluation = evaluate(greedyForever, {
      environment,
      environmentOptions: {},
      episodes: 1,
      seed: 1,
      maxEpisodeSteps: Number.MAX_SAFE_INTEGER,
      signal: stopper.signal,
    });
    await expect(evaluation).rejects.toThrow('enough');
  });
});

describe('a run that is paused in the middle of an evaluation', () => {
  /** Everything of a run that must not depend on how often it was interrupted. */
  const outcomeOf = (storage: RunStorage) => ({
    checkpoint: checkpointHash(storage),
    metrics: textOf(storage, 'metrics.jsonl'),
    summary: { ...JSON.parse(textOf(storage, 'run.json')), seconds: 0, stepsPerSecond: 0 } as unknown,
  });

  /** A world that aborts a signal in the given step of the given evaluation world: 0 is the first selection. */
  function aborting(evaluation: number, stopper: AbortController): EnvironmentSpecification {
    let worlds = -1; // the first one is that of training
    return {
      ...endless,
      create(options) {
        const number = worlds++;
        const world = endless.create(options);
        let steps = 0;
        return {
          ...world,
          step(action) {
            if (number === evaluation && ++steps === 350) stopper.abort();
            return world.step(action);
          },
        };
      },
    };
  }

  it.each([
    ['the first selection', 0, 200],
    ['the last selection', 2, 600],
    ['the report on the last weights', 3, 600],
    ['the report on the best weights', 4, 600],
  ])('during %s equals one that was not', async (_name, evaluation, steps) => {
    const straight = new MemoryStorage();
    await train(recipe, { storage: straight, environment, seed: 3 });
    const storage = new MemoryStorage();
    const stopper = new AbortController();
    const world = aborting(evaluation, stopper);
    const { signal } = stopper;
    const paused = await train(recipe, { storage, environment: world, seed: 3, signal });
    expect(paused).toMatchObject({ status: 'paused', steps });
    expect(readNewestCheckpoint(storage).checkpoint.step).toBe(steps);
    expect(metricsOf(storage, 'evaluation')).toHaveLength(Math.min(evaluation, 3));
    await resume({ storage, environment });
    expect(outcomeOf(storage)).toEqual(outcomeOf(straight));
  });
});
