import { describe, expect, it } from '@jest/globals';
import type { Interval, Job, Machine, Problem } from '../../../../environments/production-line/problem.js';
import { chooseByRule } from '../../../../environments/production-line/rules/choose.js';
import { ruleNamed } from '../../../../environments/production-line/rules/registry.js';
import { special } from '../../../../environments/production-line/simulator/candidates.js';
import { RunningObjective } from '../../../../environments/production-line/simulator/objectives.js';
import type { ShopOptions } from '../../../../environments/production-line/simulator/options.js';
import { scheduleOf } from '../../../../environments/production-line/simulator/schedule-of.js';
import type { Shop } from '../../../../environments/production-line/simulator/shop.js';
import { verifySchedule } from '../../../../environments/production-line/verifier/verify.js';
import { shopOf } from './play.js';

const on = (machine: number, duration: number) => ({ alternatives: [{ machine, duration }] });

function problemOf(
  machines: readonly Partial<Machine>[],
  jobs: readonly Partial<Job>[],
  rest: object = {},
): Problem {
  return {
    name: 'by hand',
    machines: machines.map((machine, i) => ({ name: `M${i + 1}`, ...machine })),
    jobs: jobs.map((job, i) => ({ name: `J${i + 1}`, operations: [], ...job })),
    ...rest,
  };
}

/** Tasks as job, machine, start of set-up, start, end, leave, by start and machine, of a rule; checked by the verifier. */
function run(problem: Problem, options: ShopOptions = {}, rule = 'FIFO') {
  const shop = shopOf(problem, options);
  while (!shop.isDone) shop.take(chooseByRule(shop, ruleNamed(rule)));
  const schedule = scheduleOf(shop, rule);
  expect(verifySchedule(problem, schedule)).toEqual([]);
  return {
    tasks: schedule.tasks
      .toSorted((a, b) => a.setupStart - b.setupStart || a.machine - b.machine)
      .map(({ job, machine, setupStart, start, end, leave }) => [
        job,
        machine,
        setupStart,
        start,
        end,
        leave,
      ]),
    schedule,
    shop,
  };
}

