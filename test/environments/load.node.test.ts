import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { isModuleReference, loadEnvironment } from '../../environments/load.node.js';
import { makeEnvironment } from '../../environments/registry.js';

const folder = fileURLToPath(new URL('../fixtures', import.meta.url));

describe('loadEnvironment', () => {
  it('makes a world from an exported function, and hands it the options', async () => {
    const specification = await loadEnvironment('./loadable-world.js#create', folder);
    expect(specification.id).toBe('./loadable-world.js#create');
    const world = makeEnvironment(specification, { reward: 3 });
    world.reset();
    expect(world.step(1)).toMatchObject({ reward: 3, terminated: true });
  });

  it('takes an exported specification, under the id of the reference', async () => {
    const specification = await loadEnvironment('loadable-world.js#specification', folder);
    expect(specification).toMatchObject({
      id: 'loadable-world.js#specification',
      description: 'a coin',
      maxEpisodeSteps: 7,
    });
  });

  it.each([
    ['./no-such-world.js#create', 'file-not-found', 'no-such-world.js'],
    ['./loadable-world.js#creat', 'unknown-name', 'did you mean create?'],
    ['./loadable-world.js#number', 'contract-broken', 'is 5'],
    ['./broken-world.js#create', 'contract-broken', 'this module never loads'],
    ['./loadable-world.js', 'invalid-value', 'like "./my-world.js#create"'],
    ['#create', 'invalid-value', 'like "./my-world.js#create"'],
    ['./a.js#b#c', 'invalid-value', 'like "./my-world.js#create"'],
  ])('%s raises %s', async (reference, code, message) => {
    const loaded = loadEnvironment(reference, folder);
    await expect(loaded).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('raises contract-broken when the function makes something else', async () => {
    const { create } = await loadEnvironment('./loadable-world.js#makeNothing', folder);
    expect(() => create({})).toThrow('no reset, step, observationSpace, actionSpace');
  });

  it('tells references from ids', () => {
    expect(['./my-world.js#create', 'CartPole-v1'].map(isModuleReference)).toEqual([true, false]);
  });
});
