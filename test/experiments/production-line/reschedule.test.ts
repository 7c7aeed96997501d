import { describe, expect, it } from '@jest/globals';
import { rightShift } from '../../../environments/production-line/rules/right-shift.js';
import { verifySchedule } from '../../../environments/production-line/verifier/verify.js';
import { parseEvent } from '../../../experiments/production-line/events.js';
import type { LinePlan } from '../../../experiments/production-line/line-plan.js';
import {
  reschedule,
  type Rescheduled,
  type Strategy,
} from '../../../experiments/production-line/reschedule.js';
import { Pcg64 } from '../../../src/random/pcg64.js';
import { failureOf, planOf, smallPlant } from './plans.js';

const files: Readonly<Record<string, string>> = {
  'rush.yaml': 'orders:\n  - { name: R, like: B, times: 0.5, due: 30, weight: 3 }\n',
  'rush.csv': 'order,operation,machine,duration,due\nR,1,saw,2,30\nR,2,mill,3,\n',
  'late.csv': 'order,operation,start,end\nA,1,0,6\n',
  'early.csv': 'order,operation,start,end\nA,1,0,3\nB,1,3,6\n',
  'wrong.csv': 'order,operation,start,end\nA,1,0,6\nB,1,5,8\n',
  'none.csv': 'order,operation,start,end\nA,1,,\n',
};

function after(
  plan: LinePlan,
  events: readonly string[],
  strategy: Strategy = 'best',
  now?: number,
): Rescheduled {
  const read = (path: string): string => files[path] ?? '';
  const parsed = events.map((text) => parseEvent(plan.problem, text, read));
  return reschedule(plan, parsed, events, { strategy, stability: 0.2, ...(now !== undefined && { now }) });
}

const taskOf = ({ plan }: Rescheduled, name: string, operation = 0) =>
  plan.schedule.tasks.find(
    (task) => plan.problem.jobs[task.job].name === name && task.operation === operation,
  );

describe('a breakdown', () => {
  it('is answered by right-shift as the rule says', async () => {
    const before = await planOf('ft06');
    const { plan } = after(before, ['breakdown:M1@20+15'], 'right-shift');
    const expected = rightShift(plan.problem, before.schedule, { now: 20 });
    expect(plan.schedule.tasks).toEqual(expected.tasks);
    expect(plan.problem.machines[0].breakdowns).toEqual({
      kind: 'listed',
      intervals: [{ start: 20, end: 35 }],
    });
  });

  it.each<Strategy>(['best', 'right-shift', 'repair', 'full'])(
    'leaves what had begun where it was (%s)',
    async (strategy) => {
      const before = await planOf('ta01');
      const { plan, chosen, proposals } = after(before, ['breakdown:M3@300+150'], strategy);
      const begun = before.schedule.tasks.filter(({ setupStart }) => setupStart < 300);
      for (const { job, operation, machine, start } of begun)
        expect(
          plan.schedule.tasks.find((task) => task.job === job && task.operation === operation),
        ).toMatchObject({ machine, start });
      expect(
        plan.schedule.tasks.filter((task) => task.machine === 2 && task.start >= 300 && task.start < 450),
      ).toEqual([]);
      expect(chosen).toBe(proposals[0]);
      expect(plan.before?.schedule).toBe(before.schedule);
    },
  );

  it('takes the better of right-shift and repair by objective and stability', async () => {
    const before = await planOf('ta01');
    const best = after(before, ['breakdown:M3@300+150']).chosen.cost;
    expect(best).toBeLessThanOrEqual(after(before, ['breakdown:M3@300+150'], 'right-shift').chosen.cost);
    expect(best).toBeLessThanOrEqual(after(before, ['breakdown:M3@300+150'], 'repair').chosen.cost);
  });

  it('after the other is added to it', async () => {
    const first = after(await planOf('ft06'), ['breakdown:M1@20+15']).plan;
    const { plan } = after(first, ['breakdown:M1@30+15']);
    expect(plan.problem.machines[0].breakdowns).toEqual({
      kind: 'listed',
      intervals: [{ start: 20, end: 45 }],
    });
    expect(plan.events).toEqual(['breakdown:M1@20+15', 'breakdown:M1@30+15']);
    expect(plan.now).toBe(30);
  });
});

describe('orders', () => {
  it.each(['rush.yaml', 'rush.csv'])('come in between (%s)', async (file) => {
    const { plan } = after(await planOf(smallPlant), [`rush:${file}`], 'best', 4);
    const rush = plan.schedule.tasks.filter(({ job }) => plan.problem.jobs[job].name === 'R');
    expect(rush).toHaveLength(2);
    expect(rush.every(({ setupStart }) => setupStart >= 4)).toBe(true);
    expect(plan.problem.jobs[3]).toMatchObject({ due: 30, release: 4 });
  });

  it('that are cancelled keep what had begun and lose the rest', async () => {
    const before = await planOf(smallPlant, { agent: 'rule:FIFO' });
    const { plan } = after(before, ['cancel:A'], 'best', 2);
    const left = plan.schedule.tasks.filter(({ job }) => job === 0);
    expect(left.map(({ operation }) => operation)).toEqual([0]);
    expect(verifySchedule(plan.problem, plan.schedule)).toEqual([]);
  });

  it('of which nothing had begun are gone', async () => {
    const { plan } = after(await planOf(smallPlant), ['cancel:C'], 'best', 1);
    expect(plan.schedule.tasks.some(({ job }) => job === 2)).toBe(false);
    expect(after(plan, ['breakdown:saw@3+1']).plan.schedule.tasks.length).toBe(4);
  });

  it('get another due date, or their material late', async () => {
    const before = await planOf(smallPlant);
    expect(after(before, ['due:A=33'], 'best', 1).plan.problem.jobs[0].due).toBe(33);
    const late = after(before, ['release:C=25'], 'best', 1);
    expect(taskOf(late, 'C')?.setupStart).toBeGreaterThanOrEqual(25);
  });
});

