import { describe, expect, it } from '@jest/globals';
import { Pcg64 } from '../../../../src/random/index.js';
import type { Problem } from '../../../../environments/production-line/problem.js';
import { randomJobShop } from '../../../../environments/production-line/random-problem.js';
import { compileProblem } from '../../../../environments/production-line/simulator/compile-problem.js';
import { scheduleOf } from '../../../../environments/production-line/simulator/schedule-of.js';
import { Shop } from '../../../../environments/production-line/simulator/shop.js';
import { objectivesOf } from '../../../../environments/production-line/verifier/objectives.js';
import { verifySchedule } from '../../../../environments/production-line/verifier/verify.js';

/** Jobs of three operations, the last of which joins the two before it, or follows one of them. */
function assembled(seed: number): Problem {
  const random = new Pcg64(seed);
  const problem = randomJobShop(random, { jobs: 3, machines: 3, durations: [1, 20] });
  return {
    ...problem,
    jobs: problem.jobs.map((job) => ({
      ...job,
      operations: job.operations.map((operation, i) => ({
        ...operation,
        after: i < 2 ? [] : random.random() < 0.7 ? [0, 1] : [1],
      })),
    })),
  };
}

/** A job shop whose operations need one of two operators, or both. */
function operated(seed: number): Problem {
  const random = new Pcg64(seed);
  const problem = randomJobShop(random, { jobs: 3, machines: 3, durations: [1, 20] });
  return {
    ...problem,
    resources: [{ name: 'operators', count: 2 }],
    jobs: problem.jobs.map((job) => ({
      ...job,
      operations: job.operations.map((operation) => ({
        ...operation,
        needs: [{ resource: 0, count: random.integers(1, 3) }],
      })),
    })),
  };
}

/** The least makespan over all decisions that an active shop offers; every schedule on the way passes the verifier. */
function bestActive(problem: Problem): number {
  const shop = new Shop(compileProblem(problem), { scheme: { kind: 'active' } });
  let best = Infinity;
  const explore = (): void => {
    if (shop.isDone) {
      const schedule = scheduleOf(shop, 'all of them');
      const { makespan } = objectivesOf(problem, schedule);
      if (makespan < best) expect(verifySchedule(problem, schedule)).toEqual([]);
      best = Math.min(best, makespan);
      return;
    }
    const here = shop.snapshot();
    for (let i = 0, count = shop.candidates.count; i < count; i++) {
      if (i > 0) shop.restore(here);
      shop.take(i);
      explore();
    }
  };
  shop.reset(0);
  explore();
  return best;
}

interface Placed {
  readonly machine: number;
  readonly units: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The least makespan by placing operations in every order that the routes allow, each at the first time at which its machine and the
 * operators that it needs are free: one of these schedules is optimal (Sprecher, Kolisch and Drexl 1995).
 */
function bestSerial({ jobs, resources = [] }: Problem): number {
  const available = resources[0]?.count ?? 0;
  let best = Infinity;
  const explore = (placed: readonly Placed[], ends: readonly (readonly (number | undefined)[])[]): void => {
    let isDone = true;
    for (const [job, { operations }] of jobs.entries())
      for (const [i, { alternatives, after = i === 0 ? [] : [i - 1], needs = [] }] of operations.entries()) {
        if (ends[job][i] !== undefined) continue;
        isDone = false;
        const ready = after.map((before) => ends[job][before] ?? Infinity);
        if (ready.includes(Infinity)) continue;
        const [{ machine, duration }] = alternatives;
        const units = needs[0]?.count ?? 0;
        let start = Math.max(0, ...ready);
        while (!isFree(placed, { machine, units, start, end: start + duration }, available)) start++;
        const end = start + duration;
        if (end >= best) continue;
        explore([...placed, { machine, units, start, end }], ends.with(job, ends[job].with(i, end)));
      }
    if (isDone)
      best = Math.min(
        best,
        ...placed
          .map(({ end }) => end)
          .sort((a, b) => b - a)
          .slice(0, 1),
      );
  };
  explore(
    [],
    jobs.map(({ operations }) => operations.map(() => undefined)),
  );
  return best;
}

function isFree(placed: readonly Placed[], one: Placed, available: number): boolean {
  const met = placed.filter(({ start, end }) => start < one.end && one.start < end);
  if (met.some(({ machine }) => machine === one.machine)) return false;
  const times = [one.start, ...met.map(({ start }) => start)].filter((time) => time >= one.start);
  return times.every((time) => {
    const held = met.filter(({ start, end }) => start <= time && end > time);
    return held.reduce((total, { units }) => total + units, one.units) <= available;
  });
}

describe('all active schedules of a small shop', () => {
  it.each([1, 2, 3])('whose routes join: the best of them is optimal (seed %i)', (seed) => {
    const problem = assembled(seed);
    expect(bestActive(problem)).toBe(bestSerial(problem));
  });

  it.each([5, 6, 7, 8])(
    'whose operations share two operators: the best of them is optimal (seed %i)',
    (seed) => {
      const problem = operated(seed);
      expect(bestActive(problem)).toBe(bestSerial(problem));
    },
  );
});
