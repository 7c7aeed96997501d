import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { EvaluationReport, Report } from '../../experiments/contract.js';
import { parseRecipe } from '../../experiments/recipe.js';
import { replayBytes } from '../../experiments/build-agent.js';
import { makeVectorEnvironment } from '../../environments/registry.js';
import { train } from '../../experiments/train.js';
import { createWasmEngine } from '../../src/engines/wasm/engine.js';
import { readNewestCheckpoint, readWeights } from '../../src/runs/checkpoint.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { stateUnder } from '../../src/runs/state.js';
import { readSummary } from '../../src/runs/summary.js';
import { weightsHash } from '../../src/runs/weights-hash.js';
import { echo } from '../agents/worlds.js';
import { maskedGrid } from '../fixtures/worlds.js';
import { errorOf } from '../runs/errors-of.js';
import { metricsOf, played, quickRecipe, recorded, textOf } from './runs.js';

describe('the budget of a training', () => {
  it.each([1, 4])('is met to the step with %i environments', async (environments) => {
    const { specification, logs } = recorded(maskedGrid);
    const storage = new MemoryStorage();
    const summary = await train({ ...quickRecipe, environments }, { storage, environment: specification });
    const trained = logs.slice(0, environments);
    expect(trained.map(({ steps }) => steps)).toEqual(trained.map(() => quickRecipe.steps / environments));
    expect(summary.steps).toBe(quickRecipe.steps);
    expect(readNewestCheckpoint(storage).checkpoint.step).toBe(quickRecipe.steps);
  });

  it('is refused where it is no multiple of the environments, with the reason', () => {
    const error = errorOf(() => parseRecipe({ ...quickRecipe, steps: 10, environments: 3 }));
    expect(error?.code).toBe('invalid-value');
    expect(error?.message).toContain('steps is 10, but must be a multiple of environments, 3');
  });
});

describe('returns', () => {
  it('are those of the environment, in training and in evaluation', async () => {
    const { specification, logs } = recorded(maskedGrid);
    const storage = new MemoryStorage();
    const summary = await train({ ...quickRecipe, environments: 2 }, { storage, environment: specification });
    const episodes = metricsOf(storage, 'episode');
    for (const environment of [0, 1]) {
      const reported = episodes
        .filter((record) => record.environment === environment)
        .map((record) => record.return);
      expect(reported.length).toBeGreaterThan(5);
      expect(reported).toEqual(logs[environment].returns);
    }
    const means = played(logs)
      .slice(2)
      .map(({ returns }) => returns.reduce((sum, value) => sum + value, 0) / returns.length);
    const evaluated = metricsOf(storage, 'evaluation').map(({ mean }) => mean);
    const { lastEvaluation, evaluation } = summary;
    expect([...evaluated, lastEvaluation!.mean, evaluation!.mean]).toEqual(means);
  });

  it('and lengths add up to the steps that were done', async () => {
    const storage = new MemoryStorage();
    await train(quickRecipe, { storage, environment: echo(false) });
    const episodes = metricsOf(storage, 'episode');
    expect(episodes.map(({ length }) => length)).toEqual(new Array(60).fill(10));
    expect(episodes.map(({ step }) => step)).toEqual(episodes.map((_, i) => 10 * (i + 1)));
  });
});

describe('evaluation', () => {
  it('plays in worlds of its own, on seeds that nothing was trained or chosen on', async () => {
    const { specification, logs } = recorded(maskedGrid);
    const storage = new MemoryStorage();
    await train({ ...quickRecipe, environments: 2 }, { storage, environment: specification });
    const firstSeeds = played(logs).map(({ seeds }) => seeds[0]);
    // Two that train, three selections, and the report on the last and on the best weights: the same episodes for both.
    expect(played(logs).length).toBe(2 + 3 + 2);
    expect(firstSeeds.every((seed) => seed !== undefined)).toBe(true);
    expect(new Set(firstSeeds).size).toBe(2 + 3 + 1);
    expect(firstSeeds.at(-1)).toBe(firstSeeds.at(-2));
    // Only the first reset of a world takes a seed.
    expect(logs.every(({ seeds }) => seeds.slice(1).every((seed) => seed === undefined))).toBe(true);
  });

  it('has a fixed quota of episodes', async () => {
    const { specification, logs } = recorded(maskedGrid);
    const { evaluation } = await train(quickRecipe, {
      storage: new MemoryStorage(),
      environment: specification,
    });
    // The reset after the last episode is the one that a step under `same-step` brings along.
    expect(
      played(logs)
        .slice(1)
        .map(({ returns }) => returns.length),
    ).toEqual([3, 3, 3, 4, 4]);
    expect(evaluation!.episodes).toBe(4);
  });

  it('counts the steps that it took to choose the checkpoint, exactly', async () => {
    const { specification, logs } = recorded(maskedGrid);
    const storage = new MemoryStorage();
    const { selectionSteps } = await train(quickRecipe, { storage, environment: specification });
    const steps = logs.slice(1, 4).map((log) => log.steps);
    expect(metricsOf(storage, 'evaluation').map((record) => record.steps)).toEqual(steps);
    expect(selectionSteps).toBe(steps.reduce((sum, count) => sum + count, 0));
  });

  it('happens once more at the end, where the end is no multiple of the interval', async () => {
    const storage = new MemoryStorage();
    await train({ ...quickRecipe, steps: 250 }, { storage, environment: echo(false) });
    expect(metricsOf(storage, 'evaluation').map(({ step }) => step)).toEqual([200, 250]);
  });
});