describe('the shop', () => {
  it('sets a machine up from the family before, and from the beginning where there is a row for it', () => {
    const setups = [
      [0, 3],
      [2, 0],
      [1, 4],
    ];
    const jobs = [{ operations: [{ ...on(0, 5), family: 1 }] }, { operations: [on(0, 5)] }];
    expect(run(problemOf([{ setups }], jobs)).tasks).toEqual([
      [0, 0, 0, 4, 9, 9],
      [1, 0, 9, 11, 16, 16],
    ]);
    const known = run(problemOf([{ setups, family: 1 }], jobs));
    expect(known.tasks[0]).toEqual([0, 0, 0, 0, 5, 5]);
    expect(known.shop.state.setupTime).toBe(2);
  });

  it('pauses what may pause at a closing, and starts nothing else that does not fit before it', () => {
    const closed = [{ start: 10, end: 15 }];
    const pausing = [{ operations: [on(0, 6)] }, { operations: [{ ...on(0, 8), pausable: true }] }];
    const first = run(problemOf([{ closed }], pausing));
    expect(first.tasks).toEqual([
      [0, 0, 0, 0, 6, 6],
      [1, 0, 6, 6, 19, 19],
    ]);
    expect(first.schedule.tasks[1].pauses).toEqual([{ start: 10, end: 15, reason: 'closed' }]);
    const waiting = [{ operations: [on(0, 6)] }, { operations: [on(0, 8)] }, { operations: [on(0, 4)] }];
    expect(run(problemOf([{ closed }], waiting)).tasks).toEqual([
      [0, 0, 0, 0, 6, 6],
      [2, 0, 6, 6, 10, 10],
      [1, 0, 15, 15, 23, 23],
    ]);
  });

  it('blocks a machine until there is a place at the next one', () => {
    const jobs = [1, 2, 3].map(() => ({ operations: [on(0, 2), on(1, 10)] }));
    expect(run(problemOf([{}, { buffer: 0 }], jobs)).tasks).toEqual([
      [0, 0, 0, 0, 2, 2],
      [1, 0, 2, 2, 4, 12],
      [0, 1, 2, 2, 12, 12],
      [2, 0, 12, 12, 14, 22],
      [1, 1, 12, 12, 22, 22],
      [2, 1, 22, 22, 32, 32],
    ]);
    expect(run(problemOf([{}, { buffer: 1 }], jobs)).tasks[3]).toEqual([2, 0, 4, 4, 6, 12]);
  });

  it('swaps jobs that wait for each other', () => {
    const jobs = [{ operations: [on(0, 4), on(1, 3)] }, { operations: [on(1, 6), on(0, 2)] }];
    expect(run(problemOf([{ buffer: 0 }, { buffer: 0 }], jobs)).tasks).toEqual([
      [0, 0, 0, 0, 4, 6],
      [1, 1, 0, 0, 6, 6],
      [1, 0, 6, 6, 8, 8],
      [0, 1, 6, 6, 9, 9],
    ]);
  });

  it('swaps where a machine of the circle is closed: the job waits at the machine that was left', () => {
    const jobs = [{ operations: [on(0, 4), on(1, 3)] }, { operations: [on(1, 6), on(0, 2)] }];
    const machines = [{ buffer: 0, closed: [{ start: 5, end: 20 }] }, { buffer: 0 }];
    expect(run(problemOf(machines, jobs)).tasks).toEqual([
      [0, 0, 0, 0, 4, 6],
      [1, 1, 0, 0, 6, 6],
      [0, 1, 6, 6, 9, 9],
      [1, 0, 20, 20, 22, 22],
    ]);
  });

  it('carries jobs, and resumes them after a breakdown', () => {
    const transport = [
      [0, 5],
      [7, 0],
    ];
    const breakdowns = { kind: 'listed', intervals: [{ start: 9, end: 12 }] } as const;
    const jobs = [{ operations: [on(0, 2), on(1, 4), on(0, 1)] }];
    const { tasks, schedule } = run(problemOf([{}, { breakdowns }], jobs, { transport }));
    expect(tasks).toEqual([
      [0, 0, 0, 0, 2, 2],
      [0, 1, 7, 7, 14, 14],
      [0, 0, 21, 21, 22, 22],
    ]);
    expect(schedule.blocks).toEqual([{ machine: 1, start: 9, end: 12, kind: 'breakdown' }]);
  });

  it('starts a job that cannot wait only when its whole chain goes through, also between events', () => {
    const jobs = [
      { operations: [on(1, 10)] },
      { operations: [on(0, 4), on(1, 3)], noWait: true, release: 1 },
      { operations: [on(0, 5)] },
    ];
    expect(run(problemOf([{}, {}], jobs)).tasks).toEqual([
      [2, 0, 0, 0, 5, 5],
      [0, 1, 0, 0, 10, 10],
      [1, 0, 6, 6, 10, 10],
      [1, 1, 10, 10, 13, 13],
    ]);
    const alone = jobs.slice(0, 2);
    expect(run(problemOf([{}, {}], alone)).tasks[1]).toEqual([1, 0, 6, 6, 10, 10]);
  });

  it('can wait for a job that is expected within the bound, and for no other', () => {
    const jobs = [{ operations: [on(0, 3), on(1, 1)] }, { operations: [on(1, 9)] }];
    const options = (bound: number): ShopOptions => ({ scheme: { kind: 'bounded-delay', bound } });
    const shop = shopOf(problemOf([{}, {}], jobs), options(3));
    shop.take(0);
    expect([...shop.candidates.operation.subarray(0, 2)]).toEqual([2, special.wait]);
    shop.take(1);
    expect(shop.time).toBe(3);
    expect([...shop.candidates.job.subarray(0, shop.candidates.count)]).toEqual([0, 1]);
    const short = shopOf(problemOf([{}, {}], jobs), options(2.5));
    short.take(0);
    expect(short.candidates.count).toBe(1);
  });

  it('maintains at an age, after a period, and with one crew one machine at a time', () => {
    const maintenance = {
      shape: 2,
      scale: 1e9,
      repair: { time: 5, cost: 15, effect: 'minimal' },
      preventive: { time: 3, cost: 5, remainingAge: 0.5 },
    } as const;
    const jobs = [{ operations: [on(0, 4), on(0, 4), on(0, 4)] }, { operations: [on(1, 4), on(1, 4)] }];
    const problem = problemOf([{ maintenance }, { maintenance }], jobs, { crews: 1 });
    const aged = run(problem, { maintenance: { kind: 'age', age: 4 } });
    // At 4 both are due, and the crew goes to the first; at 8 it is free for the second.
    expect(aged.schedule.blocks).toEqual([
      { machine: 0, start: 4, end: 7, kind: 'maintenance' },
      { machine: 1, start: 8, end: 11, kind: 'maintenance' },
      { machine: 0, start: 11, end: 14, kind: 'maintenance' },
    ]);
    expect(aged.shop.state.maintenanceCost).toBe(15);
    const timed = run(problem, { maintenance: { kind: 'period', period: 6 } });
    expect(timed.schedule.blocks[0]).toEqual({ machine: 0, start: 8, end: 11, kind: 'maintenance' });
  });

  it('knows nothing of a job before its time', () => {
    const jobs = [{ operations: [on(0, 3)] }, { operations: [on(0, 2)], release: 6, known: 4 }];
    const bounded: ShopOptions = { scheme: { kind: 'bounded-delay', bound: 100 } };
    const shop = shopOf(problemOf([{}], jobs), bounded);
    expect(shop.candidates.count).toBe(1);
    expect(run(problemOf([{}], jobs)).tasks[1]).toEqual([1, 0, 6, 6, 8, 8]);
  });

  it('lets every machine of a permutation flow shop take the jobs as the first one did', () => {
    const jobs = [
      { operations: [on(0, 1), on(1, 9), on(2, 1)] },
      { operations: [on(0, 2), on(1, 1), on(2, 8)] },
    ];
    const { tasks } = run(problemOf([{}, {}, {}], jobs, { permutation: true }), {}, 'LPT');
    expect(tasks.filter(([, machine]) => machine === 2).map(([job]) => job)).toEqual([1, 0]);
  });
});

