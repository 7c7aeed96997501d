/** What it costs to move a plan, and whom it would be moved for. */
import type { Problem } from '../../environments/production-line/problem.js';
import type { Schedule } from '../../environments/production-line/schedule.js';
import type { ObjectiveWeights } from '../../environments/production-line/simulator/objectives.js';
import type { Stability } from '../../environments/production-line/verifier/objectives.js';
import type { Situation } from './history.js';

/**
 * How much the shop floor is disturbed, in the plant's unit of time: over the operations of the plan before, the mean of how far each one is
 * shifted, one that moves at all counting the mean length of an operation besides.
 */
export function disturbanceOf({ tasks }: Schedule, { moved, meanShift }: Stability): number {
  if (tasks.length === 0) return 0;
  const meanLength = tasks.reduce((sum, { start, end }) => sum + end - start, 0) / tasks.length;
  return meanShift + (moved / tasks.length) * meanLength;
}

/**
 * By how much the objective may grow at most if all open orders are done one unit of time later: what a disturbance is weighed by, so that
 * it counts as much beside a sum over orders as beside a makespan. Counts and costs do not grow with time; they weigh 0.
 */
export function priceOfTime({ problem, open }: Situation, weights: ObjectiveWeights): number {
  const jobs = [...new Set(open.map(({ job }) => job))].map((job) => problem.jobs[job]);
  const due = jobs.filter((job) => job.due !== undefined);
  const weightOf = (some: typeof jobs): number => some.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const { makespan = 0, totalTardiness = 0, weightedTardiness = 0, flowTime = 0 } = weights;
  return (
    makespan +
    totalTardiness * due.length +
    weightedTardiness * weightOf(due) +
    flowTime * jobs.length +
    (weights.weightedFlowTime ?? 0) * weightOf(jobs)
  );
}

/** By how much each order is late: after its due date where those count, or else after the makespan that there was. */
export function latenessOf(
  { before }: Situation,
  problem: Problem,
  { tasks }: Schedule,
): ReadonlyMap<number, number> {
  const { totalTardiness = 0, weightedTardiness = 0, numberLate = 0 } = before.options.objective;
  const isDue = totalTardiness + weightedTardiness + numberLate > 0;
  const makespan = before.schedule.tasks.reduce((latest, { end }) => Math.max(latest, end), 0);
  const late = new Map<number, number>();
  for (const { job, end } of tasks) {
    const by = end - (isDue ? (problem.jobs[job].due ?? Infinity) : makespan);
    if (by > (late.get(job) ?? 0)) late.set(job, by);
  }
  return late;
}
