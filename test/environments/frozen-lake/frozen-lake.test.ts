import { describe, expect, it } from '@jest/globals';
import { outcomesOf } from '../../../environments/frozen-lake/dynamics.js';
import { frozenLake } from '../../../environments/frozen-lake/frozen-lake.js';
import { makeEnvironment } from '../../../environments/registry.js';
import { play, readGolden, replay, startsOf } from '../golden.js';

const lake = { map: ['SF', 'HG'], isSlippery: true, successRate: 0.5, rewardSchedule: [1, -2, 3] } as const;

describe('FrozenLake', () => {
  it.each(['frozen-lake', 'frozen-lake-8x8'])('replays golden episodes exactly: %s', (name) => {
    const { ours, golden } = replay(readGolden(name));
    expect(ours.length).toBeGreaterThan(30);
    expect(ours).toEqual(golden);
  });

  it('starts where Gymnasium does', () => {
    expect(startsOf(frozenLake({}))).toEqual(readGolden('frozen-lake').starts);
  });

  it('slips to either side of the intended direction, never back', () => {
    // From the corner, to the right: up (stays), right, or down into the hole; in the order left of it, it, right of it.
    expect(outcomesOf(lake, 0, 2)).toEqual([
      { probability: 0.25, state: 2, reward: -2, terminated: true },
      { probability: 0.5, state: 1, reward: 3, terminated: false },
      { probability: 0.25, state: 0, reward: 3, terminated: false },
    ]);
  });

  it('goes where it wants on ice that is not slippery', () => {
    const still = { ...lake, isSlippery: false };
    expect(outcomesOf(still, 1, 1)).toEqual([{ probability: 1, state: 3, reward: 1, terminated: true }]);
    const way = [1, 1, 2, 2, 1, 2];
    const world = makeEnvironment('FrozenLake-v1', { isSlippery: false });
    world.reset({ seed: 0 });
    const rewards = way.map((action) => world.step(action));
    expect(rewards.map(({ reward, terminated }) => [reward, terminated])).toEqual([
      ...Array.from({ length: 5 }, () => [0, false]),
      [1, true],
    ]);
  });

  it('is truncated after 100 steps', () => {
    const world = makeEnvironment('FrozenLake-v1', { isSlippery: false });
    world.reset({ seed: 0 });
    const truncated = Array.from({ length: 100 }, () => world.step(0).truncated);
    expect(truncated.indexOf(true)).toBe(99);
    expect(play('FrozenLake8x8-v1', 0, () => 0).steps).toBeLessThanOrEqual(200);
  });

  it('takes a map of one’s own, and any number of starts', () => {
    const world = makeEnvironment('FrozenLake-v1', { map: ['SSG', 'SHF'] });
    expect(String(world.observationSpace)).toBe('Discrete(6)');
    const starts = Array.from({ length: 300 }, () => world.reset().observation as number);
    expect(new Set(starts)).toEqual(new Set([0, 1, 3]));
  });

  it.each([
    [{ map: ['SF', 'G'] }, 'a list of strings of one length'],
    [{ map: ['FF', 'FG'] }, 'with an S'],
    [{ map: 'SFG' }, 'a list of strings'],
    [{ mapName: '4x5' }, 'did you mean 4x4?'],
    [{ mapName: 4 }, 'one of 4x4, 8x8'],
    [{ successRate: 1.5 }, 'from 0 to 1'],
    [{ rewardSchedule: [1, 0] }, 'three numbers'],
    [{ slippery: true }, 'did you mean isSlippery?'],
  ])('raises a sentence about what is wrong: %j', (options, message) => {
    expect(() => makeEnvironment('FrozenLake-v1', options)).toThrow(message);
  });

  it('draws one square a cell, the goal and the walker', () => {
    const world = makeEnvironment('FrozenLake-v1');
    world.reset();
    const scene = world.render!();
    expect(scene).toMatchObject({ width: [0, 4], height: [0, 4] });
    expect(typeof scene !== 'string' && scene.shapes.at(-1)).toMatchObject({
      kind: 'circle',
      center: [0.5, 3.5],
    });
  });
});
