import { describe, expect, it } from '@jest/globals';
import { pendulum } from '../../../environments/pendulum/pendulum.js';
import { makeEnvironment } from '../../../environments/registry.js';
import { distances, largestDifference, oneStepEach, play, readGolden, replay, startsOf } from '../golden.js';

const golden = readGolden('pendulum');

describe('Pendulum-v1', () => {
  it('draws the start states of Gymnasium for 200 seeds, bit for bit', () => {
    expect(startsOf(pendulum({}))).toEqual(golden.starts);
  });

  it('is one step from each golden float64 state within 4e-15 of the next, rewards within 1e-10', () => {
    const steps = oneStepEach(pendulum({}), golden);
    expect(steps.length).toBe(240);
    expect(largestDifference(steps)).toBeLessThanOrEqual(4e-15);
    // The effort is a float32, which NumPy squares by `powf`: one in 240 is off in its last bit.
    const off = steps.map(({ ours, golden }) => Math.abs(ours.reward - golden.reward));
    expect(Math.max(...off)).toBeLessThanOrEqual(1e-10);
    expect(off.filter((difference) => difference > 4e-15).length).toBeLessThanOrEqual(1);
  });

  it('replays golden episodes: 99.9 % of the float32 values equal, the others within 2 units in the last place', () => {
    const off = distances(replay(golden));
    expect(off.filter((distance) => distance > 0).length / off.length).toBeLessThanOrEqual(0.001);
    expect(Math.max(...off)).toBeLessThanOrEqual(2);
  });

  it('never terminates; every episode has 200 steps', () => {
    expect(play('Pendulum-v1', 0, () => Float32Array.of(2))).toMatchObject({
      steps: 200,
      terminated: false,
      truncated: true,
    });
  });

  it('costs nothing to stand upright, and most to hang still', () => {
    const world = makeEnvironment('Pendulum-v1');
    world.reset({ options: { xInit: 0, yInit: 0 } });
    expect(world.step([0]).reward).toBeCloseTo(0, 15);
    const cost = (theta: number): number => {
      const reward = new Float64Array(1);
      const model = pendulum({});
      model.step(Float64Array.of(theta, 0), 0, [0], reward, undefined as never);
      return -reward[0];
    };
    expect(cost(Math.PI)).toBeCloseTo(Math.PI * Math.PI, 12);
    for (const turns of [-3, -1, 1, 4]) expect(cost(0.5 + turns * 2 * Math.PI)).toBeCloseTo(0.25, 12);
  });

  it('clips a torque beyond the motor’s, and raises for one that is no number', () => {
    const world = makeEnvironment('Pendulum-v1');
    const after = (torque: number) => {
      world.reset({ seed: 3 });
      return world.step(Float32Array.of(torque));
    };
    expect(after(5)).toEqual(after(2));
    expect(after(-5)).toEqual(after(-2));
    for (const action of [[NaN], [], undefined, 'left']) {
      expect(() => world.step(action)).toThrow('a list of one finite number');
    }
  });

  it('takes another gravity', () => {
    const still = makeEnvironment('Pendulum-v1', { g: 0 });
    const { observation } = still.reset({ seed: 0 });
    const speed = (observation as Float32Array)[2];
    expect((still.step([0]).observation as Float32Array)[2]).toBe(speed);
  });
});
