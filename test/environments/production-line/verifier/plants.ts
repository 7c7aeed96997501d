/** Small plants with feasible schedules, each with some of the features, for the tests that break them. */
import type { Problem } from '../../../../environments/production-line/problem.js';
import type { Schedule, Task } from '../../../../environments/production-line/schedule.js';
import { jobShop } from '../instances.js';
import { naiveSchedule } from './naive-scheduler.js';

/** A problem and a schedule for it that keeps everything. */
export interface Plant {
  readonly problem: Problem;
  readonly schedule: Schedule;
}

const planned = (problem: Problem): Plant => ({ problem, schedule: naiveSchedule(problem) });

/** Two jobs, three machines, release, announcement and transport; the third machine is idle. */
export const carried: Plant = planned({
  name: 'carried',
  machines: [{ name: 'M1' }, { name: 'M2' }, { name: 'M3' }],
  transport: [
    [0, 2, 0],
    [3, 0, 0],
    [0, 0, 0],
  ],
  jobs: [
    { name: 'A', release: 1, operations: [on(0, 4), on(1, 3)] },
    { name: 'B', release: 6, known: 5, operations: [on(1, 2), on(0, 5)] },
  ],
});

/** Set-ups on one machine with a row for the beginning: families 0, 1, 0. */
export const setUp: Plant = planned({
  name: 'set up',
  machines: [
    {
      name: 'M1',
      setups: [
        [0, 3],
        [2, 0],
        [1, 4],
      ],
    },
  ],
  jobs: [
    { name: 'A', operations: [{ ...on(0, 4), family: 0 }] },
    { name: 'B', release: 2, operations: [{ ...on(0, 4), family: 1 }] },
    { name: 'C', release: 3, known: 3, operations: [{ ...on(0, 4), family: 0 }] },
  ],
});

/** A machine that closes from 10 to 14 and from 30 to 40, and breaks down from 20 to 22; the first job can pause. */
export const closing: Plant = planned({
  name: 'closing',
  machines: [
    {
      name: 'M1',
      closed: [
        { start: 10, end: 14 },
        { start: 30, end: 40 },
      ],
      breakdowns: { kind: 'listed', intervals: [{ start: 20, end: 22 }] },
    },
  ],
  jobs: [
    { name: 'A', release: 6, operations: [{ ...on(0, 6), pausable: true }] },
    { name: 'B', release: 7, operations: [on(0, 4)] },
    { name: 'C', release: 8, operations: [on(0, 5)] },
  ],
});

/** Two speeds, spreading durations, an operation of no duration. */
export const fast: Plant = planned({
  name: 'fast',
  machines: [
    {
      name: 'M1',
      speeds: [
        { rate: 1, wear: 1 },
        { rate: 2, wear: 3 },
      ],
    },
  ],
  jobs: [{ name: 'A', operations: [on(0, 6), on(0, 0)] }],
});

export const noisy: Plant = {
  problem: { ...jobShop('noisy', [[[0, 10]]]), durations: { kind: 'uniform', low: 0.9, high: 1.2 } },
  schedule: naiveSchedule(jobShop('noisy', [[[0, 11]]])),
};

/** The first operation is done twice before it is good; the job of the second machine may be lost. */
const qualityProblem: Problem = {
  name: 'quality',
  machines: [{ name: 'M1' }, { name: 'M2' }],
  jobs: [
    { name: 'A', operations: [{ ...on(0, 3), rework: 0.5 }, on(0, 2)] },
    { name: 'B', operations: [{ ...on(1, 3), scrap: 0.5 }, on(1, 2)] },
  ],
};
export const quality: Plant = {
  problem: qualityProblem,
  schedule: naiveSchedule(qualityProblem, (job, operation, attempt) =>
    job === 0 && operation === 0 && attempt === 0 ? 'rework' : job === 1 ? 'scrap' : 'good',
  ),
};

