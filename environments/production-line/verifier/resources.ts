import type { Task } from '../schedule.js';
import type { Evidence } from './evidence.js';
import type { Finding } from './finding.js';

/** A task and how much of a resource it holds, from the beginning of its set-up to its end. */
interface Holding {
  readonly task: Task;
  readonly count: number;
}

/** No more of a resource is held at any time than there is of it. It is enough to look when something begins to hold it. */
export function resources(evidence: Evidence): readonly Finding[] {
  const { problem, schedule, tolerance } = evidence;
  return (problem.resources ?? []).flatMap(({ name, count: available }, resource) => {
    const holdings = schedule.tasks.flatMap((task): readonly Holding[] => {
      const needs = problem.jobs[task.job].operations[task.operation].needs ?? [];
      const need = needs.find((one) => one.resource === resource);
      return need === undefined ? [] : [{ task, count: need.count ?? 1 }];
    });
    return holdings.flatMap((holding): readonly Finding[] => {
      const time = holding.task.setupStart;
      const together = holdings.filter((other) => isHeldWith(holding, other, tolerance));
      const held = together.reduce((sum, { count }) => sum + count, 0);
      if (held <= available) return [];
      const message = `${name}: ${held} are held at ${time}, but there are ${available}`;
      return [{ invariant: 'resource', message, tasks: together.map(({ task }) => task) }];
    });
  });
}

/** Whether another task holds what it needs when one begins. What takes no time comes before what begins at the same instant. */
function isHeldWith(one: Holding, other: Holding, tolerance: number): boolean {
  if (one === other) return true;
  const time = one.task.setupStart;
  const takesTime = one.task.end - time > tolerance;
  const hasBegun = other.task.setupStart <= (takesTime ? time : time - tolerance);
  return hasBegun && other.task.end > time + tolerance;
}
