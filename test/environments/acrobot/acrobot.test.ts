import { describe, expect, it } from '@jest/globals';
import { acrobot } from '../../../environments/acrobot/acrobot.js';
import { isHigh, swing } from '../../../environments/acrobot/dynamics.js';
import { distances, largestDifference, oneStepEach, play, readGolden, replay, startsOf } from '../golden.js';

const golden = readGolden('acrobot');

describe('Acrobot-v1', () => {
  it('draws the start states of Gymnasium for 200 seeds, bit for bit', () => {
    expect(startsOf(acrobot({}))).toEqual(golden.starts);
  });

  it('is one step from each golden float64 state within 4e-15 of the next', () => {
    const steps = oneStepEach(acrobot({}), golden);
    expect(steps.length).toBe(240);
    expect(largestDifference(steps)).toBeLessThanOrEqual(4e-15);
  });

  it('replays golden episodes: 99.9 % of the float32 values equal, the others within 2 units in the last place', () => {
    const off = distances(replay(golden));
    expect(off.filter((distance) => distance > 0).length / off.length).toBeLessThanOrEqual(0.001);
    expect(Math.max(...off)).toBeLessThanOrEqual(2);
  });

  it.each([
    [42, 67, -66],
    [0, 122, -121],
    [123, 130, -129],
  ])('seed %i gets up after %i steps, return %i, when it pumps', (seed, steps, sum) => {
    expect(play('Acrobot-v1', seed, (observation) => (observation[5] >= 0 ? 2 : 0))).toEqual({
      steps,
      return: sum,
      terminated: true,
      truncated: false,
    });
  });

  it('is truncated after 500 steps of hanging around', () => {
    expect(play('Acrobot-v1', 0, () => 1)).toMatchObject({ steps: 500, return: -500, truncated: true });
  });

  it('ends where the free end is above the line, not on it', () => {
    expect(isHigh(Float64Array.of(Math.PI, 0, 0, 0), 0)).toBe(true);
    expect(isHigh(Float64Array.of(Math.PI, Math.PI, 0, 0), 0)).toBe(false);
    expect(isHigh(Float64Array.of(0, 0, 0, 0), 0)).toBe(false);
  });

  it('conserves energy without torque, to the accuracy of the method', () => {
    // Both links 1 m and 1 kg with inertia 1 about their centres: kinetic + potential energy.
    const energy = ([a, b, va, vb]: Float64Array): number => {
      const [l, c] = [1, 0.5];
      const w = va + vb;
      const xDot = l * va * Math.cos(a) + c * w * Math.cos(a + b);
      const yDot = l * va * Math.sin(a) + c * w * Math.sin(a + b);
      const kinetic =
        0.5 * (c * c * va * va) + 0.5 * va * va + 0.5 * (xDot * xDot + yDot * yDot) + 0.5 * w * w;
      return kinetic - 9.8 * c * Math.cos(a) - 9.8 * (l * Math.cos(a) + c * Math.cos(a + b));
    };
    const state = Float64Array.of(0.3, -0.2, 0.1, 0.2);
    const before = energy(state);
    for (let step = 0; step < 25; step++) swing(state, 0, 0);
    expect(Math.abs(energy(state) - before)).toBeLessThan(0.01);
  });
});