/** A job that cannot wait, on two machines. */
export const unwaiting: Plant = planned({
  name: 'unwaiting',
  machines: [{ name: 'M1' }, { name: 'M2' }],
  jobs: [{ name: 'A', noWait: true, operations: [on(0, 3), on(1, 2)] }],
});

const toChange = [
  [0, 2],
  [2, 0],
];

/** A job that cannot wait: M2 is set up from 1 to 3, before it comes; M1, where it comes back at 5, once it is there. */
export const readied: Plant = {
  problem: {
    name: 'readied',
    machines: [
      { name: 'M1', setups: toChange, family: 0 },
      { name: 'M2', setups: toChange, family: 0 },
    ],
    jobs: [
      {
        name: 'A',
        noWait: true,
        operations: [on(0, 3), { ...on(1, 2), family: 1 }, { ...on(0, 4), family: 1 }],
      },
    ],
  },
  schedule: by([
    done({ job: 0, operation: 0, machine: 0, start: 0, end: 3 }),
    done({ job: 0, operation: 1, machine: 1, setupStart: 1, start: 3, end: 5 }),
    done({ job: 0, operation: 2, machine: 0, setupStart: 3, start: 5, end: 9 }),
  ]),
};

/** The same with a set-up of 5 on M1: it begins when the job leaves M1 at 3, and the job waits for it from 5 to 8. */
export const waitingForItself: Plant = {
  problem: {
    ...readied.problem,
    machines: readied.problem.machines.with(0, {
      ...readied.problem.machines[0],
      setups: [
        [0, 5],
        [5, 0],
      ],
    }),
  },
  schedule: {
    ...readied.schedule,
    tasks: readied.schedule.tasks.with(
      2,
      done({ job: 0, operation: 2, machine: 0, setupStart: 3, start: 8, end: 12 }),
    ),
  },
};

/** A permutation flow shop in which A is done again on M2, from 5 to 7. */
export const repeated: Plant = {
  problem: {
    name: 'repeated',
    permutation: true,
    machines: [{ name: 'M1' }, { name: 'M2' }],
    jobs: [
      { name: 'A', operations: [on(0, 3), { ...on(1, 2), rework: 0.5 }] },
      { name: 'B', operations: [on(0, 1), on(1, 2)] },
    ],
  },
  schedule: by([
    done({ job: 0, operation: 0, machine: 0, start: 0, end: 3 }),
    done({ job: 0, operation: 1, machine: 1, start: 3, end: 5, outcome: 'rework' }),
    done({ job: 1, operation: 0, machine: 0, start: 3, end: 4 }),
    done({ job: 0, operation: 1, machine: 1, start: 5, end: 7, attempt: 1 }),
    done({ job: 1, operation: 1, machine: 1, start: 7, end: 9 }),
  ]),
};

/** Two jobs of a permutation flow shop. */
export const permuted: Plant = planned({
  ...jobShop('permuted', [
    [
      [0, 3],
      [1, 2],
    ],
    [
      [0, 2],
      [1, 3],
    ],
  ]),
  permutation: true,
});

/**
 * One place in front of M2, which is busy with B until 10. A is done at 4 and takes the place; C is done at 7 and waits on M1 until A is
 * taken at 10; D follows C there.
 */
export const blocked: Plant = {
  problem: {
    name: 'blocked',
    machines: [{ name: 'M1' }, { name: 'M2', buffer: 1 }],
    jobs: [
      { name: 'A', operations: [on(0, 4), on(1, 3)] },
      { name: 'B', operations: [on(1, 10)] },
      { name: 'C', operations: [on(0, 3), on(1, 3)] },
      { name: 'D', operations: [on(0, 1)] },
    ],
  },
  schedule: by([
    done({ job: 0, operation: 0, machine: 0, start: 0, end: 4 }),
    done({ job: 1, operation: 0, machine: 1, start: 0, end: 10 }),
    done({ job: 2, operation: 0, machine: 0, start: 4, end: 7, leave: 10 }),
    done({ job: 0, operation: 1, machine: 1, start: 10, end: 13 }),
    done({ job: 3, operation: 0, machine: 0, start: 10, end: 11 }),
    done({ job: 2, operation: 1, machine: 1, start: 13, end: 16 }),
  ]),
};

