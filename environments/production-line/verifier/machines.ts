import type { Task } from '../schedule.js';
import { nameOf, type Evidence } from './evidence.js';
import type { Finding } from './finding.js';
import { lengthOf, within } from './intervals.js';

/** A machine does one thing at a time: from the beginning of the set-up until the job has left. */
export function overlaps(evidence: Evidence): readonly Finding[] {
  const { byMachine, tolerance } = evidence;
  return byMachine.flatMap((tasks) => {
    let last: Task | undefined;
    return tasks.flatMap((task): readonly Finding[] => {
      const before = last;
      if (before === undefined || task.leave > before.leave) last = task;
      if (before === undefined || task.setupStart >= before.leave - tolerance) return [];
      return [
        {
          invariant: 'overlap',
          message: `${nameOf(evidence, task)}, begun at ${task.setupStart}, overlaps ${nameOf(evidence, before)}, there until ${before.leave}`,
          tasks: [before, task],
        },
      ];
    });
  });
}

/** The set-up before a task takes what the matrix says between the family that the machine made before and its own. */
export function setups(evidence: Evidence): readonly Finding[] {
  const { byMachine, tolerance } = evidence;
  return byMachine.flatMap((tasks) =>
    tasks.flatMap((task, i): readonly Finding[] => {
      const planned = setupOf(evidence, task, tasks.at(i - 1 >= 0 ? i - 1 : tasks.length));
      const taken = task.start - task.setupStart - lengthOf(within(task.pauses, task.setupStart, task.start));
      if (Math.abs(taken - planned) <= tolerance) return [];
      return [
        {
          invariant: 'setup',
          message: `${nameOf(evidence, task)}: set up in ${taken}, but it takes ${planned}`,
          tasks: i > 0 ? [tasks[i - 1], task] : [task],
        },
      ];
    }),
  );
}

/** Time of the set-up for a task after the one before it on the machine, or at the beginning. */
export function setupOf({ problem }: Evidence, task: Task, before: Task | undefined): number {
  const { setups: matrix, family: first } = problem.machines[task.machine];
  if (matrix === undefined) return 0;
  const family = ({ job, operation }: Task) => problem.jobs[job].operations[operation].family ?? 0;
  const to = family(task);
  const from = before === undefined ? first : family(before);
  if (from !== undefined) return matrix[from][to];
  // Without a family at the beginning, a row beyond the families is the set-up from nothing.
  return matrix.length > matrix[0].length ? matrix[matrix.length - 1][to] : 0;
}
