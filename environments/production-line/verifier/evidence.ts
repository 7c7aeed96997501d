import type { Problem } from '../problem.js';
import type { Schedule, Task } from '../schedule.js';

/** What a schedule is held against besides its problem. */
export interface VerifyOptions {
  /** The plan that was in force. Its pinned tasks are kept, and what it had begun before `frozenUntil`. */
  readonly previous?: Schedule;
  /** Nothing that `previous` begins before this time may differ; absent: nothing is frozen. */
  readonly frozenUntil?: number;
  /** The schedule may stop in the middle: what is there is checked, nothing is missing. */
  readonly partial?: boolean;
}

/** A problem, a schedule for it, and the schedule's tasks by job and by machine. */
export interface Evidence {
  readonly problem: Problem;
  readonly schedule: Schedule;
  readonly options: VerifyOptions;
  /** By job, in the order of operations and attempts. */
  readonly byJob: readonly (readonly Task[])[];
  /** By machine, in the order in which they begin. */
  readonly byMachine: readonly (readonly Task[])[];
  /** Times that differ by less are the same: times are sums in floating point. */
  readonly tolerance: number;
}

export function gather(problem: Problem, schedule: Schedule, options: VerifyOptions): Evidence {
  const { tasks } = schedule;
  const latest = tasks.reduce((time, { leave }) => Math.max(time, Math.abs(leave)), 1);
  return {
    problem,
    schedule,
    options,
    byJob: problem.jobs.map((_, job) =>
      tasks
        .filter((task) => task.job === job)
        .toSorted((a, b) => a.operation - b.operation || a.attempt - b.attempt),
    ),
    byMachine: problem.machines.map((_, machine) =>
      tasks.filter((task) => task.machine === machine).toSorted(asTheyBegin),
    ),
    tolerance: 1e-9 * latest,
  };
}

/** At one instant, what takes no time comes first. */
export function asTheyBegin(a: Task, b: Task): number {
  return a.setupStart - b.setupStart || a.leave - b.leave || a.start - b.start;
}

/** "job A, operation 2, on M1 from 3 to 7". Operations are counted from 1 for people. */
export function nameOf({ problem }: Evidence, task: Task): string {
  const { name, operations } = problem.jobs[task.job];
  const operation = operations[task.operation].name ?? `operation ${task.operation + 1}`;
  const attempt = task.attempt > 0 ? ` (attempt ${task.attempt + 1})` : '';
  const machine = problem.machines[task.machine].name;
  return `job ${name}, ${operation}${attempt}, on ${machine} from ${task.start} to ${task.end}`;
}
