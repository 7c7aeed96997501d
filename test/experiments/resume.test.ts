import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { EnvironmentSpecification } from '../../environments/contract.js';
import { environmentSpecification } from '../../environments/registry.js';
import type { Report, ResumeOptions, TrainOptions } from '../../experiments/contract.js';
import type { RecipeDocument } from '../../experiments/recipe.js';
import { resume, train } from '../../experiments/train.js';
import { leptonVersion } from '../../experiments/versions.js';
import { createReferenceEngine } from '../../src/engines/reference/engine.js';
import { readNewestCheckpoint, readWeights } from '../../src/runs/checkpoint.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import type { RunStorage } from '../../src/runs/storage.js';
import { readSummary } from '../../src/runs/summary.js';
import { weightsHash } from '../../src/runs/weights-hash.js';
import { echo } from '../agents/worlds.js';
import { Clock, maskedGrid } from '../fixtures/worlds.js';
import { checkpointHash, hurriedClock, metricsOf, played, quickRecipe, recorded, textOf } from './runs.js';

const pauseAt =
  (step: number) =>
  (report: Report): 'pause' | 'continue' =>
    report.kind === 'progress' && report.step >= step ? 'pause' : 'continue';

/** Between two training records, so that sums are pending, and not where an episode ends. */
const evaluationInterval = 125;
const pauseAtEvaluation =
  (count: number) =>
  (report: Report): 'pause' | 'continue' =>
    report.kind === 'evaluation' && report.step >= count * evaluationInterval ? 'pause' : 'continue';

/** Everything of a run that must not depend on how often it was interrupted. */
const outcomeOf = (storage: RunStorage) => ({
  checkpoint: checkpointHash(storage),
  best: weightsHash(readWeights(storage, 'best').state),
  metrics: textOf(storage, 'metrics.jsonl'),
  episode: textOf(storage, 'episode.json'),
  summary: { ...readSummary(storage), seconds: 0, stepsPerSecond: 0 },
});

async function straight(recipe: RecipeDocument, options: Omit<TrainOptions, 'storage'>): Promise<RunStorage> {
  const storage = new MemoryStorage();
  await train(recipe, { ...options, storage });
  return storage;
}

interface World {
  readonly name: string;
  readonly environment: EnvironmentSpecification;
  readonly recipe: RecipeDocument;
}

const dueling = { extractor: [{ dense: 8 }, { dropout: 0.1 }], head: { dueling: true } };
const interrupted = {
  ...quickRecipe,
  logInterval: 30,
  evaluation: { interval: evaluationInterval, episodes: 2, finalEpisodes: 3 },
};
const worlds: readonly World[] = [
  {
    name: 'CartPole',
    environment: environmentSpecification('CartPole-v1'),
    recipe: { ...interrupted, environment: 'CartPole-v1', agent: { ...quickRecipe.agent, double: true } },
  },
  {
    name: 'a masked world, four at once',
    environment: maskedGrid,
    recipe: { ...interrupted, environments: 4 },
  },
  {
    name: 'a network with dropout, slow targets and schedules',
    environment: echo(false),
    recipe: {
      ...interrupted,
      agent: {
        ...quickRecipe.agent,
        network: dueling,
        learningRate: { linear: { from: 1e-2, to: 1e-3, fraction: 1 } },
        targetUpdateInterval: 2,
        targetUpdateRate: 0.1,
        optimizer: { adamw: {} },
      },
    },
  },
];

describe.each(worlds)('a run of $name', ({ environment, recipe }) => {
  const options = { environment, seed: 4 };

  it('that is paused in the middle of episodes and resumed equals one that was not, byte for byte', async () => {
    const storage = new MemoryStorage();
    const paused = await train(recipe, { ...options, storage, onReport: pauseAtEvaluation(1) });
    expect(paused).toMatchObject({ status: 'paused', steps: recipe.environments === 4 ? 128 : 125 });
    expect((await resume({ ...options, storage, onReport: pauseAtEvaluation(3) })).status).toBe('paused');
    expect((await resume({ ...options, storage })).status).toBe('completed');
    expect(outcomeOf(storage)).toEqual(outcomeOf(await straight(recipe, options)));
  });

  it('that was killed forgets what came after its checkpoint, and equals one that was not', async () => {
    const storage = new MemoryStorage();
    await train(recipe, { ...options, storage, onReport: pauseAtEvaluation(1) });
    const kill = (report: Report) => {
      if (report.kind === 'evaluation' && report.step === 500) throw new Error('killed');
    };
    await expect(resume({ ...options, storage, onReport: kill })).rejects.toThrow('killed');
    expect(metricsOf(storage, 'evaluation').at(-1)?.step).toBe(500);
    expect(readNewestCheckpoint(storage).checkpoint.step).toBeLessThan(130);
    await resume({ ...options, storage });
    expect(outcomeOf(storage)).toEqual(outcomeOf(await straight(recipe, options)));
  });
});

