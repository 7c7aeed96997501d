import { describe, expect, it } from '@jest/globals';
import {
  environmentSpecification,
  makeEnvironment,
  makeVectorEnvironment,
  registerEnvironment,
  registeredEnvironments,
} from '../../environments/registry.js';
import { makeStepBuffers } from '../../environments/buffers.js';
import { maskedGrid, twoStateChain } from '../fixtures/worlds.js';

describe('registry', () => {
  it('knows the built-in worlds with the limits and thresholds of Gymnasium', () => {
    const known = registeredEnvironments().map(({ id, maxEpisodeSteps, rewardThreshold }) => [
      id,
      maxEpisodeSteps,
      rewardThreshold,
    ]);
    expect(known).toEqual(
      expect.arrayContaining([
        ['CartPole-v1', 500, 475],
        ['CartPole-v0', 200, 195],
      ]),
    );
  });

  it('raises for an unknown id, and says which one was probably meant', () => {
    const unknown = expect.objectContaining({ code: 'unknown-name' });
    expect(() => makeEnvironment('CartPole-v3')).toThrow(unknown);
    expect(() => makeVectorEnvironment('cartpole-v1')).toThrow('did you mean CartPole-v1?');
    expect(() => environmentSpecification('Chess')).toThrow('there are CartPole-v1');
  });

  it('makes what was registered, and refuses a second world of that id', () => {
    registerEnvironment(twoStateChain);
    registerEnvironment(twoStateChain);
    expect(() => registerEnvironment({ ...twoStateChain })).toThrow('an id that is not taken');
    expect(makeEnvironment(twoStateChain.id).reset()).toMatchObject({ info: {} });
    expect(registeredEnvironments()).toContain(twoStateChain);
  });

  it('single worlds enforce the order of calls and have the time limit', () => {
    const world = makeEnvironment(twoStateChain);
    expect(() => world.step(0)).toThrow('before the first reset()');
    world.reset();
    const truncated = Array.from({ length: 20 }, () => world.step(0).truncated);
    expect(truncated.indexOf(true)).toBe(19);
    expect(() => world.step(0)).toThrow(expect.objectContaining({ code: 'wrong-order' }));
  });

  it('takes maxEpisodeSteps in place of the usual limit, in both forms', () => {
    for (const source of ['CartPole-v1', maskedGrid]) {
      const options = { maxEpisodeSteps: 1 };
      const world = makeEnvironment(source, options);
      world.reset({ seed: 1 });
      expect(world.step(makeAnAction(world.actionMask?.())).truncated).toBe(true);
      const batched = makeVectorEnvironment(source, { options });
      const out = makeStepBuffers(batched);
      batched.reset([1], out);
      batched.step(Int32Array.of(makeAnAction(out.masks)), out);
      expect(out.truncated[0]).toBe(1);
    }
    expect(() => makeEnvironment('CartPole-v1', { maxEpisodeSteps: 0 })).toThrow('a positive integer');
    expect(() => makeVectorEnvironment('CartPole-v1', { options: { nothing: 1 } })).toThrow('"nothing"');
  });

  it('steps single worlds one after the other where a world has no batched form', () => {
    const world = makeVectorEnvironment(maskedGrid, { count: 3, autoreset: 'same-step' });
    expect([world.count, world.autoreset, world.masked]).toEqual([3, 'same-step', true]);
    expect(world.snapshot).toBeDefined();
    expect(makeVectorEnvironment('CartPole-v1').autoreset).toBe('next-step');
  });
});

function makeAnAction(mask: Uint8Array | undefined): number {
  return mask === undefined ? 0 : mask.indexOf(1);
}
