import { describe, expect, it } from '@jest/globals';
import type { Environment } from '../../../environments/contract.js';
import { Box } from '../../../environments/spaces/box.js';
import { Discrete } from '../../../environments/spaces/discrete.js';
import { clipReward } from '../../../environments/wrappers/clip-reward.js';
import { discretizeAction } from '../../../environments/wrappers/discretize-action.js';
import { normalizeReward } from '../../../environments/wrappers/normalize-reward.js';
import { recordEpisodeStatistics } from '../../../environments/wrappers/record-episode-statistics.js';
import { RunningStatistics } from '../../../environments/wrappers/running-statistics.js';
import { stickyActions } from '../../../environments/wrappers/sticky-actions.js';
import { timeLimit } from '../../../environments/wrappers/time-limit.js';
import { transformReward } from '../../../environments/wrappers/transform-reward.js';
import { Pcg64 } from '../../../src/random/pcg64.js';
import { TwoStateChain } from '../../fixtures/worlds.js';

/** Pays these rewards one after the other, over and over; the last one of the list terminates. Keeps what was done. */
function paying<Action>(rewards: readonly number[], actionSpace: Environment<number, Action>['actionSpace']) {
  let step = 0;
  const done: Action[] = [];
  const world: Environment<number, Action> = {
    observationSpace: new Discrete(1),
    actionSpace,
    reset: () => ({ observation: 0, info: {} }),
    step(action) {
      done.push(action);
      const index = step++ % rewards.length;
      const terminated = index === rewards.length - 1;
      return { observation: 0, reward: rewards[index], terminated, truncated: false, info: { known: 1 } };
    },
  };
  return { world, done };
}

const rewardsOf = (world: Environment<unknown, number>, steps: number): number[] => {
  world.reset();
  return Array.from({ length: steps }, () => {
    const { reward, terminated } = world.step(0);
    if (terminated) world.reset();
    return reward;
  });
};

describe('clipReward', () => {
  it.each([
    [{ minimum: -1, maximum: 1 }, [-1, 0.5, 1]],
    [{ maximum: 1 }, [-7, 0.5, 1]],
    [{ minimum: 0 }, [0, 0.5, 9]],
  ])('%j', (bounds, expected) => {
    expect(rewardsOf(clipReward(paying([-7, 0.5, 9], new Discrete(1)).world, bounds), 3)).toEqual(expected);
  });

  it('refuses bounds that cross, and NaN', () => {
    const { world } = paying([0], new Discrete(1));
    expect(() => clipReward(world, { minimum: 2, maximum: 1 })).toThrow('at most maximum, which is 1');
    expect(() => clipReward(world, { minimum: NaN })).toThrow('at most maximum');
  });
});

describe('transformReward', () => {
  it('applies the function to every reward', () => {
    const world = transformReward(paying([1, 2, 3], new Discrete(1)).world, (reward) => 10 * reward);
    expect(rewardsOf(world, 3)).toEqual([10, 20, 30]);
  });
});

describe('normalizeReward', () => {
  const rewards = [1, -2, 4, 0.5];
  /** The variance of the discounted returns so far, in two passes; the fourth step terminates. */
  function expectedRewards(discount: number): number[] {
    const returns: number[] = [];
    return [...rewards, ...rewards].map((reward, i) => {
      const carried = i === 0 || i % 4 === 3 ? 0 : discount * returns[i - 1];
      returns.push(carried + reward);
      const total = 1e-4 + returns.length;
      const mean = returns.reduce((sum, x) => sum + x, 0) / total;
      const squares = returns.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
      return reward / Math.sqrt((1e-4 * (1 + mean * mean) + squares) / total + 1e-8);
    });
  }

  it.each([0.99, 0.5, 0])('divides by the deviation of the return discounted by %p', (discount) => {
    const world = normalizeReward(paying(rewards, new Discrete(1)).world, { discount });
    rewardsOf(world, 8).forEach((reward, i) => expect(reward).toBeCloseTo(expectedRewards(discount)[i], 6));
  });

  it('evaluation never moves the statistics', () => {
    const statistics = new RunningStatistics(1);
    rewardsOf(normalizeReward(paying(rewards, new Discrete(1)).world, { statistics }), 4);
    const before = statistics.save();
    const deviation = Math.sqrt(statistics.variance(0) + 1e-8);
    const world = normalizeReward(paying(rewards, new Discrete(1)).world, { statistics, evaluation: true });
    expect(rewardsOf(world, 4)).toEqual(rewards.map((reward) => reward / deviation));
    expect(statistics.save()).toEqual(before);
  });
});

describe('recordEpisodeStatistics', () => {
  it('tells return and length at the last step of every episode, and keeps other info', () => {
    const world = recordEpisodeStatistics(paying([1, -2, 4.5], new Discrete(1)).world);
    for (let episode = 0; episode < 2; episode++) {
      world.reset();
      expect([0, 0, 0].map((action) => world.step(action).info)).toEqual([
        { known: 1 },
        { known: 1 },
        { known: 1, episode: { return: 3.5, length: 3 } },
      ]);
    }
  });

  it('sees a truncation from inside', () => {
    const world = recordEpisodeStatistics(timeLimit(new TwoStateChain(), 2));
    world.reset();
    world.step(0);
    expect(world.step(0).info).toEqual({ episode: { return: 0, length: 2 } });
  });
});

