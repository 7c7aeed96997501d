import type { Job, Problem } from '../../environments/production-line/problem.js';
import type { Task } from '../../environments/production-line/schedule.js';
import { isLine, operationsBefore } from '../../environments/production-line/simulator/strands.js';
import type { Situation } from './history.js';
import type { PlanDecision } from './line-plan.js';

/**
 * The situation with the operations of a job in another order of its list: these first. Of a job that is a line nothing changes, as what
 * has begun there is first in the list anyway.
 */
export function operationsFirst(situation: Situation, job: number, first: readonly number[]): Situation {
  if (isLine(situation.problem.jobs[job])) return situation;
  const { operations } = situation.problem.jobs[job];
  const order = [...new Set([...first, ...operations.map((_, index) => index)])];
  const numberOf = (operation: number): number => order.indexOf(operation);
  const problemOf = (problem: Problem): Problem => ({
    ...problem,
    jobs: problem.jobs.map((one, index) => (index === job ? reordered(one, order, numberOf) : one)),
  });
  const tasksOf = (tasks: readonly Task[]): readonly Task[] =>
    tasks.map((task) => (task.job === job ? { ...task, operation: numberOf(task.operation) } : task));
  const decisionOf = (decision: PlanDecision): PlanDecision => ({
    ...decision,
    operations: decision.operations.map((operation, index) =>
      decision.jobs[index] === job && operation >= 0 ? numberOf(operation) : operation,
    ),
  });
  const { before } = situation;
  return {
    ...situation,
    problem: problemOf(situation.problem),
    begun: tasksOf(situation.begun),
    open: tasksOf(situation.open),
    before: {
      ...before,
      problem: problemOf(before.problem),
      schedule: { ...before.schedule, tasks: tasksOf(before.schedule.tasks) },
      decisions: { ...before.decisions, list: before.decisions.list.map(decisionOf) },
    },
  };
}

function reordered(job: Job, order: readonly number[], numberOf: (operation: number) => number): Job {
  const before = operationsBefore(job);
  return {
    ...job,
    operations: order.map((old) => ({ ...job.operations[old], after: before[old].map(numberOf) })),
  };
}