describe('jobs that branch and join', () => {
  const ways = [0, 1, 2].map((from) => [0, 1, 2].map((to) => (from === to ? 0 : from + to)));
  const operations = [
    on(0, 3),
    { ...on(1, 6), after: [] },
    { ...on(2, 2), after: [0, 1] },
    { ...on(0, 4), after: [0] },
  ];

  it('are worked on by several machines at once, and put together when all parts are there', () => {
    const { tasks, shop } = run(problemOf([{}, {}, {}], [{ operations }]));
    expect(tasks).toEqual([
      [0, 0, 0, 0, 3, 3],
      [0, 1, 0, 0, 6, 6],
      [0, 0, 3, 3, 7, 7],
      [0, 2, 6, 6, 8, 8],
    ]);
    expect(new RunningObjective(shop, {}).term('flowTime')).toBe(8);
    // The way from M2 takes 3, the one from M1 2.
    const carried = run(problemOf([{}, {}, {}], [{ operations }], { transport: ways }));
    expect(carried.tasks.at(-1)).toEqual([0, 2, 9, 9, 11, 11]);
  });

  it('have the work of the longest way before and after each operation', () => {
    const { plant } = shopOf(problemOf([{}, {}, {}], [{ operations }]));
    expect([...plant.operationInJob]).toEqual([0, 1, 2, 3]);
    expect([...plant.workFrom]).toEqual([7, 8, 2, 4]);
    expect([...plant.workUpTo]).toEqual([3, 6, 8, 7]);
  });

  it('may be written in any order: a line is done as a line', () => {
    const backwards = [
      { ...on(0, 1), after: [1] },
      { ...on(1, 2), after: [2] },
      { ...on(2, 3), after: [] },
    ];
    expect(run(problemOf([{}, {}, {}], [{ operations: backwards }])).tasks).toEqual([
      [0, 2, 0, 0, 3, 3],
      [0, 1, 3, 3, 5, 5],
      [0, 0, 5, 5, 6, 6],
    ]);
  });

  it('that are lost begin nothing more', () => {
    const lost = [
      { ...on(0, 3), scrap: 1 },
      { ...on(1, 6), after: [] },
      { ...on(1, 5), after: [] },
      { ...on(2, 2), after: [0, 1] },
    ];
    expect(run(problemOf([{}, {}, {}], [{ operations: lost }])).tasks).toEqual([
      [0, 0, 0, 0, 3, 3],
      [0, 1, 0, 0, 6, 6],
    ]);
  });
});