/** Two jobs that each want the other's machine, without a place to wait: they change places at 4, when the slower one is done. */
export const swapped: Plant = {
  problem: {
    name: 'swapped',
    machines: [
      { name: 'M1', buffer: 0 },
      { name: 'M2', buffer: 0 },
    ],
    jobs: [
      { name: 'A', operations: [on(0, 4), on(1, 3)] },
      { name: 'B', operations: [on(1, 2), on(0, 5)] },
    ],
  },
  schedule: by([
    done({ job: 0, operation: 0, machine: 0, start: 0, end: 4 }),
    done({ job: 1, operation: 0, machine: 1, start: 0, end: 2, leave: 4 }),
    done({ job: 0, operation: 1, machine: 1, start: 4, end: 7 }),
    done({ job: 1, operation: 1, machine: 0, start: 4, end: 9 }),
  ]),
};

/**
 * One crew. M1 is maintained until 3; M3, broken down since 1, waits for the crew and is repaired until 5, when M1 fails; its repair takes
 * 4. M2 is maintained after that.
 */
const wear = {
  ...{ shape: 2, scale: 100, preventive: { time: 3, cost: 5, remainingAge: 0 } },
  repair: { time: 4, cost: 15, effect: 'minimal' },
} as const;
const byTheClock = { kind: 'exponential', meanTimeBetweenFailures: 50, meanTimeToRepair: 5 } as const;
export const maintained: Plant = {
  problem: {
    name: 'maintained',
    crews: 1,
    machines: [
      { name: 'M1', maintenance: wear },
      { name: 'M2', maintenance: wear, breakdowns: byTheClock },
      { name: 'M3', breakdowns: byTheClock },
    ],
    jobs: [
      { name: 'A', operations: [on(0, 6)] },
      { name: 'B', release: 4, operations: [on(1, 2)] },
      { name: 'C', release: 10, operations: [on(2, 4)] },
    ],
  },
  schedule: {
    ...by([
      done({
        ...{ job: 0, operation: 0, machine: 0, start: 3, end: 13, work: 6 },
        pauses: [{ start: 5, end: 9, reason: 'repair' }],
      }),
      done({ job: 1, operation: 0, machine: 1, start: 4, end: 6 }),
      done({ job: 2, operation: 0, machine: 2, start: 10, end: 14 }),
    ]),
    blocks: [
      { machine: 0, kind: 'maintenance', start: 0, end: 3 },
      { machine: 2, kind: 'breakdown', start: 1, end: 5 },
      { machine: 0, kind: 'repair', start: 5, end: 9 },
      { machine: 1, kind: 'maintenance', start: 9, end: 12 },
    ],
  },
};

/** The same with two crews. */
export const crewed: Plant = { ...maintained, problem: { ...maintained.problem, crews: 2 } };

const quick = { ...wear, preventive: { time: 0, cost: 5, remainingAge: 0 } } as const;

/** One crew, one thing after another: at 5 it ends two repairs, the second of which took next to no time, and maintains M4 for no time. */
export const hasty: Plant = {
  problem: {
    ...maintained.problem,
    machines: [...maintained.problem.machines, { name: 'M4', maintenance: quick, breakdowns: byTheClock }],
  },
  schedule: {
    ...maintained.schedule,
    blocks: [
      ...maintained.schedule.blocks,
      { machine: 3, kind: 'breakdown', start: 2, end: 5 + 1e-12 },
      { machine: 3, kind: 'maintenance', start: 5 + 1e-12, end: 5 + 1e-12 },
    ],
  },
};