describe('the best checkpoint', () => {
  it('holds the weights of the best evaluation, of equals the last, and is what the report is about', async () => {
    const storage = new MemoryStorage();
    const hashes = new Map<number, string>();
    const reports: EvaluationReport[] = [];
    const onReport = (report: Report) => {
      if (report.kind !== 'evaluation') return;
      reports.push(report);
      if (report.best) hashes.set(report.step, weightsHash(readWeights(storage, 'best').state));
    };
    const recipe = {
      ...quickRecipe,
      steps: 800,
      evaluation: { interval: 50, episodes: 2, finalEpisodes: 3 },
    };
    const summary = await train(recipe, { storage, environment: maskedGrid, onReport });
    const best = reports.reduce((a, b) => (b.mean >= a.mean ? b : a));
    expect(reports.length).toBe(16);
    reports.forEach((report, i) => {
      const before = reports.slice(0, i).map(({ mean }) => mean);
      expect(report.best).toBe(report.mean >= Math.max(-Infinity, ...before));
    });
    const { state, metadata } = readWeights(storage, 'best');
    expect(metadata).toMatchObject({ step: String(best.step), mean: String(best.mean) });
    expect(weightsHash(state)).toBe(hashes.get(best.step));
    expect(summary.evaluation?.checkpoint).toBe('best');
    expect(summary.lastEvaluation?.checkpoint).toBe('last');
  });

  it('leaves the last weights where they are: the summary and the last checkpoint speak of them', async () => {
    const storage = new MemoryStorage();
    const summary = await train(quickRecipe, { storage, environment: maskedGrid });
    const { state } = readNewestCheckpoint(storage).checkpoint;
    expect(summary.weightsHash).toBe(weightsHash(stateUnder('training/agent/online', state)));
  });

  it('is there although the training was stopped before its first evaluation', async () => {
    const storage = new MemoryStorage();
    const onReport = ({ kind }: Report) => (kind === 'progress' ? 'stop' : 'continue');
    const summary = await train(quickRecipe, { storage, environment: echo(false), onReport });
    expect(summary).toMatchObject({
      status: 'completed',
      steps: 25,
      evaluation: { checkpoint: 'best', episodes: 4 },
    });
    expect(metricsOf(storage, 'evaluation').map(({ step }) => step)).toEqual([25]);
    expect(summary.selectionSteps).toBe(30);
  });
});

describe('the logs', () => {
  it('have Q-values and the action gap of fixed probe states', async () => {
    const storage = new MemoryStorage();
    await train(quickRecipe, { storage, environment: maskedGrid });
    const probes = metricsOf(storage, 'probe');
    // 32 states, one every eight steps, are there from step 249 on.
    expect(probes.map(({ step }) => step)).toEqual(Array.from({ length: 15 }, (_, i) => 250 + 25 * i));
    for (const { q, actionGap, meanMaxQ } of probes) {
      expect(q.map((row) => row.length)).toEqual(new Array(8).fill(4));
      expect(actionGap).toBeGreaterThan(0);
      expect(Number.isFinite(meanMaxQ)).toBe(true);
    }
    expect(probes[0].q).not.toEqual(probes.at(-1)!.q);
  });

  it('have what the learner measured, means over the updates since the last record', async () => {
    const storage = new MemoryStorage();
    const agent = { ...quickRecipe.agent, maximumGradientNorm: 10 };
    await train({ ...quickRecipe, agent }, { storage, environment: echo(false) });
    const records = metricsOf(storage, 'training');
    expect(records.map(({ step }) => step)).toEqual(Array.from({ length: 24 }, (_, i) => 25 * (i + 1)));
    expect(Object.keys(records[0].measures)).toEqual(['learningRate']);
    expect(Object.keys(records[5].measures).sort()).toEqual(
      ['absoluteTdError', 'gradientNorm', 'learningRate', 'loss', 'meanQ', 'meanTarget'].sort(),
    );
    expect(records.at(-1)!.updates).toBe((600 - 50) / 2);
    expect(records[11].epsilon).toBeCloseTo(0.1, 12);
  });

  it('tell what a listener is told', async () => {
    const storage = new MemoryStorage();
    const reports: Report[] = [];
    await train(quickRecipe, {
      storage,
      environment: echo(false),
      onReport: (report) => void reports.push(report),
    });
    const progress = reports.filter((report) => report.kind === 'progress');
    expect(progress.map(({ step }) => step)).toEqual(metricsOf(storage, 'training').map(({ step }) => step));
    const returns = metricsOf(storage, 'episode').map((record) => record.return);
    const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
    expect(progress.at(-1)).toMatchObject({ steps: 600, episodes: 60, return: mean });
  });
});

