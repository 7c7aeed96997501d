import { describe, expect, it } from '@jest/globals';
import { Pcg64 } from '../../../../src/random/index.js';
import type { Job, Problem } from '../../../../environments/production-line/problem.js';
import { runRule } from '../../../../environments/production-line/rules/choose.js';
import { ruleNamed } from '../../../../environments/production-line/rules/registry.js';
import type { Schedule } from '../../../../environments/production-line/schedule.js';
import { compileProblem } from '../../../../environments/production-line/simulator/compile-problem.js';
import { scheduleOf } from '../../../../environments/production-line/simulator/schedule-of.js';
import { objectivesOf } from '../../../../environments/production-line/verifier/objectives.js';
import { verifySchedule } from '../../../../environments/production-line/verifier/verify.js';
import * as oracles from './oracles.js';

const seeds = [1, 2, 3, 4, 5];
const size = 6;

/** Jobs of one operation on one machine, with due dates and weights. */
function oneMachine(seed: number): Problem {
  const random = new Pcg64(seed);
  const jobs = Array.from({ length: size }, (_, job): Job => {
    const duration = random.integers(1, 20);
    return {
      name: `J${job + 1}`,
      operations: [{ alternatives: [{ machine: 0, duration }] }],
      due: duration + random.integers(0, 50),
      weight: random.integers(1, 6),
    };
  });
  return { name: `one machine ${seed}`, machines: [{ name: 'M1' }], jobs };
}

/** Jobs that go from the first machine to the second. */
function twoMachines(seed: number): Problem {
  const random = new Pcg64(seed);
  const jobs = Array.from({ length: size }, (_, job): Job => ({
    name: `J${job + 1}`,
    operations: [0, 1].map((machine) => ({ alternatives: [{ machine, duration: random.integers(1, 20) }] })),
  }));
  return { name: `flow shop ${seed}`, machines: [{ name: 'M1' }, { name: 'M2' }], jobs, permutation: true };
}

/** The jobs in an order, each machine without a pause that it does not need. */
function inSequence({ name, jobs, machines }: Problem, sequence: readonly number[]): Schedule {
  const free = machines.map(() => 0);
  const tasks = sequence.flatMap((job) => {
    let ready = 0;
    return jobs[job].operations.map(({ alternatives: [{ machine, duration }] }, operation) => {
      const start = Math.max(ready, free[machine]);
      const end = start + duration;
      ready = free[machine] = end;
      return {
        ...{ job, operation, machine, setupStart: start, start, end, leave: end, work: duration },
        ...{ pauses: [], attempt: 0, outcome: 'good' as const, speed: 0 },
      };
    });
  });
  tasks.sort((a, b) => a.setupStart - b.setupStart);
  return { problem: name, tasks, blocks: [], scheme: 'none', decidedBy: 'a sequence' };
}

function greatestLateness({ jobs }: Problem, { tasks }: Schedule): number {
  return Math.max(...tasks.map(({ job, end }) => end - (jobs[job].due ?? Infinity)));
}

function byRule(problem: Problem, rule: string): Schedule {
  const schedule = scheduleOf(runRule(compileProblem(problem), ruleNamed(rule)), rule);
  expect(verifySchedule(problem, schedule)).toEqual([]);
  return schedule;
}

/** The least value that any sequence has. */
function least(problem: Problem, value: (schedule: Schedule) => number): number {
  return Math.min(
    ...oracles.permutationsOf(problem.jobs.length).map((sequence) => value(inSequence(problem, sequence))),
  );
}

describe('one machine: a theorem, all 720 sequences, and the rule', () => {
  it.each(seeds)('the shortest first has the least flow time (seed %i)', (seed) => {
    const problem = oneMachine(seed);
    const flowTime = (schedule: Schedule) => objectivesOf(problem, schedule).flowTime;
    const optimum = least(problem, flowTime);
    expect(flowTime(inSequence(problem, oracles.shortestFirst(problem.jobs)))).toBe(optimum);
    expect(flowTime(byRule(problem, 'SPT'))).toBe(optimum);
  });

  it.each(seeds)('the shortest for its weight first has the least weighted flow time (seed %i)', (seed) => {
    const problem = oneMachine(seed);
    const flowTime = (schedule: Schedule) => objectivesOf(problem, schedule).weightedFlowTime;
    const optimum = least(problem, flowTime);
    expect(flowTime(inSequence(problem, oracles.shortestForItsWeightFirst(problem.jobs)))).toBe(optimum);
    // Where everything is late already, ATC is this rule: the slack counts as none.
    const late = { ...problem, jobs: problem.jobs.map((job) => ({ ...job, due: 0 })) };
    expect(flowTime(byRule(late, 'ATC'))).toBe(optimum);
  });

  it.each(seeds)('the earliest due date first has the least greatest lateness (seed %i)', (seed) => {
    const problem = oneMachine(seed);
    const lateness = (schedule: Schedule) => greatestLateness(problem, schedule);
    const optimum = least(problem, lateness);
    expect(lateness(inSequence(problem, oracles.earliestDueFirst(problem.jobs)))).toBe(optimum);
    expect(lateness(byRule(problem, 'EDD'))).toBe(optimum);
  });

  it.each(seeds)('Moore and Hodgson have the fewest late jobs (seed %i)', (seed) => {
    const problem = oneMachine(seed);
    const late = (schedule: Schedule) => objectivesOf(problem, schedule).numberLate;
    const optimum = least(problem, late);
    expect(late(inSequence(problem, oracles.fewestLate(problem.jobs)))).toBe(optimum);
    expect(late(byRule(problem, 'EDD'))).toBeGreaterThanOrEqual(optimum);
  });
});

describe('two machines in a row', () => {
  it.each(seeds)("Johnson's order has the least makespan of all sequences (seed %i)", (seed) => {
    const problem = twoMachines(seed);
    const makespan = (schedule: Schedule) => objectivesOf(problem, schedule).makespan;
    const optimum = least(problem, makespan);
    const schedule = inSequence(problem, oracles.johnsonOrder(problem.jobs));
    expect(verifySchedule(problem, schedule)).toEqual([]);
    expect(makespan(schedule)).toBe(optimum);
    for (const rule of ['SPT', 'MWKR', 'LPT'])
      expect(makespan(byRule(problem, rule))).toBeGreaterThanOrEqual(optimum);
  });
});