/** Two operators, one tool, and a break of the operators from 10 to 14 and from 30 to 40; A can pause, B and C need the tool. */
export const staffed: Plant = {
  problem: {
    name: 'staffed',
    resources: [
      {
        name: 'operators',
        count: 2,
        closed: [
          { start: 10, end: 14 },
          { start: 30, end: 40 },
        ],
      },
      { name: 'tool', count: 1 },
    ],
    machines: [{ name: 'M1' }, { name: 'M2' }, { name: 'M3' }],
    jobs: [
      { name: 'A', operations: [{ ...on(0, 12), pausable: true, needs: [{ resource: 0 }] }] },
      { name: 'B', operations: [{ ...on(1, 6), needs: [{ resource: 0 }, { resource: 1 }] }] },
      { name: 'C', operations: [{ ...on(2, 4), needs: [{ resource: 1 }] }] },
      { name: 'D', operations: [{ ...on(2, 5), needs: [{ resource: 0, count: 2 }] }] },
    ],
  },
  schedule: by([
    done({
      ...{ job: 0, operation: 0, machine: 0, start: 0, end: 16, work: 12 },
      pauses: [{ start: 10, end: 14, reason: 'closed' }],
    }),
    done({ job: 1, operation: 0, machine: 1, start: 0, end: 6 }),
    done({ job: 2, operation: 0, machine: 2, start: 6, end: 10 }),
    done({ job: 3, operation: 0, machine: 2, start: 16, end: 21 }),
  ]),
};

/** A machine that closes from 10 to 14, just when its set-up is done. */
export const interrupted: Plant = {
  problem: {
    name: 'interrupted',
    machines: [{ name: 'M1', closed: [{ start: 10, end: 14 }], setups: [[0], [10]] }],
    jobs: [{ name: 'A', operations: [{ ...on(0, 6), pausable: true }] }],
  },
  schedule: by([
    done({
      ...{ job: 0, operation: 0, machine: 0, setupStart: 0, start: 10, end: 20, work: 6 },
      pauses: [{ start: 10, end: 14, reason: 'closed' }],
    }),
  ]),
};

/**
 * Two parts are made at once and put together; B is lost at 6, just as its other part begins, which is made until 9. Between the machines lies a way
 * of 2.
 */
export const assembled: Plant = {
  problem: {
    name: 'assembled',
    machines: [{ name: 'M1' }, { name: 'M2' }, { name: 'M3' }, { name: 'M4' }],
    transport: [0, 1, 2, 3].map((from) => [0, 1, 2, 3].map((to) => (from === to ? 0 : 2))),
    jobs: [
      {
        name: 'A',
        operations: [
          on(0, 3),
          { ...on(1, 6), after: [] },
          { ...on(2, 2), after: [0, 1] },
          { ...on(3, 1), after: [2] },
        ],
      },
      {
        name: 'B',
        operations: [
          { ...on(0, 2), scrap: 0.5 },
          { ...on(1, 3), after: [] },
          { ...on(2, 2), after: [0, 1] },
        ],
      },
    ],
  },
  schedule: by([
    done({ job: 0, operation: 0, machine: 0, start: 0, end: 3 }),
    done({ job: 0, operation: 1, machine: 1, start: 0, end: 6 }),
    done({ job: 1, operation: 0, machine: 0, start: 4, end: 6, outcome: 'scrap' }),
    done({ job: 1, operation: 1, machine: 1, start: 6, end: 9 }),
    done({ job: 0, operation: 2, machine: 2, start: 8, end: 10 }),
    done({ job: 0, operation: 3, machine: 3, start: 12, end: 13 }),
  ]),
};

function on(machine: number, duration: number) {
  return { alternatives: [{ machine, duration }] };
}

function by(tasks: readonly Task[]): Schedule {
  return { problem: 'by hand', tasks, blocks: [], scheme: 'none', decidedBy: 'hand' };
}

/** A task without set-up and pauses, unless they are given. */
export function done(
  task: Pick<Task, 'job' | 'operation' | 'machine' | 'start' | 'end'> & Partial<Task>,
): Task {
  const { start, end } = task;
  return {
    ...{
      setupStart: start,
      leave: end,
      work: end - start,
      pauses: [],
      attempt: 0,
      outcome: 'good',
      speed: 0,
    },
    ...task,
  };
}
