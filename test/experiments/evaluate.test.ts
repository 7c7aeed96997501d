import { describe, expect, it } from '@jest/globals';
import type { Agent } from '../../agents/contract.js';
import { environmentSpecification } from '../../environments/registry.js';
import { evaluate } from '../../experiments/evaluate.js';
import { weightsHash } from '../../src/runs/weights-hash.js';
import { advanceTo, makeTraining } from '../agents/training.js';
import { echo } from '../agents/worlds.js';
import { maskedGrid } from '../fixtures/worlds.js';
import { played, recorded } from './runs.js';

/** Always takes the action that a function of the observation says. */
const fixedAgent = (choose: (observation: ArrayLike<number>) => number): Agent =>
  ({
    act: (
      observations: { readonly observation: ArrayLike<number> },
      _masks: unknown,
      actions: Int32Array,
    ) => {
      actions[0] = choose(observations.observation);
    },
  }) as unknown as Agent;

describe('an evaluation', () => {
  it('changes nothing: neither weights nor streams nor replay nor the episode that goes on', async () => {
    for (const specification of [maskedGrid, environmentSpecification('CartPole-v1')]) {
      const training = makeTraining(specification, { environments: 2 });
      advanceTo(training, 77 * 2);
      const before = weightsHash(training.save());
      await evaluate(training.agent, {
        environment: specification,
        environmentOptions: {},
        episodes: 5,
        seed: 3,
      });
      expect(weightsHash(training.save())).toBe(before);
    }
  });

  it('plays as many episodes as it is asked for, and says what they were like', async () => {
    const { specification, logs } = recorded(maskedGrid);
    const { agent } = makeTraining(maskedGrid);
    const result = await evaluate(agent, {
      environment: specification,
      environmentOptions: { maxEpisodeSteps: 12 },
      episodes: 7,
      seed: 3,
    });
    const [log] = played(logs);
    expect(result.returns).toEqual(log.returns);
    expect(result.returns.length).toBe(7);
    expect(result.steps).toBe(log.steps);
    expect(log.seeds[0]).toBe(3);
    expect(result.min).toBe(Math.min(...log.returns));
    expect(result.max).toBe(Math.max(...log.returns));
    const mean = log.returns.reduce((sum, value) => sum + value, 0) / 7;
    const variance = log.returns.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / 7;
    expect(result.mean).toBeCloseTo(mean, 12);
    expect(result.std).toBeCloseTo(Math.sqrt(variance), 12);
  });

  it('is greedy, and the same for the same seed', async () => {
    const perfect = fixedAgent((observation) => Array.from(observation).indexOf(1));
    const hopeless = fixedAgent((observation) => (Array.from(observation).indexOf(1) + 1) % 4);
    const options = { environment: echo(false), environmentOptions: {}, episodes: 3, seed: 5 };
    expect((await evaluate(perfect, options)).returns).toEqual([10, 10, 10]);
    expect((await evaluate(hopeless, options)).returns).toEqual([0, 0, 0]);
    const { agent } = makeTraining(environmentSpecification('CartPole-v1'));
    const cartPole = { ...options, environment: environmentSpecification('CartPole-v1'), episodes: 10 };
    expect(await evaluate(agent, cartPole)).toEqual(await evaluate(agent, cartPole));
    expect((await evaluate(agent, cartPole)).returns).not.toEqual(
      (await evaluate(agent, { ...cartPole, seed: 6 })).returns,
    );
  });

  it('lets every episode count once, however short it is', async () => {
    // Half of the agent's answers end a walk at once; steps would favour the long walks, episodes do not.
    const { specification, logs } = recorded(maskedGrid);
    const { agent } = makeTraining(maskedGrid);
    const { mean } = await evaluate(agent, {
      environment: specification,
      environmentOptions: {},
      episodes: 40,
      seed: 9,
    });
    const { returns } = played(logs)[0];
    expect(new Set(returns).size).toBeGreaterThan(1);
    expect(mean).toBeCloseTo(returns.reduce((sum, value) => sum + value, 0) / 40, 12);
  });
});
