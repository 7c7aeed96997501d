import { describe, expect, it } from '@jest/globals';
import { drive, isAtGoal } from '../../../environments/mountain-car/dynamics.js';
import { mountainCar } from '../../../environments/mountain-car/mountain-car.js';
import { makeEnvironment } from '../../../environments/registry.js';
import { largestDifference, oneStepEach, play, readGolden, replay, startsOf } from '../golden.js';

const golden = readGolden('mountain-car');

describe('MountainCar-v0', () => {
  it('draws the start states of Gymnasium for 200 seeds, bit for bit', () => {
    expect(startsOf(mountainCar({}))).toEqual(golden.starts);
  });

  it('is one step from each golden float64 state within 4e-15 of the next', () => {
    const steps = oneStepEach(mountainCar({}), golden);
    expect(steps.length).toBe(240);
    expect(largestDifference(steps)).toBeLessThanOrEqual(4e-15);
  });

  it('replays golden episodes from the seed alone, observations equal in float32', () => {
    const { ours, golden: expected } = replay(golden);
    expect(ours).toEqual(expected);
  });

  it.each([
    [0, 122],
    [42, 121],
    [123, 122],
  ])('seed %i reaches the flag after %i steps when it pushes the way it rolls', (seed, steps) => {
    expect(play('MountainCar-v0', seed, (observation) => (observation[1] >= 0 ? 2 : 0))).toEqual({
      steps,
      return: -steps,
      terminated: true,
      truncated: false,
    });
  });

  it('is truncated after 200 steps without having got anywhere', () => {
    expect(play('MountainCar-v0', 0, () => 1)).toEqual({
      steps: 200,
      return: -200,
      terminated: false,
      truncated: true,
    });
  });

  it('stops at the left wall, without bouncing', () => {
    const state = Float64Array.of(-1.19, -0.07);
    drive(state, 0, 0);
    expect(Array.from(state)).toEqual([-1.2, 0]);
  });

  it.each([
    [[0.5, 0], 0, true],
    [[0.49999999, 0.07], 0, false],
    [[0.55, -0.001], 0, false],
    [[0.55, 0.019], 0.02, false],
    [[0.55, 0.02], 0.02, true],
  ])('%j with goal velocity %d is at the goal: %s', (values, goalVelocity, atGoal) => {
    expect(isAtGoal(Float64Array.from(values), 0, goalVelocity)).toBe(atGoal);
  });

  it('takes a goal velocity that must be reached as well', () => {
    const world = makeEnvironment('MountainCar-v0', { goalVelocity: 0.06 });
    let observation = world.reset({ seed: 42 }).observation as Float32Array;
    for (let step = 0; step < 121; step++) {
      const result = world.step(observation[1] >= 0 ? 2 : 0);
      observation = result.observation as Float32Array;
      expect(result.terminated).toBe(false);
    }
    expect(observation[0]).toBeGreaterThanOrEqual(0.5);
  });

  it('starts within the bounds that the reset options give', () => {
    const world = makeEnvironment('MountainCar-v0');
    const { observation } = world.reset({ options: { low: 0.25, high: 0.25 } });
    expect(Array.from(observation as Float32Array)).toEqual([0.25, 0]);
    expect(() => world.reset({ options: { low: 1, high: 0 } })).toThrow('at most high, which is 0');
    expect(() => world.reset({ options: { lo: 1 } })).toThrow('did you mean low?');
  });

  it('has the spaces of Gymnasium', () => {
    const { observationSpace, actionSpace } = makeEnvironment('MountainCar-v0');
    expect(String(actionSpace)).toBe('Discrete(3)');
    expect(observationSpace.contains(Float32Array.of(-1.2, -0.07))).toBe(true);
    expect(observationSpace.contains(Float32Array.of(0.61, 0))).toBe(false);
  });
});
