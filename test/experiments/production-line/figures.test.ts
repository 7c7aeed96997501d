import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../environments/production-line/problem.js';
import type { Schedule, Task } from '../../../environments/production-line/schedule.js';
import { builtInProblem } from '../../../environments/production-line/built-in-problems.js';
import { runRule } from '../../../environments/production-line/rules/choose.js';
import { ruleNamed } from '../../../environments/production-line/rules/registry.js';
import { compileProblem } from '../../../environments/production-line/simulator/compile-problem.js';
import { scheduleOf } from '../../../environments/production-line/simulator/schedule-of.js';
import { compareResults, expandRange } from '../../../experiments/production-line/compare-agents.js';
import { dispatchCsv, ordersCsv, tasksCsv } from '../../../experiments/production-line/export-tables.js';
import { gapTo, keyFigures, workInProcess } from '../../../experiments/production-line/key-figures.js';
import { describeReason, lateReasons } from '../../../experiments/production-line/late-reasons.js';
import { planOf, smallPlant } from './plans.js';

const task = (
  job: number,
  operation: number,
  machine: number,
  times: readonly [number, number, number, number],
  rest: Partial<Task> = {},
): Task => ({
  ...{ job, operation, machine, setupStart: times[0], start: times[1], end: times[2], leave: times[3] },
  ...{ work: times[2] - times[1], pauses: [], attempt: 0, outcome: 'good', speed: 0 },
  ...rest,
});

/** One machine: set-up 0 to 1, work 1 to 4 with a closing 2 to 3, blocked to 5, down 5 to 7, then rework 8 to 10. */
const problem: Problem = {
  name: 'one machine',
  machines: [
    {
      name: 'M',
      closed: [{ start: 2, end: 3 }],
      breakdowns: { kind: 'listed', intervals: [{ start: 5, end: 7 }] },
    },
  ],
  jobs: [
    {
      name: 'J',
      due: 4,
      operations: [{ alternatives: [{ machine: 0, duration: 2 }], pausable: true, rework: 0.5 }],
    },
  ],
};
const schedule: Schedule = {
  ...{ problem: 'one machine', scheme: 'non-delay', decidedBy: 'hand' },
  blocks: [{ machine: 0, kind: 'breakdown', start: 5, end: 7 }],
  tasks: [
    task(0, 0, 0, [0, 1, 4, 5], {
      work: 2,
      pauses: [{ start: 2, end: 3, reason: 'closed' }],
      outcome: 'rework',
    }),
    task(0, 0, 0, [8, 8, 10, 10], { attempt: 1 }),
  ],
};

describe('key figures', () => {
  const figures = keyFigures(problem, schedule);

  it('divide the time of a machine without a gap', () => {
    expect(figures.machines[0].time).toEqual({
      working: 4,
      setup: 1,
      maintenance: 0,
      down: 2,
      closed: 1,
      blocked: 1,
      idle: 1,
    });
  });

  it('have OEE as availability x performance x quality', () => {
    const { availability, performance, quality, oee } = figures.machines[0].oee;
    // Of 10 - 1 closed - 1 idle = 8 planned ones 4 were at work; both tasks take 2, as planned; the piece was not good at once.
    expect([availability, performance, quality, oee]).toEqual([0.5, 1, 0, 0]);
    const [first, second] = schedule.tasks;
    const atOnce = { ...schedule, tasks: [first, { ...second, attempt: 0 }] };
    expect(keyFigures(problem, atOnce).machines[0].oee).toMatchObject({ quality: 0.5, oee: 0.25 });
  });

  it('have utilisation of the open time, set-up share, flow time and orders in process', () => {
    expect(figures.utilization).toBeCloseTo(4 / 9, 12);
    expect(figures.setupShare).toBeCloseTo(1 / 5, 12);
    expect([figures.meanFlowTime, figures.meanInProcess]).toEqual([10, 1]);
    expect(workInProcess(figures).orders).toEqual({ times: [0, 10], values: [1, 0] });
  });

  it.each(['workshop', 'ta01', 'small-flexible'])('of %s add up to the makespan on every machine', (name) => {
    const plant = compileProblem(builtInProblem(name));
    const shop = runRule(plant, ruleNamed('ATC'), { seed: 5 });
    const { machines, objectives } = keyFigures(plant.problem, scheduleOf(shop, 'ATC'));
    for (const { time } of machines)
      expect(Object.values(time).reduce((sum, one) => sum + one, 0)).toBeCloseTo(objectives.makespan, 6);
  });

  it('know the best makespan of an instance, unless it is another one by now', () => {
    const instance = builtInProblem('ft06');
    const made = scheduleOf(runRule(compileProblem(instance), ruleNamed('SPT')), 'SPT');
    expect(keyFigures(instance, made).best).toEqual({ lower: 55, upper: 55 });
    expect(keyFigures(instance, made, false).best).toBeUndefined();
    expect(gapTo(88, 55)).toBeCloseTo(60, 12);
  });
});

