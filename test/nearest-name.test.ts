import { describe, expect, it } from '@jest/globals';
import { nearestName } from '../src/nearest-name.js';

describe('nearestName', () => {
  const names = ['CartPole-v1', 'CartPole-v0', 'MountainCar-v0', 'dqn'];

  it.each([
    ['CartPole-v2', 'CartPole-v1'],
    ['cartpole-v0', 'CartPole-v0'],
    ['Cartpol-v1', 'CartPole-v1'],
    ['MountianCar-v0', 'MountainCar-v0'],
    ['dqm', 'dqn'],
    ['dnq', 'dqn'],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearestName(typed, names)).toBe(meant);
  });

  it('has no answer where nothing is near', () => {
    expect(nearestName('Pendulum-v1', names)).toBeUndefined();
    expect(nearestName('', ['abc'])).toBeUndefined();
    expect(nearestName('abc', [])).toBeUndefined();
  });

  it('takes the first of equally near names', () => {
    expect(nearestName('ac', ['ab', 'aa'])).toBe('ab');
  });
});
