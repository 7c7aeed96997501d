import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../../environments/production-line/problem.js';
import { randomPlant } from '../../../../environments/production-line/random-plant.js';
import { scheduleOf } from '../../../../environments/production-line/simulator/schedule-of.js';
import { verifySchedule } from '../../../../environments/production-line/verifier/verify.js';
import { Pcg64 } from '../../../../src/random/index.js';
import { playRandomly, shopOf } from './play.js';

const on = (machine: number, duration: number) => ({ alternatives: [{ machine, duration }] });

/**
 * A plant in which much happens in the same moment: repairs and maintenance that take no time, breakdowns that take next to none or begin as
 * others end, machines that open as they break down.
 */
function crowded(seed: number): Problem {
  const random = new Pcg64(seed);
  const features = [
    ...([
      'unequal',
      'releases',
      'rework',
      'calendar',
      'transport',
      'buffers',
      'zeros',
      'maintenance',
    ] as const),
  ].filter(() => random.random() < 0.6);
  const problem = randomPlant(seed, { features, jobs: 7, machines: 4 });
  const touching = [
    { start: 3, end: 5 },
    { start: 5, end: 9 },
    { start: 15, end: 16 },
  ];
  return {
    ...problem,
    crews: random.integers(1, 3),
    machines: problem.machines.map((machine) => ({
      ...machine,
      ...(machine.maintenance && {
        maintenance: {
          ...machine.maintenance,
          scale: 10,
          repair: { ...machine.maintenance.repair, time: random.integers(0, 2) },
          preventive: { ...machine.maintenance.preventive, time: random.integers(0, 2) },
        },
      }),
      breakdowns:
        random.random() < 0.5
          ? { kind: 'listed' as const, intervals: touching }
          : {
              ...{ kind: 'exponential' as const, meanTimeBetweenFailures: 10 },
              meanTimeToRepair: random.random() < 0.5 ? 1e-9 : 3,
            },
    })),
  };
}

describe('what happens in one moment', () => {
  it('is settled before anything begins: a job for which a machine was kept does not begin as it opens and breaks down', () => {
    const problem: Problem = {
      name: 'opens and breaks down',
      transport: [
        [0, 3],
        [3, 0],
      ],
      machines: [
        { name: 'M1', buffer: 0 },
        {
          ...{ name: 'M2', buffer: 0, closed: [{ start: 5, end: 7 }] },
          breakdowns: { kind: 'listed', intervals: [{ start: 7, end: 12 }] },
        },
      ],
      jobs: [{ name: 'A', operations: [on(0, 4), { ...on(1, 6), pausable: true }] }],
    };
    const shop = shopOf(problem);
    playRandomly(shop, 0);
    const schedule = scheduleOf(shop, 'the only way');
    expect(verifySchedule(problem, schedule)).toEqual([]);
    expect(schedule.tasks[1]).toMatchObject({ setupStart: 12, start: 12, end: 18, pauses: [] });
  });

  it('leaves a feasible schedule, with no more crews at once than there are', () => {
    const found = Array.from({ length: 150 }, (_, seed) => {
      const problem = crowded(seed);
      const age = { maintenance: { kind: 'age', age: 5 } } as const;
      const shop = shopOf(
        problem,
        seed % 2 === 0 ? age : { maintenance: { kind: 'period', period: 7 } },
        seed,
      );
      playRandomly(shop, seed);
      return verifySchedule(problem, scheduleOf(shop, 'random')).map(({ message }) => `${seed}: ${message}`);
    });
    expect(found.flat()).toEqual([]);
  });
});
