import { describe, expect, it } from '@jest/globals';
import { Pcg64 } from '../../../../src/random/index.js';
import type { Job, Problem } from '../../../../environments/production-line/problem.js';
import { orderOfJobs } from '../../../../environments/production-line/rules/fixed-order.js';
import type { Schedule } from '../../../../environments/production-line/schedule.js';
import { compileProblem } from '../../../../environments/production-line/simulator/compile-problem.js';
import { scheduleOf } from '../../../../environments/production-line/simulator/schedule-of.js';
import { Shop } from '../../../../environments/production-line/simulator/shop.js';
import { objectivesOf } from '../../../../environments/production-line/verifier/objectives.js';
import { verifySchedule } from '../../../../environments/production-line/verifier/verify.js';
import { permutationsOf } from './oracles.js';

const machineCount = 3;

/** A permutation flow shop whose jobs go through without waiting: Fm | prmu, no-wait. */
function flowShop(seed: number, jobCount: number): Problem {
  const random = new Pcg64(seed);
  return {
    name: `no-wait flow shop ${seed}`,
    permutation: true,
    machines: Array.from({ length: machineCount }, (_, m) => ({ name: `M${m + 1}` })),
    jobs: Array.from({ length: jobCount }, (_, j): Job => ({
      name: `J${j + 1}`,
      noWait: true,
      operations: Array.from({ length: machineCount }, (__, machine) => ({
        alternatives: [{ machine, duration: random.integers(1, 20) }],
        family: random.integers(0, 3),
      })),
    })),
  };
}

/** Set-ups between three families, and from nothing, of 0 to 14. */
function withSetups(problem: Problem, seed: number): Problem {
  const random = new Pcg64(seed + 100);
  const row = () => Array.from({ length: 3 }, () => random.integers(0, 15));
  return {
    ...problem,
    machines: problem.machines.map((machine) => ({ ...machine, setups: [row(), row(), row(), row()] })), // [F + 1, F]
  };
}

/** An operator for the first and the last machine, and a second one for the machine between. */
function withOperators(problem: Problem): Problem {
  return {
    ...problem,
    resources: [
      { name: 'operator', count: 1 },
      { name: 'tool', count: 1 },
    ],
    jobs: problem.jobs.map((job) => ({
      ...job,
      operations: job.operations.map((operation, i) => ({ ...operation, needs: [{ resource: i % 2 }] })),
    })),
  };
}

function inOrder(problem: Problem, sequence: readonly number[]): Schedule {
  const plant = compileProblem(problem);
  const shop = new Shop(plant, { plan: orderOfJobs(plant, sequence) });
  for (shop.reset(0); !shop.isDone;) shop.take(0);
  const schedule = scheduleOf(shop, 'a sequence');
  expect(verifySchedule(problem, schedule)).toEqual([]);
  return schedule;
}

const durationsOf = ({ jobs }: Problem) =>
  jobs.map(({ operations }) => operations.map(({ alternatives: [{ duration }] }) => duration));
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** When each job of a sequence starts at the earliest: as soon as every machine is set up after the job before, none before time 0. */
function startsBySetups(problem: Problem, sequence: readonly number[]): readonly number[] {
  const durations = durationsOf(problem);
  const family = (job: number, machine: number) => problem.jobs[job].operations[machine].family ?? 0;
  const starts: number[] = [];
  for (const [i, job] of sequence.entries()) {
    const before = i === 0 ? undefined : sequence[i - 1];
    const least = problem.machines.map(({ setups }, machine) => {
      const head = sum(durations[job].slice(0, machine));
      const row = before === undefined ? 3 : family(before, machine);
      const setup = setups?.[row][family(job, machine)] ?? 0;
      const free = before === undefined ? 0 : starts[i - 1] + sum(durations[before].slice(0, machine + 1));
      return free + setup - head;
    });
    starts.push(Math.max(...least));
  }
  return starts;
}

/** The same by trying time after time: each job as early as machines and needs are free, none before the job before it. */
function startsByTrying(problem: Problem, sequence: readonly number[]): readonly number[] {
  const taken = new Set<string>();
  const durations = durationsOf(problem);
  const slots = (job: number, start: number) =>
    problem.jobs[job].operations.flatMap(({ needs = [] }, machine) => {
      const from = start + sum(durations[job].slice(0, machine));
      return Array.from({ length: durations[job][machine] }, (_, t) => [
        `machine ${machine} at ${from + t}`,
        ...needs.map(({ resource }) => `resource ${resource} at ${from + t}`),
      ]).flat();
    });
  let time = 0;
  return sequence.map((job) => {
    while (slots(job, time).some((slot) => taken.has(slot))) time++;
    for (const slot of slots(job, time)) taken.add(slot);
    return time;
  });
}

const starts = ({ tasks }: Schedule, sequence: readonly number[]) =>
  sequence.map((job) => tasks.find((task) => task.job === job && task.operation === 0)?.start);

describe('a no-wait flow shop', () => {
  it.each([1, 2, 3])('takes as long as the sum of the least delays between its jobs (seed %i)', (seed) => {
    const problem = flowShop(seed, 4);
    const durations = durationsOf(problem);
    // Reddi and Ramamoorthy (1972): the job after another starts as soon as it meets it on no machine.
    const delay = (one: number, other: number) =>
      Math.max(
        ...durations[one].map(
          (_, m) => sum(durations[one].slice(0, m + 1)) - sum(durations[other].slice(0, m)),
        ),
      );
    for (const sequence of permutationsOf(4)) {
      const delays = sequence.slice(1).map((job, i) => delay(sequence[i], job));
      const expected = sum(delays) + sum(durations[sequence[3]]);
      expect(objectivesOf(problem, inOrder(problem, sequence)).makespan).toBe(expected);
    }
  });

  it.each([4, 5, 6])('has its machines set up before the jobs come, as early as can be (seed %i)', (seed) => {
    const problem = withSetups(flowShop(seed, 4), seed);
    for (const sequence of permutationsOf(4)) {
      const schedule = inOrder(problem, sequence);
      expect(starts(schedule, sequence)).toEqual(startsBySetups(problem, sequence));
    }
  });

  it.each([7, 8, 9])(
    'waits outside until machines and operators are free for all of a job (seed %i)',
    (seed) => {
      const problem = withOperators(flowShop(seed, 4));
      for (const sequence of permutationsOf(4)) {
        const schedule = inOrder(problem, sequence);
        expect(starts(schedule, sequence)).toEqual(startsByTrying(problem, sequence));
      }
    },
  );
});
