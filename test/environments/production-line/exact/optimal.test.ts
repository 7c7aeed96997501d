import { beforeAll, describe, expect, it } from '@jest/globals';
import { Pcg64 } from '../../../../src/random/index.js';
import type { Problem } from '../../../../environments/production-line/problem.js';
import {
  randomFlexibleShop,
  randomJobShop,
} from '../../../../environments/production-line/random-problem.js';
import { improveSchedule } from '../../../../environments/production-line/search/tabu-search.js';
import { lowerBounds } from '../../../../environments/production-line/verifier/bounds.js';
import { objectivesOf } from '../../../../environments/production-line/verifier/objectives.js';
import { verifySchedule } from '../../../../environments/production-line/verifier/verify.js';
import { instanceOf } from '../instances.js';
import { naiveSchedule } from '../verifier/naive-scheduler.js';
import { makespanSolver } from './milp.js';
import { bestActiveMakespan, bestOfAllOrders } from './search-all.js';

let solve: (problem: Problem) => number;
beforeAll(async () => {
  solve = await makespanSolver();
});

function searched(problem: Problem): number {
  const schedule = improveSchedule(problem, naiveSchedule(problem), {
    iterations: 3000,
    seed: 1,
    patience: 200,
  });
  expect(verifySchedule(problem, schedule)).toEqual([]);
  return objectivesOf(problem, schedule).makespan;
}

/** A job shop of n jobs and n machines whose jobs come at different times. */
function withReleases(problem: Problem, random: Pcg64): Problem {
  return { ...problem, jobs: problem.jobs.map((job) => ({ ...job, release: random.integers(0, 30) })) };
}

/** Two families; a change takes 5 or 9, and every machine is in one of them at the beginning. */
function withSetups(problem: Problem, random: Pcg64): Problem {
  const setups = [
    [0, 5],
    [9, 0],
  ];
  return {
    ...problem,
    machines: problem.machines.map((machine) => ({ ...machine, setups, family: random.integers(0, 2) })),
    jobs: problem.jobs.map((job) => ({
      ...job,
      operations: job.operations.map((operation) => ({ ...operation, family: random.integers(0, 2) })),
    })),
  };
}

describe('small shops, three ways to the optimum', () => {
  it.each([1, 2, 3])(
    'job shop of 4 x 4, seed %i: all active schedules, the program and the search agree',
    (seed) => {
      const problem = randomJobShop(new Pcg64(seed), { jobs: 4, machines: 4, durations: [1, 20] });
      const optimum = bestActiveMakespan(problem);
      expect(solve(problem)).toBeCloseTo(optimum, 5);
      expect(searched(problem)).toBe(optimum);
      expect(lowerBounds(problem).best).toBeLessThanOrEqual(optimum);
    },
  );

  it.each([5, 6, 7])('with release dates, seed %i', (seed) => {
    const random = new Pcg64(seed);
    const problem = withReleases(randomJobShop(random, { jobs: 4, machines: 4, durations: [1, 20] }), random);
    const optimum = bestActiveMakespan(problem);
    expect(solve(problem)).toBeCloseTo(optimum, 5);
    expect(searched(problem)).toBe(optimum);
    expect(lowerBounds(problem).best).toBeLessThanOrEqual(optimum);
  });

  it.each([8, 9, 10])('with set-ups, 3 x 3, seed %i: all orders and the program agree', (seed) => {
    const random = new Pcg64(seed);
    const problem = withSetups(randomJobShop(random, { jobs: 3, machines: 3, durations: [1, 20] }), random);
    const optimum = bestOfAllOrders(problem);
    expect(solve(problem)).toBeCloseTo(optimum, 5);
    expect(optimum).toBeGreaterThanOrEqual(lowerBounds(problem).best);
    expect(objectivesOf(problem, naiveSchedule(problem)).makespan).toBeGreaterThanOrEqual(optimum);
  });

  it.each([11, 12])(
    'a flexible shop, 3 jobs of 3 operations, seed %i: all orders and the program agree',
    (seed) => {
      const problem = randomFlexibleShop(new Pcg64(seed), {
        jobs: 3,
        machines: 3,
        durations: [1, 20],
        alternatives: [1, 2],
      });
      const optimum = bestOfAllOrders(problem);
      expect(solve(problem)).toBeCloseTo(optimum, 5);
      expect(optimum).toBeGreaterThanOrEqual(lowerBounds(problem).best);
    },
  );

  it('ft06: the program proves the 55 that the search finds', () => {
    const problem = instanceOf('ft06');
    expect(solve(problem)).toBeCloseTo(55, 5);
    expect(searched(problem)).toBe(55);
  });
});
