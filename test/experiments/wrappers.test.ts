import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Environment, EnvironmentSpecification } from '../../environments/contract.js';
import { CartPole } from '../../environments/cartpole/cartpole.js';
import { makeEnvironment } from '../../environments/registry.js';
import { Box } from '../../environments/spaces/box.js';
import { loadPolicy } from '../../experiments/policy.js';
import { checkRecipe, type RecipeDocument } from '../../experiments/recipe.js';
import { resume, train } from '../../experiments/train.js';
import { wrapEnvironment } from '../../experiments/wrappers.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import type { RunSummary } from '../../src/runs/records.js';
import { checkpointHash, metricsOf, quickRecipe } from './runs.js';

/** A CartPole that is pushed by a number, paid 3 a step. */
const pushed: EnvironmentSpecification = {
  id: 'Pushed-test',
  description: '',
  maxEpisodeSteps: 15,
  create(): Environment {
    const cart = new CartPole();
    const world: Environment<Float32Array, Float32Array> = {
      observationSpace: cart.observationSpace,
      actionSpace: new Box({ low: -1, high: 1 }),
      reset: (options) => cart.reset(options),
      step: ([push]) => ({ ...cart.step(push > 0 ? 1 : 0), reward: 3 }),
      snapshot: () => cart.snapshot(),
      restore: (bytes) => cart.restore(bytes),
    };
    return world;
  },
};

const recipe = {
  ...quickRecipe,
  environment: 'Pushed-test',
  environments: 2,
  wrappers: [
    { stickyActions: { probability: 0.25 } },
    { discretizeAction: { levels: 5 } },
    { clipReward: { maximum: 1 } },
    { normalizeReward: {} },
    { frameStack: { size: 2, padding: 'zero' } },
    { flattenObservation: {} },
  ],
} as const satisfies RecipeDocument;

describe('a recipe with wrappers', () => {
  const storage = new MemoryStorage();
  let summary: RunSummary;
  beforeAll(async () => {
    summary = await train(recipe, { storage, environment: pushed, seed: 4 });
  });

  it('trains where no agent could act otherwise', async () => {
    expect(summary.status).toBe('completed');
    expect(summary.resume).toBe('exact');
    const plain = train({ ...recipe, wrappers: [] }, { storage: new MemoryStorage(), environment: pushed });
    await expect(plain).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('learns from changed rewards, and is evaluated with the true ones', () => {
    const { min, max } = summary.evaluation!;
    expect([min % 3, max % 3, max <= 3 * 15]).toEqual([0, 0, true]);
    expect(metricsOf(storage, 'episode').every(({ return: sum }) => Number.isInteger(sum))).toBe(false);
  });

  it('resumes in the middle of an episode, byte for byte', async () => {
    const paused = new MemoryStorage();
    const stopper = new AbortController();
    const before = await train(recipe, {
      storage: paused,
      environment: pushed,
      seed: 4,
      signal: stopper.signal,
      onReport: (report) => void (report.kind === 'progress' && report.step >= 200 && stopper.abort()),
    });
    expect(before.status).toBe('paused');
    const after = await resume({ storage: paused, environment: pushed });
    expect(after.weightsHash).toBe(summary.weightsHash);
    expect(checkpointHash(paused)).toBe(checkpointHash(storage));
  });

  describe('gives a policy', () => {
    let policy: ReturnType<typeof loadPolicy>;
    beforeAll(() => {
      policy = loadPolicy(storage, { environment: pushed });
    });
    afterAll(() => policy.dispose());

    it('that acts on wrapped observations', () => {
      expect(policy.qValues(new Float32Array(8))).toHaveLength(5);
    });

    it('whose evaluation is that of the run', async () => {
      expect((await policy.evaluate()).mean).toBe(summary.evaluation!.mean);
    });
  });
});

describe('wrapEnvironment', () => {
  it('is the environment itself without wrappers', () => {
    expect(wrapEnvironment(pushed, [], 'training')).toBe(pushed);
  });

  it('puts the first wrapper innermost, under the time limit', () => {
    const stacked = [{ frameStack: { size: 3, padding: 'reset' } }, { flattenObservation: {} }] as const;
    const world = makeEnvironment(wrapEnvironment(pushed, stacked, 'training'));
    expect(String(world.observationSpace)).toContain('(12)');
    expect(() => makeEnvironment(wrapEnvironment(pushed, [...stacked].reverse(), 'training'))).not.toThrow();
    const order = makeEnvironment(wrapEnvironment(pushed, [...stacked].reverse(), 'training'));
    expect(String(order.observationSpace)).toContain('(3, 4)');
  });
});

describe('a mistake in wrappers', () => {
  it.each([
    [{ stickyAction: { probability: 0.1 } }, 'wrappers.0.stickyAction', 'did you mean stickyActions?'],
    [{ stickyActions: { probability: 1 } }, 'wrappers.0.stickyActions.probability', 'less than 1'],
    [{ stickyActions: {} }, 'wrappers.0.stickyActions.probability', 'a number'],
    [{ frameStack: { siz: 4, size: 4 } }, 'wrappers.0.frameStack.siz', 'did you mean size?'],
    [{ discretizeAction: { levels: 1 } }, 'wrappers.0.discretizeAction.levels', 'at least 2'],
    [
      { normalizeObservation: {} },
      'wrappers.0.normalizeObservation',
      'agent.normalizeObservations does the same',
    ],
    [{ frameStack: { size: 2 }, flattenObservation: {} }, 'wrappers.0', 'exactly one key'],
    ['frameStack', 'wrappers.0', 'a map of keys and values'],
  ])('%j: %s, %s', (wrapper, path, words) => {
    const checked = checkRecipe({ ...quickRecipe, wrappers: [wrapper] });
    expect(checked).toHaveProperty('problems');
    const { problems } = checked as Extract<typeof checked, { readonly problems: unknown }>;
    expect(problems.map((problem) => problem.path.join('.'))).toEqual([path]);
    expect(`${problems[0].requirement}, ${problems[0].hint ?? ''}`).toContain(words);
  });
});
