import { beforeEach, describe, expect, it } from '@jest/globals';
import { CartPole } from '../../../environments/cartpole/cartpole.js';
import { hasFallen, makeStates, push, start } from '../../../environments/cartpole/dynamics.js';
import { makeEnvironment } from '../../../environments/registry.js';
import { Pcg64 } from '../../../src/random/pcg64.js';
import { readJson } from '../../fixtures/read-json.js';

interface GoldenStep {
  readonly action: number;
  readonly observation: readonly number[];
  readonly state: readonly number[];
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
}

interface GoldenEpisode {
  readonly seed: number;
  readonly observation: readonly number[];
  readonly state: readonly number[];
  readonly steps: readonly GoldenStep[];
  readonly observationAfterReset: readonly number[];
}

const golden = readJson<{ episodes: readonly GoldenEpisode[]; starts: readonly number[][] }>(
  'cartpole-episodes.json',
);

describe('dynamics', () => {
  it('draws the start states of Gymnasium for 200 seeds, bit for bit', () => {
    const states = makeStates(1);
    const starts = golden.starts.map((_, seed) => {
      start(states, 0, new Pcg64(seed));
      return Array.from(states);
    });
    expect(starts).toEqual(golden.starts);
  });

  it('is one step from each golden float64 state within 4e-15 of the next', () => {
    const states = makeStates(1);
    let compared = 0;
    for (const { state, steps } of golden.episodes) {
      steps.forEach((step, index) => {
        states.set(index === 0 ? state : steps[index - 1].state);
        push(states, 0, step.action);
        states.forEach((value, part) => {
          expect(Math.abs(value - step.state[part])).toBeLessThanOrEqual(4e-15);
          compared++;
        });
        expect(hasFallen(states, 0)).toBe(step.terminated);
      });
    }
    expect(compared).toBe(4 * 309);
  });

  it.each([
    [[2.4, 0, 0, 0], false],
    [[2.4000000000000004, 0, 0, 0], true],
    [[-2.4, 0, 0, 0], false],
    [[-2.4000000000000004, 0, 0, 0], true],
    [[0, 0, 0.20943951023931953, 0], false],
    [[0, 0, 0.20943951023931956, 0], true],
    [[0, 0, -0.20943951023931953, 0], false],
    [[0, 0, -0.20943951023931956, 0], true],
  ])('ends beyond the limits, not on them: %j is %s', (values, ended) => {
    const states = makeStates(1);
    states.set(values);
    expect(hasFallen(states, 0)).toBe(ended);
  });
});