describe('operators and tools', () => {
  const staffed = (count: number, closed: readonly Interval[] = []) => ({
    resources: [{ name: 'operators', count, closed }],
  });
  const needing = (machine: number, duration: number, count = 1) => ({
    ...on(machine, duration),
    needs: [{ resource: 0, count }],
  });

  it('are held from the set-up to the end: what needs more than is free waits, though its machine is idle', () => {
    const setups = [
      [0, 0],
      [0, 0],
      [2, 2],
    ];
    const jobs = [
      { operations: [needing(0, 5)] },
      { operations: [needing(1, 3)] },
      { operations: [needing(2, 4, 2)] },
    ];
    expect(run(problemOf([{ setups }, {}, {}], jobs, staffed(2))).tasks).toEqual([
      [0, 0, 0, 2, 7, 7],
      [1, 1, 0, 0, 3, 3],
      [2, 2, 7, 7, 11, 11],
    ]);
    expect(run(problemOf([{}, {}, {}], jobs, staffed(4))).tasks.map(([, , start]) => start)).toEqual([
      0, 0, 0,
    ]);
  });

  it('are free again when their task ends, though the job blocks its machine', () => {
    const jobs = [
      { operations: [on(1, 10)] },
      { operations: [needing(0, 2), on(1, 1)], release: 1 },
      { operations: [needing(2, 4)], release: 2 },
    ];
    expect(run(problemOf([{}, { buffer: 0 }, {}], jobs, staffed(1))).tasks).toEqual([
      [0, 1, 0, 0, 10, 10],
      [1, 0, 1, 1, 3, 10],
      [2, 2, 3, 3, 7, 7],
      [1, 1, 10, 10, 11, 11],
    ]);
  });

  it('go home: what may pause does so, and nothing else begins that does not fit before', () => {
    const jobs = [
      { operations: [{ ...needing(0, 6), pausable: true }] },
      { operations: [needing(1, 6)] },
      { operations: [on(2, 6)] },
    ];
    const { tasks, schedule } = run(problemOf([{}, {}, {}], jobs, staffed(2, [{ start: 4, end: 9 }])));
    expect(tasks).toEqual([
      [0, 0, 0, 0, 11, 11],
      [2, 2, 0, 0, 6, 6],
      [1, 1, 9, 9, 15, 15],
    ]);
    expect(schedule.tasks[0].pauses).toEqual([{ start: 4, end: 9, reason: 'closed' }]);
  });
});

/** A shop at its end, the first candidate always taken. */
function played(problem: Problem): Shop {
  const shop = shopOf(problem);
  while (!shop.isDone) shop.take(0);
  return shop;
}

describe('chance', () => {
  const many = Array.from({ length: 4000 }, () => on(0, 10));

  it.each([
    ['uniform', { kind: 'uniform', low: 0.8, high: 1.4 }, 1.1],
    ['triangular', { kind: 'triangular', low: 0.7, high: 1.9 }, (0.7 + 1 + 1.9) / 3],
    ['lognormal', { kind: 'lognormal', sigma: 0.5 }, Math.sqrt(Math.E ** 0.25)],
  ])('%s durations have the mean of their distribution', (_, durations, mean) => {
    const shop = played(problemOf([{}], [{ operations: many }], { durations }));
    expect(shop.state.makespan / 40_000 / mean).toBeGreaterThan(0.975);
    expect(shop.state.makespan / 40_000 / mean).toBeLessThan(1.025);
  });

  it('exponential breakdowns take their share of the time', () => {
    const breakdowns = { kind: 'exponential', meanTimeBetweenFailures: 40, meanTimeToRepair: 10 } as const;
    const shop = played(problemOf([{ breakdowns }], [{ operations: many }]));
    expect(Math.abs(shop.state.makespan / 40_000 - 1.25)).toBeLessThan(0.05);
  });

  it('rework repeats as often as it should, and scrap loses jobs', () => {
    const operations = many.map((operation) => ({ ...operation, rework: 0.2 }));
    const { tasks } = played(problemOf([{}], [{ operations }])).state;
    expect(Math.abs(tasks.count / 4000 - 1.25)).toBeLessThan(0.03);
    const jobs = many.map((operation) => ({ operations: [{ ...operation, scrap: 0.3 }, operation] }));
    const scrapped = played(problemOf([{}], jobs)).state.isLost.reduce((sum, flag) => sum + flag, 0);
    expect(Math.abs(scrapped / 4000 - 0.3)).toBeLessThan(0.03);
  });
});
