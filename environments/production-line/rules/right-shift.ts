import type { Problem } from '../problem.js';
import type { Schedule } from '../schedule.js';
import { special } from '../simulator/candidates.js';
import { compileProblem, plantOperation } from '../simulator/compile-problem.js';
import { scheduleOf } from '../simulator/schedule-of.js';
import { Shop } from '../simulator/shop.js';
import { orderOfSchedule } from './fixed-order.js';

export interface RightShiftOptions {
  /** What had begun before this time is kept as it was. */
  readonly now: number;
  /** Whether jobs that the plan does not have go before planned ones that are ready at the same time; absent: they do (rush orders). */
  readonly newJobsFirst?: boolean;
}

/**
 * Repairs a plan by shifting it to the right: every machine keeps its sequence, nothing begins earlier than planned, and what an event
 * makes impossible begins as soon as it can. The events are in the problem: a breakdown is a listed one, a late job has a later release, an
 * operation that takes longer has a longer duration, a rush order is a new job at the end of the list.
 *
 * Chance has no part in it: durations are as planned, and what happens by chance does not happen. Preventive maintenance of
 * the plan is not planned anew.
 *
 * Where finite buffers fill in another order than planned, keeping the sequences could end in a standstill; then they are given up for
 * one decision.
 * @throws LeptonError `invalid-value`, `unsupported` as `compileProblem` does
 */
export function rightShift(problem: Problem, plan: Schedule, options: RightShiftOptions): Schedule {
  const plant = compileProblem(withoutChance(problem));
  const order = orderOfSchedule(plant, plan, options.now);
  for (let operation = 0; operation < plant.operationCount; operation++)
    if (order.machine[operation] < 0) order.notBefore[operation] = options.now;
  const shop = new Shop(plant, { plan: order });
  const { candidates } = shop;
  // Of what begins at the same time, what the plan did first: it may take no time, or share a resource with the other.
  const rank = new Float64Array(plant.operationCount); // [N]
  for (const [index, { job, operation }] of plan.tasks.entries())
    rank[plantOperation(plant, job, operation)] = index;
  const isNewFirst = options.newJobsFirst ?? true;
  const valueOf = (i: number): number => {
    const operation = candidates.operation[i];
    if (operation === special.maintenance || operation === special.wait) return Infinity;
    if (order.machine[operation] < 0) return isNewFirst ? -Infinity : Infinity;
    return rank[operation];
  };
  for (shop.reset(0); !shop.isDone;) {
    let best = 0;
    for (let i = 1; i < candidates.count; i++) if (valueOf(i) < valueOf(best)) best = i;
    shop.take(best);
  }
  return { ...scheduleOf(shop, `right shift of ${plan.decidedBy}`), scheme: 'right shift' };
}

/** The problem as it is planned: nothing that is decided by chance. */
export function withoutChance(problem: Problem): Problem {
  const { durations: _, ...rest } = problem;
  return {
    ...rest,
    machines: problem.machines.map(({ maintenance: _wear, ...machine }) => {
      const { breakdowns, ...others } = machine;
      return breakdowns?.kind === 'listed' ? machine : others;
    }),
    jobs: problem.jobs.map((job) => ({
      ...job,
      operations: job.operations.map(({ rework: _rework, scrap: _scrap, ...operation }) => operation),
    })),
  };
}
