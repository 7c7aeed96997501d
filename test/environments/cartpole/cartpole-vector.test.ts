import { describe, expect, it } from '@jest/globals';
import { makeActionBuffer, makeStepBuffers } from '../../../environments/buffers.js';
import type { Autoreset, StepBuffers } from '../../../environments/contract.js';
import { makeEnvironment, makeVectorEnvironment } from '../../../environments/registry.js';
import { vectorize } from '../../../environments/vector.js';
import { record } from '../recording.js';

const modes: readonly Autoreset[] = ['next-step', 'same-step', 'disabled'];
const seeds = [42, 0, 7, 123, 5];

describe('batched CartPole', () => {
  it.each(modes)('equals the single form world by world, bit for bit: %s', (autoreset) => {
    for (const options of [{}, { maxEpisodeSteps: 11 }, { suttonBartoReward: true }]) {
      const batched = makeVectorEnvironment('CartPole-v1', { count: 5, autoreset, options });
      const singles = vectorize(() => makeEnvironment('CartPole-v1', options), 5, autoreset);
      expect(record(batched, 2, 120, seeds)).toEqual(record(singles, 2, 120, seeds));
    }
  });

  it('fills identical transitions whichever way episodes start again', () => {
    const options = { maxEpisodeSteps: 25 };
    const [first, second, third] = modes.map((autoreset) =>
      record(makeVectorEnvironment('CartPole-v1', { count: 5, autoreset, options }), 2, 150, seeds),
    );
    // `next-step` spends steps on starting, so it gets fewer transitions out of as many steps.
    first.forEach((transitions, row) => {
      expect(transitions.length).toBeGreaterThan(120);
      expect(second[row].slice(0, transitions.length)).toEqual(transitions);
    });
    expect(third).toEqual(second);
    const flags = first.flat().map(({ terminated, truncated }) => `${terminated} ${truncated}`);
    expect(new Set(flags)).toEqual(new Set(['false false', 'true false', 'false true']));
  });

  it('a world does not depend on how many others there are', () => {
    const alone = record(makeVectorEnvironment('CartPole-v1', { count: 1 }), 2, 60, [7]);
    const among = record(makeVectorEnvironment('CartPole-v1', { count: 5 }), 2, 60, seeds);
    expect(among[2]).toEqual(alone[0]);
  });

  it('a step that reaches the limit and falls keeps both flags', () => {
    // Seed 0 falls on its 8th push to the right.
    for (const autoreset of modes) {
      const world = makeVectorEnvironment('CartPole-v1', { autoreset, options: { maxEpisodeSteps: 8 } });
      const out = makeStepBuffers(world);
      world.reset([0], out);
      for (let step = 0; step < 8; step++) world.step(Int32Array.of(1), out);
      expect([out.terminated[0], out.truncated[0]]).toEqual([1, 1]);
    }
  });

  it('worlds that were never seeded start from their row numbers', () => {
    const unseeded = makeVectorEnvironment('CartPole-v1', { count: 3 });
    const [out, expected] = [makeStepBuffers(unseeded), makeStepBuffers(unseeded)];
    unseeded.reset(undefined, out);
    makeVectorEnvironment('CartPole-v1', { count: 3 }).reset([0, 1, 2], expected);
    expect(out).toEqual(expected);
  });

  it.each(modes)('goes on from a snapshot exactly as without it: %s', (autoreset) => {
    const make = () =>
      makeVectorEnvironment('CartPole-v1', { count: 4, autoreset, options: { maxEpisodeSteps: 20 } });
    const world = make();
    const actions = makeActionBuffer(world.actionSpace, 4);
    const play = (played: typeof world, out: StepBuffers, from: number, to: number): unknown[] => {
      const seen: unknown[] = [];
      for (let step = from; step < to; step++) {
        actions.forEach((_, row) => (actions[row] = (step >> row) & 1));
        const ended = out.terminated.map((flag, row) => flag | out.truncated[row]);
        if (autoreset === 'disabled') played.reset(undefined, out, ended);
        played.step(actions, out);
        seen.push(structuredClone(out));
      }
      return seen;
    };
    const out = makeStepBuffers(world);
    world.reset([3, 1, 4, 1], out);
    play(world, out, 0, 37);
    const snapshot = world.snapshot!();
    const outThen = structuredClone(out);
    const resumed = make();
    resumed.restore!(snapshot);
    expect(play(resumed, outThen, 37, 90)).toEqual(play(world, out, 37, 90));
    expect(() => resumed.restore!(snapshot.slice(2))).toThrow(
      expect.objectContaining({ code: 'file-damaged' }),
    );
  });

  it('raises for an action that is none, before it moves the world', () => {
    const world = makeVectorEnvironment('CartPole-v1', { count: 2 });
    const out = makeStepBuffers(world);
    world.reset([1, 2], out);
    expect(() => world.step(Int32Array.of(2, 0), out)).toThrow('action is 2');
    expect(() => world.step(Int32Array.of(-1, 0), out)).toThrow('action is -1');
  });
});
