import { describe, expect, it } from '@jest/globals';
import { lowerBounds } from '../../../../environments/production-line/verifier/bounds.js';
import { preemptiveOneMachine } from '../../../../environments/production-line/verifier/one-machine.js';
import { instanceOf, jobShop } from '../instances.js';
import { knownBounds } from './known-bounds.js';

describe('lower bounds of the makespan', () => {
  it('are those of the table for every instance of ft, la and ta', () => {
    expect(knownBounds).toHaveLength(123);
    for (const row of knownBounds) {
      const bounds = lowerBounds(instanceOf(row.name));
      expect({
        name: row.name,
        longestJob: bounds.longestJob,
        heaviestMachine: bounds.heaviestMachine,
        machineWithHeadAndTail: bounds.machineWithHeadAndTail,
        bestBound: bounds.best,
      }).toEqual({
        name: row.name,
        longestJob: row.longestJob,
        heaviestMachine: row.heaviestMachine,
        machineWithHeadAndTail: row.machineWithHeadAndTail,
        bestBound: row.bestBound,
      });
      expect(bounds.best).toBeLessThanOrEqual(row.best);
    }
  });

  it('are the optimum on 57 of them, so that a schedule can prove itself', () => {
    expect(knownBounds.filter(({ best, bestBound }) => best === bestBound)).toHaveLength(57);
  });

  it("know Jackson's preemptive schedule: the longest tail first, interrupted by a longer one", () => {
    // Worked by hand: the first task is interrupted at 2 by the second, goes on at 4 and ends at 7.
    const first = { head: 0, work: 5, tail: 1 };
    const second = { head: 2, work: 2, tail: 6 };
    expect(preemptiveOneMachine([first, second])).toBe(10);
    expect(preemptiveOneMachine([first, { ...second, tail: 0 }])).toBe(7);
    expect(preemptiveOneMachine([first, { head: 9, work: 0, tail: 3 }])).toBe(12);
    expect(preemptiveOneMachine([])).toBe(0);
  });

  it('count the shortest alternative, the fastest speed, releases and transport', () => {
    const plain = jobShop('two', [
      [
        [0, 4],
        [1, 6],
      ],
    ]);
    expect(lowerBounds(plain).best).toBe(10);
    const [job] = plain.jobs;
    expect(lowerBounds({ ...plain, jobs: [{ ...job, release: 3 }] }).best).toBe(13);
    const transport = [
      [0, 2],
      [9, 0],
    ];
    expect(lowerBounds({ ...plain, transport }).best).toBe(12);
    const speeds = [
      { rate: 1, wear: 1 },
      { rate: 2, wear: 3 },
    ];
    const machines = [{ ...plain.machines[0], speeds }, plain.machines[1]];
    expect(lowerBounds({ ...plain, machines }).best).toBe(8);
    const operations = job.operations.map((operation, i) => ({
      alternatives: [...operation.alternatives, { machine: 1 - i, duration: 3 }],
    }));
    expect(lowerBounds({ ...plain, jobs: [{ ...job, operations }] }).longestJob).toBe(6);
  });

  it('divide among machines the work that only they can do', () => {
    const either = { alternatives: [0, 1].map((machine) => ({ machine, duration: 5 })) };
    const jobs = ['A', 'B', 'C', 'D'].map((name) => ({ name, operations: [either] }));
    const machines = ['M1', 'M2', 'M3'].map((name) => ({ name }));
    expect(lowerBounds({ name: 'parallel', machines, jobs }).heaviestMachine).toBe(10);
  });

  it('count only what is surely done: spreading durations at their shortest, nothing after a possible scrap', () => {
    const plain = jobShop('two', [
      [
        [0, 4],
        [1, 6],
      ],
    ]);
    const noise = { kind: 'uniform', low: 0.5, high: 2 } as const;
    expect(lowerBounds({ ...plain, durations: noise }).best).toBe(5);
    expect(lowerBounds({ ...plain, durations: { kind: 'lognormal', sigma: 1 } }).best).toBe(0);
    const [first, second] = plain.jobs[0].operations;
    const jobs = [{ ...plain.jobs[0], operations: [{ ...first, scrap: 0.1 }, second] }];
    expect(lowerBounds({ ...plain, jobs }).best).toBe(4);
  });
});
