import { describe, expect, it } from '@jest/globals';
import { builtInProblem } from '../../../environments/production-line/built-in-problems.js';
import { withoutChance } from '../../../environments/production-line/rules/right-shift.js';
import { makePinned, type Pin } from '../../../experiments/production-line/pins.js';
import { tasksCsv } from '../../../experiments/production-line/export-tables.js';
import { readPins } from '../../../experiments/production-line/read-tasks.js';
import { failureOf, planOf, smallPlant } from './plans.js';

const pin = (job: number, operation: number, machine: number, start: number): Pin => ({
  job,
  operation,
  machine,
  start,
  place: 'pins.csv:2:4',
});

describe('pinned operations', () => {
  it.each(['rule:SPT', 'rule:MWKR', 'search'])('begin when the user says (%s)', async (agent) => {
    const pins = [pin(0, 0, 2, 40), pin(3, 3, 3, 60), pin(5, 2, 5, 35)];
    const { schedule } = await planOf('ft06', { agent, pins });
    for (const { job, operation, machine, start } of pins)
      expect(schedule.tasks.find((task) => task.job === job && task.operation === operation)).toMatchObject({
        machine,
        start,
        pinned: true,
      });
    expect(schedule.tasks.filter(({ pinned }) => pinned === true)).toHaveLength(3);
  });

  it('find their set-up in front of them', async () => {
    const { schedule } = await planOf(smallPlant, { pins: [pin(1, 1, 1, 25)] });
    expect(schedule.tasks.find(({ job, operation }) => job === 1 && operation === 1)).toMatchObject({
      start: 25,
      pinned: true,
    });
  });

  it('that come too soon are refused, with when they could', async () => {
    const problem = withoutChance(builtInProblem('ft06'));
    const options = {
      agent: { kind: 'rule', rule: 'SPT' },
      seed: 0,
      samples: 1,
      objective: { makespan: 1 },
      shop: {},
      freezeUntil: 0,
    } as const;
    expect(failureOf(() => makePinned(problem, { ...options, pins: [pin(0, 5, 4, 3)] }))).toMatch(
      /^invalid-value: pins\.csv:2:4: the start of operation 6 of J1 on M5 is 3, but must be possible: it can start at \d+/,
    );
  });

  it('may begin within the frozen time, others not', async () => {
    const { schedule } = await planOf('ft06', { pins: [pin(1, 0, 1, 2)], freezeUntil: 10 });
    expect(schedule.tasks.filter(({ setupStart }) => setupStart < 10)).toMatchObject([
      { job: 1, operation: 0, start: 2 },
    ]);
  });

  it('come from the plan that was written, where a row is marked', async () => {
    const plan = await planOf('ft06');
    const lines = tasksCsv(plan).trim().split('\n');
    const marked = [lines[0], ...lines.slice(1).map((line, i) => (i === 4 ? `${line}x` : line))].join('\n');
    const task = plan.schedule.tasks[4];
    expect(readPins(plan.problem, marked, 'tasks.csv')).toMatchObject([
      { job: task.job, operation: task.operation, start: task.start },
    ]);
  });

  it('are read with their places', () => {
    const read = (text: string): string => failureOf(() => readPins(smallPlant, text, 'pins.csv'));
    expect(read('order,operation,start\nA,1,x\n')).toContain('pins.csv:2:3: the time is "x"');
    expect(read('order,operation,start\nQ,1,3\n')).toContain('pins.csv:2:1: order is "Q"');
    expect(read('order,operation,machine,start\nA,1,mill,3\n')).toContain(
      'pins.csv:2:3: machine, of those that can do it, is "mill"',
    );
    expect(read('order,operation,start\nA,1,3\nA,1,5\n')).toContain('pinned once');
    expect(read('order,start\nA,1\n')).toContain('a list of columns with operation');
  });
});