describe('memory', () => {
  it('is said before it is taken', async () => {
    const engine = createWasmEngine();
    const used: number[] = [];
    const reports: Report[] = [];
    const onReport = (report: Report) => {
      reports.push(report);
      used.push(engine.memory().used);
    };
    await train(quickRecipe, { storage: new MemoryStorage(), environment: echo(true), engine, onReport });
    const environment = makeVectorEnvironment(echo(true), { autoreset: 'same-step' });
    const bytes = replayBytes({ environment, settings: quickRecipe.agent });
    expect(reports[0]).toEqual({ kind: 'memory', replayBytes: bytes });
    expect(used[0]).toBe(0);
    expect(used[1]).toBeGreaterThan(bytes);
    expect(engine.memory().used).toBe(0);
  });

  it('that cannot be had is refused before anything is written', async () => {
    const storage = new MemoryStorage();
    const engine = createWasmEngine({ maximumMemoryBytes: 1 << 20 });
    const agent = { ...quickRecipe.agent, replayCapacity: 1_000_000 };
    const training = train({ ...quickRecipe, agent }, { storage, environment: echo(false), engine });
    await expect(training).rejects.toMatchObject({ code: 'out-of-memory' });
    expect(storage.list('')).toEqual([]);
    expect(engine.memory().used).toBe(0);
  });
});

describe('the folder of a run', () => {
  it('has the resolved configuration, the epsilon of the optimiser included', async () => {
    const configurationOf = async (optimizer: object | undefined) => {
      const storage = new MemoryStorage();
      const agent = { ...quickRecipe.agent, ...(optimizer && { optimizer }) } as typeof quickRecipe.agent;
      await train(
        { ...quickRecipe, steps: 50, agent },
        { storage, environment: echo(false), seed: 5, name: 'mine' },
      );
      return parse(textOf(storage, 'config.yaml')) as Record<string, unknown>;
    };
    expect(await configurationOf(undefined)).toMatchObject({
      name: 'mine',
      seed: 5,
      engine: 'wasm',
      budget: 50,
      recipe: {
        steps: 50,
        agent: { discount: 0.99, optimizer: { adam: { epsilon: 1e-8, beta1: 0.9, beta2: 0.999 } } },
      },
    });
    expect(await configurationOf({ adam: { epsilon: 1.5e-4 } })).toMatchObject({
      recipe: { agent: { optimizer: { adam: { epsilon: 1.5e-4 } } } },
    });
  });

  it('says in run.json what became of it', async () => {
    const storage = new MemoryStorage();
    const summary = await train(quickRecipe, { storage, environment: echo(false), seed: 'a word' });
    expect(readSummary(storage)).toEqual(summary);
    expect(summary).toMatchObject({
      status: 'completed',
      environment: 'Echo-test',
      agent: 'dqn',
      seed: 'a word',
      steps: 600,
      resume: 'exact',
      // 4 to 8 to 4, with biases.
      cost: { parameters: 76, bytes: 304 },
    });
    expect(summary.weightsHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not overwritten by another run', async () => {
    const storage = new MemoryStorage();
    await train({ ...quickRecipe, steps: 50 }, { storage, environment: echo(false) });
    const before = textOf(storage, 'metrics.jsonl');
    const again = train({ ...quickRecipe, steps: 50 }, { storage, environment: echo(false), seed: 2 });
    await expect(again).rejects.toMatchObject({ code: 'file-exists' });
    expect(textOf(storage, 'metrics.jsonl')).toBe(before);
  });
});

describe('a world that fails at being drawn', () => {
  it('costs the report its episode, with a warning, and the run nothing', async () => {
    const { create, createVector: _, ...rest } = echo(false);
    const render = () => {
      throw new Error('no screen');
    };
    const environment = { ...rest, create: () => Object.assign(create({}), { render }) };
    const storage = new MemoryStorage();
    const warnings: string[] = [];
    const onReport = (report: Report) => void (report.kind === 'warning' && warnings.push(report.message));
    const summary = await train(quickRecipe, { storage, environment, onReport });
    expect(summary.status).toBe('completed');
    expect(warnings).toEqual([expect.stringContaining('no screen')]);
    expect(storage.length('episode.json')).toBe(0);
  });
});