describe('stickyActions', () => {
  const draws = (seed: number, count: number): number[] => {
    const generator = new Pcg64((BigInt('0x737469636b79') << 64n) + BigInt(seed));
    return Array.from({ length: count }, () => generator.random());
  };

  it('does the last action again as often and exactly where its own generator says', () => {
    const { world, done } = paying([0], new Discrete(1000));
    const sticky = stickyActions(
      { ...world, step: (a) => ({ ...world.step(a), terminated: false }) },
      { probability: 0.25 },
    );
    sticky.reset({ seed: 42 });
    const chosen = Array.from({ length: 1000 }, (_, i) => i);
    chosen.forEach((action) => sticky.step(action));
    const expected = [0];
    draws(42, 999).forEach((draw, i) => expected.push(draw < 0.25 ? expected[i] : i + 1));
    expect(done).toEqual(expected);
    const repeats = done.filter((action, i) => action !== i).length;
    expect(repeats).toBeGreaterThan(200);
    expect(repeats).toBeLessThan(300);
  });

  it('never repeats into a new episode, and a reset without a seed goes on with the generator', () => {
    const { world, done } = paying([0], new Discrete(1000));
    const sticky = stickyActions(world, { probability: 0.999 });
    sticky.reset({ seed: 1 });
    for (let action = 0; action < 20; action++) {
      sticky.step(action);
      sticky.reset();
    }
    expect(done).toEqual(Array.from({ length: 20 }, (_, action) => action));
  });

  it('does the chosen action where the last one is masked now', () => {
    const { world, done } = paying([0, 0, 0, 0, 0, 0], new Discrete(2));
    let allowed = Uint8Array.of(1, 0);
    const sticky = stickyActions({ ...world, actionMask: () => allowed }, { probability: 0.999 });
    sticky.reset({ seed: 3 });
    sticky.step(0);
    allowed = Uint8Array.of(0, 1);
    sticky.step(1);
    expect(done).toEqual([0, 1]);
  });

  it('repeats continuous actions too', () => {
    const { world, done } = paying([0, 0, 0, 0], new Box({ low: -1, high: 1, shape: [2] }));
    const sticky = stickyActions(world, { probability: 0.999 });
    sticky.reset({ seed: 3 });
    sticky.step(Float32Array.of(0.5, -0.5));
    sticky.step(Float32Array.of(1, 1));
    expect(done).toEqual([Float32Array.of(0.5, -0.5), Float32Array.of(0.5, -0.5)]);
  });

  it.each([1, -0.1, NaN])('refuses the probability %p', (probability) => {
    expect(() => stickyActions(new TwoStateChain(), { probability })).toThrow('from 0 to below 1');
  });
});

describe('discretizeAction', () => {
  it('spreads the levels evenly over the interval, both bounds included', () => {
    const { world, done } = paying([0, 0, 0, 0, 0, 0], new Box({ low: -2, high: 2 }));
    const discrete = discretizeAction(world, { levels: 5 });
    discrete.reset();
    expect(String(discrete.actionSpace)).toBe('Discrete(5)');
    [0, 1, 2, 3, 4].forEach((action) => discrete.step(action));
    expect(done.map(([x]) => x)).toEqual([-2, -1, 0, 1, 2]);
  });

  it('counts all combinations, the last number fastest', () => {
    const { world, done } = paying(
      Array.from({ length: 7 }, () => 0),
      new Box({ low: [0, 10], high: [1, 20] }),
    );
    const discrete = discretizeAction(world, { levels: [2, 3] });
    discrete.reset();
    [0, 1, 2, 3, 4, 5].forEach((action) => discrete.step(action));
    expect(done.map((numbers) => Array.from(numbers))).toEqual([
      [0, 10],
      [0, 15],
      [0, 20],
      [1, 10],
      [1, 15],
      [1, 20],
    ]);
  });

  it('refuses other actions, unbounded ones, too few levels and an action outside', () => {
    const box = new Box({ low: -1, high: 1 });
    const { world } = paying([0], box);
    expect(() => discretizeAction(new TwoStateChain() as never, { levels: 3 })).toThrow('must be a Box');
    expect(() =>
      discretizeAction({ ...world, actionSpace: new Box({ low: 0, high: Infinity }) }, { levels: 3 }),
    ).toThrow('bounded');
    expect(() => discretizeAction(world, { levels: 1 })).toThrow('at least 2');
    expect(() => discretizeAction(world, { levels: [3, 3] })).toThrow('or 1 of them');
    expect(() => discretizeAction(world, { levels: 3 }).step(3)).toThrow('from 0 to 2');
  });
});