describe('an order of which parts are made at the same time', () => {
  const step = (machine: number, duration: number, after: readonly number[]) => ({
    ...{ alternatives: [{ machine, duration }], after },
  });
  const joined: Problem = {
    name: 'joined',
    machines: [
      {
        name: 'saw',
        speeds: [
          { rate: 1, wear: 1 },
          { rate: 2, wear: 2 },
        ],
      },
      { name: 'press' },
      { name: 'bench' },
    ],
    jobs: [
      { name: 'A', due: 12, operations: [step(0, 8, []), step(1, 9, []), step(2, 2, [0, 1])] },
      { name: 'B', operations: [step(1, 5, [])] },
    ],
  };
  const plan: Schedule = {
    ...{ problem: 'joined', scheme: 'non-delay', decidedBy: 'hand', blocks: [] },
    tasks: [
      task(0, 0, 0, [0, 0, 8, 8]),
      task(1, 0, 1, [0, 0, 5, 5]),
      task(0, 1, 1, [5, 5, 14, 14]),
      task(0, 2, 2, [14, 14, 16, 16]),
    ],
  };

  it('is late for what kept the part that came last, and has the lead time of its longest way', () => {
    const [reason, ...others] = lateReasons(joined, plan);
    expect(others).toEqual([]);
    // 9 on the press, then 2: not 8 + 9 + 2.
    expect(reason).toMatchObject({ job: 0, tardiness: 4, kind: 'delay', leadTime: 11 });
    expect(reason.delays).toEqual([{ kind: 'capacity', machine: 1, time: 5, jobs: [1] }]);
  });

  it('goes on to where it is joined', async () => {
    const csv = dispatchCsv({ ...(await planOf(smallPlant)), problem: joined, schedule: plan }, 0);
    expect(csv.split('\n')[1]).toBe('1,A,1,,0,0,8,bench,12');
  });
});

describe('the reasons of late orders', () => {
  const length = String;

  it('are what kept them on their way, the longest first', () => {
    const [reason] = lateReasons(problem, schedule);
    expect(reason).toMatchObject({ tardiness: 6, kind: 'delay', leadTime: 2 });
    expect(reason.delays.map(({ kind, time }) => [kind, time])).toEqual([
      ['downtime', 2],
      ['rework', 2],
      ['closed', 1],
      ['setup', 1],
      ['blocked', 1],
      ['held', 1],
    ]);
  });

  it('name the machine and whom it worked on', async () => {
    const { problem: plant, schedule: plan } = await planOf(smallPlant, { agent: 'rule:LPT' });
    const [reason] = lateReasons(plant, plan);
    expect(plant.jobs[reason.job].name).toBe('B');
    expect(describeReason(plant, reason, length)).toMatch(
      /^capacity of (saw|mill): waits \d+ while it makes A/,
    );
  });

  it.each<[string, Partial<Problem['jobs'][number]>, string]>([
    [
      'a due date that nobody could meet',
      { due: 1 },
      'its lead time alone, 2, is longer than the time to its due date',
    ],
    ['a release that is too late', { release: 3, due: 4 }, 'released too late: its lead time is 2'],
  ])('are %s', (_, change, text) => {
    const late = { ...problem, jobs: [{ ...problem.jobs[0], ...change }] };
    const [reason] = lateReasons(late, schedule);
    expect(describeReason(late, reason, length)).toContain(text);
  });

  it('are none where all are in time', () => {
    expect(lateReasons({ ...problem, jobs: [{ ...problem.jobs[0], due: 10 }] }, schedule)).toEqual([]);
  });
});

