import { nameOf, type Evidence } from './evidence.js';
import type { Finding } from './finding.js';
import type { Job } from '../problem.js';
import type { Task } from '../schedule.js';
import { predecessorsOf } from './precedence.js';

/** Each operation is on a machine that can do it. */
export function eligibleMachines(evidence: Evidence): readonly Finding[] {
  const { problem, schedule } = evidence;
  return schedule.tasks
    .filter(({ job, operation, machine }) =>
      problem.jobs[job].operations[operation].alternatives.every((one) => one.machine !== machine),
    )
    .map((task) => ({
      invariant: 'eligible',
      message: `${nameOf(evidence, task)}: that machine cannot do it`,
      tasks: [task],
    }));
}

/** Nothing is begun for a job, set-ups included, before it is released, nor before it is known. */
export function releases(evidence: Evidence): readonly Finding[] {
  const { problem, schedule, tolerance } = evidence;
  return schedule.tasks.flatMap((task): readonly Finding[] => {
    const { release = 0, known = 0 } = problem.jobs[task.job];
    const earliest = Math.max(release, known);
    if (task.setupStart >= earliest - tolerance) return [];
    const message = `${nameOf(evidence, task)}, begun at ${task.setupStart}: the job is released at ${earliest}`;
    return [{ invariant: 'release', message, tasks: [task] }];
  });
}

/**
 * An operation begins, with its set-up, after the job has left the machine before it and has been carried. Where the job cannot wait, its
 * work begins at that moment, after a set-up that is done by then.
 */
export function routes(evidence: Evidence): readonly Finding[] {
  const { problem, byJob, tolerance } = evidence;
  return byJob.flatMap((tasks, job) =>
    pairsOf(problem.jobs[job], tasks).flatMap(([before, task]): readonly Finding[] => {
      const carried = problem.transport?.[before.machine][task.machine] ?? 0;
      const arrival = before.leave + carried;
      const both = [before, task];
      const goesOn = problem.jobs[job].noWait === true && before.operation !== task.operation;
      if ((goesOn ? task.start : task.setupStart) < arrival - tolerance)
        return [
          {
            invariant: 'route',
            message: `${nameOf(evidence, task)}: the job is there from ${arrival}`,
            tasks: both,
          },
        ];
      if (!goesOn || task.start - before.end - carried <= tolerance || waitsForItself(evidence, task))
        return [];
      return [
        {
          invariant: 'no-wait',
          message: `${nameOf(evidence, task)}: the job cannot wait and was ready at ${before.end + carried}`,
          tasks: both,
        },
      ];
    }),
  );
}

/** Whether the job waits for nothing but a set-up that begins as soon as the job itself lets go what it needs. */
function waitsForItself({ problem, byJob, tolerance }: Evidence, task: Task): boolean {
  const needs = ({ job, operation }: Task) => problem.jobs[job].operations[operation].needs ?? [];
  const own = needs(task).map(({ resource }) => resource);
  return byJob[task.job].some(
    (other) =>
      other.operation < task.operation &&
      Math.abs(other.leave - task.setupStart) <= tolerance &&
      task.start > task.setupStart &&
      (other.machine === task.machine || needs(other).some(({ resource }) => own.includes(resource))),
  );
}

/** Tasks that follow each other: an attempt the one before it, a first attempt the last one of each operation that must be done before. */
function pairsOf(job: Job, tasks: readonly Task[]): readonly (readonly [Task, Task])[] {
  const predecessors = predecessorsOf(job);
  return tasks.flatMap((task, i) => {
    const repeated = i > 0 && tasks[i - 1].operation === task.operation ? [tasks[i - 1]] : undefined;
    const before =
      repeated ??
      predecessors[task.operation].flatMap(
        (operation) => tasks.findLast((other) => other.operation === operation) ?? [],
      );
    return before.map((other) => [other, task] as const);
  });
}

/** A permutation flow shop: every machine makes the jobs in the order of the first one. */
export function permutation(evidence: Evidence): readonly Finding[] {
  const { problem, byMachine } = evidence;
  if (problem.permutation !== true) return [];
  // What is repeated follows at once.
  const orders = byMachine.map((tasks) =>
    tasks.map(({ job }) => job).filter((job, i, jobs) => i === 0 || jobs[i - 1] !== job),
  );
  return orders.flatMap((order, machine): readonly Finding[] => {
    const others = new Set(order);
    const first = orders[0].filter((job) => others.has(job));
    const expected = first.join(' ');
    const met = order.filter((job) => first.includes(job)).join(' ');
    if (met === expected) return [];
    return [
      {
        invariant: 'permutation',
        message: `${problem.machines[machine].name} makes the jobs in the order ${met}, ${problem.machines[0].name} in the order ${expected}`,
        tasks: byMachine[machine],
      },
    ];
  });
}