describe('a resumed run', () => {
  const environment = echo(false);

  it('takes nothing from the times at which checkpoints are written', async () => {
    const storage = await straight(quickRecipe, { environment, clock: hurriedClock() });
    const often = await straight(
      { ...quickRecipe, checkpointSeconds: 1 },
      { environment, clock: hurriedClock() },
    );
    expect(checkpointHash(often)).toBe(checkpointHash(storage));
    expect(textOf(often, 'metrics.jsonl')).toBe(textOf(storage, 'metrics.jsonl'));
  });

  it('can be told to go further, and its schedules keep the horizon that they began with', async () => {
    const recipe = { ...quickRecipe, steps: 300 };
    const storage = await straight(recipe, { environment });
    const summary = await resume({ environment, storage, steps: 500 });
    expect(summary.steps).toBe(500);
    const epsilons = new Map(metricsOf(storage, 'training').map(({ step, epsilon }) => [step, epsilon]));
    expect(epsilons.get(75)).toBeCloseTo(0.55, 12);
    expect([150, 300, 325, 500].map((step) => epsilons.get(step))).toEqual([0.1, 0.1, 0.1, 0.1]);
    expect(parse(textOf(storage, 'config.yaml'))).toMatchObject({ budget: 500, recipe: { steps: 300 } });
    // Another resume keeps the new budget.
    expect((await resume({ environment, storage })).steps).toBe(500);
  });

  it('is not called complete any more from the moment on at which it has more to do', async () => {
    const storage = await straight({ ...quickRecipe, steps: 300 }, { environment });
    const statuses: string[] = [];
    // The report of the memory comes before anything is loaded.
    const onReport = ({ kind }: Report) =>
      void (kind !== 'memory' && statuses.push(readSummary(storage).status));
    await resume({ environment, storage, steps: 500, onReport });
    expect(new Set(statuses)).toEqual(new Set(['running']));
    expect(readSummary(storage).status).toBe('completed');
  });

  it('warns where another version of Lepton began it, and goes on', async () => {
    const storage = await straight({ ...quickRecipe, steps: 300 }, { environment });
    const warnings: string[] = [];
    const onReport = (report: Report) => void (report.kind === 'warning' && warnings.push(report.message));
    const text = textOf(storage, 'run.json');
    storage.write('run.json', text.replace(`"lepton": "${leptonVersion}"`, '"lepton": "0.0.7"'));
    await resume({ environment, storage, steps: 400, onReport });
    expect(warnings).toEqual([expect.stringContaining('Lepton 0.0.7 until step 300')]);
    await resume({ environment, storage, steps: 500, onReport });
    expect(warnings).toHaveLength(1);
  });

  it('keeps the horizon also where it goes further before it was done', async () => {
    const storage = new MemoryStorage();
    await train(quickRecipe, { environment, storage, onReport: pauseAt(125) });
    await resume({ environment, storage, steps: 800 });
    const epsilons = metricsOf(storage, 'training').map(({ epsilon }) => epsilon);
    const straightEpsilons = metricsOf(await straight(quickRecipe, { environment }), 'training');
    expect(epsilons.slice(0, 24)).toEqual(straightEpsilons.map(({ epsilon }) => epsilon));
  });

  it.each([
    [{ steps: 100 }, /steps is 100, but must be .* at least the 300 steps that are done/],
    [{ steps: 302 }, /steps is 302, but must be a multiple of 4/],
    [{ engine: createReferenceEngine() }, /engine is "reference", but must be .* wasm/],
  ] satisfies readonly (readonly [Partial<ResumeOptions>, RegExp])[])(
    'is refused with %j',
    async (more, reason) => {
      const storage = await straight({ ...quickRecipe, steps: 300, environments: 4 }, { environment });
      const before = outcomeOf(storage);
      await expect(resume({ environment, storage, ...more })).rejects.toThrow(reason);
      expect(outcomeOf(storage)).toEqual(before);
    },
  );

  it('is refused where there is no run', async () => {
    await expect(resume({ storage: new MemoryStorage() })).rejects.toMatchObject({ code: 'not-a-run' });
  });

  it('forgets a best checkpoint that comes from a future which it has left', async () => {
    const storage = new MemoryStorage();
    const recipe = {
      ...quickRecipe,
      steps: 1000,
      evaluation: { interval: 50, episodes: 2, finalEpisodes: 2 },
    };
    const evaluations = metricsOf(await straight(recipe, { environment }), 'evaluation');
    const improves = evaluations.findIndex(
      ({ mean }, i) => i > 2 && evaluations.slice(0, i).every((e) => e.mean < mean),
    );
    const later = evaluations[improves].step;
    // Paused before the evaluation that improves, killed after it, and resumed with less to do than that.
    await train(recipe, { environment, storage, onReport: pauseAt(later - 25) });
    const kill = ({ step, kind }: Report & { readonly step: number }) => {
      if (kind === 'progress' && step === later + 25) throw new Error('killed');
    };
    await expect(resume({ environment, storage, onReport: kill as never })).rejects.toThrow('killed');
    expect(Number(readWeights(storage, 'best').metadata['step'])).toBe(later);
    await resume({ environment, storage, steps: later - 25 });
    expect(Number(readWeights(storage, 'best').metadata['step'])).toBeLessThan(later);
  });

  it('is aborted by a signal after the step, with a checkpoint', async () => {
    const storage = new MemoryStorage();
    const stopper = new AbortController();
    const onReport = (report: Report) => {
      if (report.kind === 'progress' && report.step === 75) stopper.abort();
    };
    const summary = await train(quickRecipe, { environment, storage, onReport, signal: stopper.signal });
    expect(summary).toMatchObject({ status: 'paused', steps: 75 });
    expect(readNewestCheckpoint(storage).checkpoint.step).toBe(75);
    expect(readSummary(storage).status).toBe('paused');
  });

  it('has a checkpoint before its first step', async () => {
    const storage = new MemoryStorage();
    const onReport = (report: Report) => {
      if (report.kind === 'progress') throw new Error('killed');
    };
    await expect(train(quickRecipe, { environment, storage, onReport })).rejects.toThrow('killed');
    expect(readNewestCheckpoint(storage).checkpoint.step).toBe(0);
    expect(readSummary(storage)).toMatchObject({ status: 'failed', failure: 'Error: killed' });
    await resume({ environment, storage });
    expect(outcomeOf(storage)).toEqual(outcomeOf(await straight(quickRecipe, { environment })));
  });
});

describe('a world that cannot be saved', () => {
  it('begins new episodes on resume, and run.json says that the resume is approximate', async () => {
    const clock: EnvironmentSpecification = {
      id: 'Clock-test',
      description: 'No snapshot.',
      create: () => new Clock(),
      maxEpisodeSteps: 12,
    };
    const { specification, logs } = recorded(clock);
    const storage = new MemoryStorage();
    const recipe = { ...quickRecipe, environment: 'Clock-test' };
    const paused = await train(recipe, { environment: specification, storage, onReport: pauseAt(175) });
    expect(paused).toMatchObject({ status: 'paused', resume: 'approximate' });
    const summary = await resume({ environment: specification, storage });
    expect(summary).toMatchObject({ status: 'completed', steps: 600, resume: 'approximate' });
    const steps = played(logs).map((log) => log.steps);
    expect(steps[0]).toBe(175);
    expect(steps).toContain(425);
    // Every return is of one whole episode.
    const resumed = logs.find((log) => log.steps === 425)!;
    const returns = metricsOf(storage, 'episode')
      .filter(({ step }) => step > 175)
      .map((record) => record.return);
    expect(returns).toEqual(resumed.returns);
  });
});
