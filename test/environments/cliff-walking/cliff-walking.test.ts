import { describe, expect, it } from '@jest/globals';
import { cliffWalking } from '../../../environments/cliff-walking/cliff-walking.js';
import { outcomesOf } from '../../../environments/cliff-walking/dynamics.js';
import { makeEnvironment } from '../../../environments/registry.js';
import { readGolden, replay, startsOf } from '../golden.js';

const [up, right, down, left] = [0, 1, 2, 3];

describe('CliffWalking', () => {
  it.each(['cliff-walking', 'cliff-walking-slippery'])('replays golden episodes exactly: %s', (name) => {
    const { ours, golden } = replay(readGolden(name));
    expect(ours.length).toBeGreaterThan(200);
    expect(ours).toEqual(golden);
  });

  it('starts where Gymnasium does', () => {
    expect(startsOf(cliffWalking({}))).toEqual(readGolden('cliff-walking').starts);
  });

  it('is worth -13 along the edge, and ends at the goal', () => {
    const world = makeEnvironment('CliffWalking-v1');
    world.reset({ seed: 0 });
    const results = [up, ...Array<number>(11).fill(right), down].map((action) => world.step(action));
    expect(results.reduce((sum, { reward }) => sum + reward, 0)).toBe(-13);
    expect(results.map(({ terminated }) => terminated).indexOf(true)).toBe(12);
    expect(results.at(-1)!.observation).toBe(47);
  });

  it('goes back to the start from the cliff, at a loss of 100 and without an end', () => {
    expect(outcomesOf(36, right, false)).toEqual([
      { probability: 1, state: 36, reward: -100, terminated: false },
    ]);
    expect(outcomesOf(30, down, false)[0]).toMatchObject({ state: 36, reward: -100 });
    expect(outcomesOf(36, left, false)[0]).toMatchObject({ state: 36, reward: -1 });
  });

  it('has no time limit but the one that is given', () => {
    const endless = makeEnvironment('CliffWalking-v1');
    endless.reset({ seed: 0 });
    for (let step = 0; step < 2000; step++) expect(endless.step(left).truncated).toBe(false);
    const limited = makeEnvironment('CliffWalking-v1', { maxEpisodeSteps: 3 });
    limited.reset({ seed: 0 });
    expect([1, 2, 3].map(() => limited.step(left).truncated)).toEqual([false, false, true]);
  });
});
