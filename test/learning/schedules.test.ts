import { describe, expect, it } from '@jest/globals';
import { makeSchedule, type ScheduleSpecification } from '../../src/learning/index.js';

const cases: readonly [ScheduleSpecification, readonly (readonly [step: number, value: number])[]][] = [
  [
    0.25,
    [
      [0, 0.25],
      [1e9, 0.25],
    ],
  ],
  [
    { linear: { from: 1, to: 0.05, steps: 1000 } },
    [
      [0, 1],
      [500, 0.525],
      [1000, 0.05],
      [1e9, 0.05],
    ],
  ],
  [
    { linear: { from: -1, to: 3, steps: 4 } },
    [
      [0, -1],
      [1, 0],
      [4, 3],
      [5, 3],
    ],
  ],
  [
    { exponential: { from: 1, to: 0.01, steps: 100 } },
    [
      [0, 1],
      [50, 0.1],
      [100, 0.01],
      [1e6, 0.01],
    ],
  ],
  [
    { exponential: { from: 8, to: 1, steps: 10, decay: 0.5 } },
    [
      [0, 8],
      [10, 4],
      [20, 2],
      [30, 1],
      [99, 1],
    ],
  ],
  [
    { exponential: { from: 1, to: 4, steps: 2 } },
    [
      [0, 1],
      [1, 2],
      [2, 4],
      [3, 4],
    ],
  ],
  [
    {
      piecewise: [
        [10, 1],
        [20, 3],
        [40, -1],
      ],
    },
    [
      [0, 1],
      [10, 1],
      [15, 2],
      [20, 3],
      [30, 1],
      [40, -1],
      [1e9, -1],
    ],
  ],
  [
    { piecewise: [[5, 7]] },
    [
      [0, 7],
      [5, 7],
      [6, 7],
    ],
  ],
];

describe('a schedule', () => {
  it.each(cases)('%j has its values at 0, in the middle, at the end and beyond', (specification, values) => {
    const schedule = makeSchedule(specification);
    for (const [step, value] of values) expect(schedule(step)).toBeCloseTo(value, 14);
  });

  it('ends exactly at the value that it was given', () => {
    expect(makeSchedule({ linear: { from: 0.7, to: 0.1, steps: 3 } })(3)).toBe(0.1);
    expect(makeSchedule({ exponential: { from: 0.7, to: 0.1, steps: 3 } })(1000)).toBe(0.1);
  });

  it('with a fraction ends at that part of the horizon, as epsilon does in CleanRL', () => {
    const epsilon = makeSchedule({ linear: { from: 1, to: 0.05, fraction: 0.5 } }, 500_000);
    // cleanrl/dqn.py: max((0.05 - 1) / 250000 * t + 1, 0.05)
    for (const t of [0, 1, 99_999, 125_000, 249_999, 250_000, 500_000]) {
      expect(epsilon(t)).toBeCloseTo(Math.max(((0.05 - 1) / 250_000) * t + 1, 0.05), 14);
    }
    expect(() => makeSchedule({ linear: { from: 1, to: 0, fraction: 0.5 } })).toThrow(/horizon is undefined/);
  });

  it.each<[unknown, RegExp]>([
    [{ lineer: { from: 1 } }, /unknown key "lineer", did you mean "linear"\?/],
    [{ linear: { from: 1, too: 2, steps: 3 } }, /at linear: unknown key "too", did you mean "to"\?/],
    [{ linear: { from: 1, to: 2 } }, /schedule: linear is .*: expected either steps or fraction/],
    [{ linear: { from: 1, to: 2, steps: 0 } }, /linear\.steps is 0/],
    [{ linear: { from: 1, to: 2, steps: 5, fraction: 1 } }, /either steps or fraction/],
    [{ exponential: { from: 1, to: 0, steps: 10 } }, /exponential\.to is 0/],
    [{ exponential: { from: 1, to: 0.1, steps: 10, decay: 2 } }, /a decay that leads from/],
    [
      {
        piecewise: [
          [3, 1],
          [3, 2],
        ],
      },
      /piecewise is .*: expected steps that increase/,
    ],
    [{ piecewise: [] }, /schedule: piecewise is \[\]/],
    [{}, /expected exactly one key of linear, exponential, piecewise/],
    ['fast', /schedule: specification is "fast"/],
    [NaN, /schedule: specification is NaN/],
  ])('%j is refused', (specification, message) => {
    expect(() => makeSchedule(specification as ScheduleSpecification)).toThrow(message);
  });
});