describe('CartPole', () => {
  let world: CartPole;
  beforeEach(() => {
    world = new CartPole();
  });

  it('replays golden episodes from the seed alone, observations equal in float32', () => {
    for (const { seed, observation, steps, observationAfterReset } of golden.episodes) {
      expect(Array.from(world.reset({ seed }).observation)).toEqual(observation);
      for (const step of steps) {
        const result = world.step(step.action);
        const { reward, terminated } = result;
        expect({ reward, terminated, observation: Array.from(result.observation) }).toEqual({
          reward: step.reward,
          terminated: step.terminated,
          observation: step.observation,
        });
      }
      expect(Array.from(world.reset().observation)).toEqual(observationAfterReset);
    }
  });

  it.each([
    [0, 39, 8],
    [42, 23, 10],
    [123, 89, 9],
  ])('seed %i falls after %i steps of left and right, %i of right only', (seed, alternating, right) => {
    const stepsUntilFallen = (action: (step: number) => number): number => {
      world.reset({ seed });
      let steps = 0;
      while (!world.step(action(steps)).terminated) steps++;
      return steps + 1;
    };
    expect(stepsUntilFallen((step) => step % 2)).toBe(alternating);
    expect(stepsUntilFallen(() => 1)).toBe(right);
  });

  it('balances for 500 steps under a linear policy, then is truncated', () => {
    const limited = makeEnvironment('CartPole-v1');
    for (const seed of [0, 42, 123]) {
      let observation = limited.reset({ seed }).observation as Float32Array;
      for (let step = 1; step <= 500; step++) {
        const [x, xDot, theta, thetaDot] = observation;
        const result = limited.step(theta + 0.5 * thetaDot + 0.1 * x + 0.2 * xDot > 0 ? 1 : 0);
        observation = result.observation as Float32Array;
        expect([result.terminated, result.truncated]).toEqual([false, step === 500]);
      }
    }
  });

  it('starts within the bounds that the reset options give', () => {
    const { observation } = world.reset({ seed: 123, options: { low: -0.1, high: 0.1 } });
    expect(Array.from(observation)).toEqual(
      [0.03647037, -0.0892358, -0.05592803, -0.06312564].map((value) => expect.closeTo(value, 8)),
    );
    expect(Array.from(world.reset({ options: { low: 0.5, high: 0.5 } }).observation)).toEqual([
      0.5, 0.5, 0.5, 0.5,
    ]);
  });

  it('rewards as Sutton and Barto do, where asked', () => {
    const rewards = (suttonBartoReward: boolean): number[] => {
      const rewarded = new CartPole({ suttonBartoReward });
      rewarded.reset({ seed: 0 });
      return Array.from({ length: 8 }, () => rewarded.step(1).reward);
    };
    expect(rewards(true)).toEqual([0, 0, 0, 0, 0, 0, 0, -1]);
    expect(rewards(false)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('has the spaces of Gymnasium', () => {
    expect(String(world.actionSpace)).toBe('Discrete(2)');
    const high = [4.8, Infinity, 0.41887903, Infinity].map(Math.fround);
    expect(Array.from(world.observationSpace.high)).toEqual(high);
    expect(Array.from(world.observationSpace.low)).toEqual(high.map((bound) => -bound));
  });

  it('returns fresh observations, so that one step does not change another', () => {
    const first = world.reset({ seed: 1 }).observation;
    const copy = Array.from(first);
    world.step(0);
    expect(Array.from(first)).toEqual(copy);
  });

  it('replays exactly from a snapshot, the generator included', () => {
    const play = (): unknown[] => [
      ...[0, 1, 1, 0].map((action) => world.step(action)),
      world.reset(),
      world.step(0),
    ];
    world.reset({ seed: 9 });
    world.step(1);
    const snapshot = world.snapshot();
    const played = play();
    world = new CartPole();
    world.restore(snapshot);
    expect(play()).toEqual(played);
  });

  it('refuses bytes that are no snapshot of it', () => {
    world.reset({ seed: 9 });
    const snapshot = world.snapshot();
    const other = snapshot.slice();
    other[4] ^= 1;
    for (const damaged of [new Uint8Array(0), snapshot.slice(1), snapshot.slice(0, -1), other]) {
      expect(() => world.restore(damaged)).toThrow(expect.objectContaining({ code: 'file-damaged' }));
    }
  });

  it('draws itself upright between the ends of the track', () => {
    const { shapes, width, height } = world.render();
    expect([width, height]).toEqual([
      [-2.4, 2.4],
      [-0.8, 2.4],
    ]);
    const pole = shapes[2];
    expect(pole).toMatchObject({ kind: 'line', from: [0, 0.06], to: [0, 1.06] });
    world.reset({ options: { low: 0.1, high: 0.1 } });
    const leaning = world.render().shapes[2];
    expect(leaning.kind === 'line' && leaning.to[0] > leaning.from[0]).toBe(true);
  });

  it.each([
    ['action is 2', () => world.step(2)],
    ['action is 0.5', () => world.step(0.5)],
    ['action is NaN', () => world.step(NaN)],
    ['low is 1', () => world.reset({ options: { low: 1, high: 0 } })],
    ['low is "a"', () => world.reset({ options: { low: 'a' } })],
    ['did you mean high?', () => world.reset({ options: { hihg: 1 } })],
    ['seed is -1', () => world.reset({ seed: -1 })],
    ['suttonBartoReward is 1', () => makeEnvironment('CartPole-v1', { suttonBartoReward: 1 })],
    ['did you mean suttonBartoReward?', () => makeEnvironment('CartPole-v1', { suttonBartoRewards: true })],
  ])('raises a sentence about what is wrong: %s', (message, act) => {
    expect(act).toThrow(message);
  });
});