describe('tables', () => {
  it('have a row for each task, with dates where the plant has them', async () => {
    const lines = tasksCsv(await planOf('workshop', { agent: 'rule:FIFO' }))
      .trim()
      .split('\n');
    expect(lines).toHaveLength(17);
    expect(lines[0]).toBe(
      'order,operation,machine,setup_start,start,end,leave,work,attempt,outcome,pinned,start_date,end_date',
    );
    expect(lines).toContain('A-1,cut,saw,0,0,40,40,40,0,good,,2026-03-02T06:00,2026-03-02T06:40');
  });

  it('say what a machine does next, and where the order goes then', async () => {
    const plan = await planOf(smallPlant, { agent: 'rule:FIFO' });
    expect(dispatchCsv({ ...plan, now: 5 }, 0)).toBe(
      'next,order,operation,product,setup_from,start,end,then_to,due\n1,B,1,,4,4,7,mill,9\n2,C,2,,15,15,17,done,40\n',
    );
  });

  it('say what is promised for each order, and why it is late', async () => {
    const plan = await planOf(smallPlant, { agent: 'rule:FIFO' });
    const [, , second] = ordersCsv(plan, keyFigures(plan.problem, plan.schedule)).split('\n');
    expect(second).toMatch(/^B,,0,9,4,\d+,\d+,"?capacity of /);
  });

  it('keep names from being formulas in a spreadsheet', async () => {
    const named: Problem = {
      ...smallPlant,
      jobs: smallPlant.jobs.map((job, i) => (i === 0 ? { ...job, name: '=1+1,"x"' } : job)),
    };
    expect(tasksCsv(await planOf(named))).toContain(`"'=1+1,""x""",1,saw`);
  });
});

describe('a comparison', () => {
  const instance = (name: string, jobs: number, makespans: readonly (readonly number[])[]) => ({
    ...{ name, jobs, machines: 2, reference: 100, isBestKnown: true, makespans },
  });

  it('has mean gaps by size and over all, and paired differences to the first agent', () => {
    const { groups, differences } = compareResults(
      ['a', 'b'],
      [0, 1],
      [
        instance('one', 3, [[110], [105, 107]]),
        instance('two', 3, [[120], [112, 112]]),
        instance('three', 4, [[130], [120, 120]]),
      ],
    );
    expect(groups.map(({ name, instances }) => [name, instances])).toEqual([
      ['3x2', 2],
      ['4x2', 1],
      ['all', 3],
    ]);
    expect(groups[0].gaps[0]).toBeCloseTo(15, 9);
    expect(groups[2].gaps[1]).toBeCloseTo(38 / 3, 9);
    expect(differences[0]).toBeUndefined();
    expect(differences[1]?.estimate).toBeCloseTo(-22 / 3, 9);
    expect(differences[1]?.high).toBeLessThan(0);
  });

  it('knows ranges of names', () => {
    expect(expandRange('ta08..ta11')).toEqual(['ta08', 'ta09', 'ta10', 'ta11']);
    expect(expandRange('tf001..003')).toEqual(['tf001', 'tf002', 'tf003']);
    expect(expandRange('my..file.txt')).toEqual(['my..file.txt']);
  });
});