describe('a report of what really happened', () => {
  it('that something took longer moves what comes after it', async () => {
    const before = await planOf(smallPlant, { agent: 'rule:FIFO' });
    const result = after(before, ['progress:late.csv']);
    expect(taskOf(result, 'A')).toMatchObject({ start: 0, end: 6, work: 6 });
    expect(taskOf(result, 'A', 1)?.setupStart).toBeGreaterThanOrEqual(6);
    expect(result.plan.now).toBe(6);
  });

  it('that something was done sooner is believed', async () => {
    const result = after(await planOf(smallPlant, { agent: 'rule:FIFO' }), ['progress:early.csv']);
    expect(taskOf(result, 'B')).toMatchObject({ start: 3, end: 6, work: 3 });
  });

  it('that something has not begun keeps it until now', async () => {
    const result = after(await planOf(smallPlant, { agent: 'rule:FIFO' }), ['progress:none.csv'], 'best', 5);
    expect(taskOf(result, 'A')?.setupStart).toBeGreaterThanOrEqual(5);
  });

  it('that contradicts itself is refused with its place', async () => {
    const before = await planOf(smallPlant, { agent: 'rule:FIFO' });
    expect(failureOf(() => after(before, ['progress:wrong.csv']))).toContain(
      'invalid-value: wrong.csv:3:3: the start of operation 1 of B on saw is 5',
    );
  });
});

describe('events on random plans', () => {
  it('always give what the verifier accepts, also one after the other', async () => {
    const random = new Pcg64(11);
    for (const name of ['small-flexible', 'workshop', 'ta01', 'small-flow']) {
      let plan = await planOf(name, { agent: 'rule:SPT' });
      for (let round = 0; round < 4; round++) {
        const machine = plan.problem.machines[random.integers(0, plan.problem.machines.length)].name;
        const start = plan.now + random.integers(0, name === 'small-flexible' ? 4 : 40);
        const strategy = (['best', 'right-shift', 'repair', 'full'] as const)[round];
        // `reschedule` raises where the verifier finds anything.
        plan = after(plan, [`breakdown:${machine}@${start}+${random.integers(1, 30)}`], strategy).plan;
        expect(verifySchedule(plan.problem, plan.schedule)).toEqual([]);
      }
      expect(plan.events).toHaveLength(4);
    }
  });
});

describe('mistakes', () => {
  const read = (path: string): string => files[path] ?? '';
  it.each<[string, string]>([
    ['brekdown:saw@1+2', 'did you mean breakdown?'],
    ['breakdown:saw', 'as in breakdown:M3@120+40'],
    ['breakdown:saw@1', 'as in breakdown:M3@120+40'],
    ['breakdown:sow@1+2', 'did you mean saw?'],
    ['breakdown:saw@x+2', 'a number of at least 0: this plant has no calendar'],
    ['breakdown:saw@1+0', 'a number above 0, or a text like 90min'],
    ['due:A', 'as in due:A-7=480'],
    ['due:Q=4', 'order is "Q", but must be one of A, B, C'],
    ['cancel:', 'as in cancel:A-7'],
  ])('in %s are named with an example', (text, message) => {
    expect(failureOf(() => parseEvent(smallPlant, text, read))).toContain(message);
  });

  it('in files are named with their place', () => {
    const rush = (text: string): string => failureOf(() => parseEvent(smallPlant, 'rush:r.yaml', () => text));
    expect(rush('orders:\n  - { name: R, like: Q }\n')).toContain('r.yaml:2:16: order is "Q"');
    expect(rush('orders:\n  - { name: R }\n')).toContain('r.yaml:2:5');
    expect(rush('orders:\n  - { name: A, like: B }\n')).toContain('the plan has an order of that name');
    expect(rush('orders:\n  - { name: R, route: [{ machine: lathe, duration: 3 }] }\n')).toContain(
      'one of saw, mill',
    );
    const progress = (text: string): string =>
      failureOf(() => parseEvent(smallPlant, 'progress:p.csv', () => text));
    expect(progress('order,operation,start\nA,7,0\n')).toContain(
      'p.csv:2:2: operation of A is "7", but must be one of 1, 2',
    );
    expect(progress('order,operation,start,end\nA,1,4,2\n')).toContain('p.csv:2:4: the column end is "2"');
  });

  it('in time are refused', async () => {
    const plan = after(await planOf(smallPlant), ['breakdown:saw@3+1']).plan;
    expect(failureOf(() => after(plan, ['cancel:C'], 'best', 1))).toContain(
      '--now is 1, but must be at or after 3',
    );
    const day = await planOf(smallPlant, { isSimulated: true });
    expect(failureOf(() => after(day, ['cancel:C']))).toContain(
      'unsupported: reschedule: the plan is "one simulated day"',
    );
  });

  it('that a permutation flow shop cannot follow are refused', async () => {
    const plan = await planOf('tf001', { agent: 'neh' });
    expect(failureOf(() => after(plan, ['cancel:J3'], 'best', 50))).toMatch(
      /^unsupported: reschedule: --event/,
    );
    expect(after(plan, ['breakdown:M2@100+50']).plan.problem.permutation).toBe(true);
  });
});
