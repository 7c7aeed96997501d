import { describe, expect, it } from '@jest/globals';
import { checkEnvironment } from '../../../environments/check/check-environment.js';
import { CartPole } from '../../../environments/cartpole/cartpole.js';
import { registeredEnvironments } from '../../../environments/registry.js';
import { brokenWorlds, makeWalk, soundWalk } from '../../fixtures/broken-environments.js';
import { Clock, maskedGrid, twoStateChain } from '../../fixtures/worlds.js';

describe('checkEnvironment', () => {
  it.each(registeredEnvironments().map((specification) => [specification.id, specification] as const))(
    'finds no error in %s',
    (_id, specification) => {
      const errors = checkEnvironment(specification).filter(({ level }) => level === 'error');
      expect(errors).toEqual([]);
    },
  );

  it('takes an id, a specification and a world', () => {
    for (const sound of ['CartPole-v1', soundWalk, maskedGrid, twoStateChain, makeWalk(), new CartPole()]) {
      expect(checkEnvironment(sound as Parameters<typeof checkEnvironment>[0])).toEqual([]);
    }
  });

  it('refuses an id that it does not know', () => {
    expect(() => checkEnvironment('CartPole-v2')).toThrow('did you mean CartPole-v1?');
  });

  it('takes options of the world, and its time limit', () => {
    expect(checkEnvironment('CartPole-v1', { suttonBartoReward: true, maxEpisodeSteps: 9 })).toEqual([]);
    const [{ check, message }] = checkEnvironment('CartPole-v1', { sutton: true });
    expect({ check, message }).toMatchObject({
      check: 'members',
      message: expect.stringContaining('create(options) raised CartPole: option is "sutton"'),
    });
  });

  it('tells of two things in one world, where neither needs the other', () => {
    const checks = checkEnvironment(new Clock()).map(({ check }) => check);
    expect(checks).toEqual(['aliasing', 'snapshot']);
  });

  it('closes every world that it makes', () => {
    let open = 0;
    const create = () => {
      open++;
      let isOpen = true;
      return Object.assign(makeWalk(), { close: () => void (isOpen && ((isOpen = false), open--)) });
    };
    checkEnvironment({ id: 'Counted-test', description: '', create });
    expect(open).toBe(0);
  });
});

describe('a broken world', () => {
  it.each(brokenWorlds)('%s: %s, %s', (_what, check, level, message, world) => {
    const findings = checkEnvironment(world);
    expect(findings).toEqual([
      { check, level, message: expect.stringContaining(message), hint: expect.any(String) },
    ]);
    expect(findings[0].hint.length).toBeGreaterThan(10);
  });

  it('there is one for every check', () => {
    const names =
      'members observation-space action-space reset seeding masks step determinism order aliasing snapshot render batched close';
    expect([...new Set(brokenWorlds.map(([, check]) => check))].sort()).toEqual(names.split(' ').sort());
  });
});
