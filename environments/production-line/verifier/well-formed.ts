import type { Problem } from '../problem.js';
import type { Block, Schedule, Task } from '../schedule.js';
import type { Finding } from './finding.js';

/** Numbers that are numbers, jobs and machines that exist, times that run forward: without these nothing else can be asked. */
export function malformed(problem: Problem, schedule: Schedule): readonly Finding[] {
  const finding = (what: string, tasks: readonly Task[]): Finding => ({
    invariant: 'well-formed',
    message: what,
    tasks,
  });
  return [
    ...schedule.tasks.flatMap((task, index) =>
      faultsOfTask(problem, task).map((fault) => finding(`task ${index + 1}: ${fault}`, [task])),
    ),
    ...schedule.blocks.flatMap((block, index) =>
      faultsOfBlock(problem, block).map((fault) => finding(`block ${index + 1}: ${fault}`, [])),
    ),
    ...outOfOrder(schedule.tasks).map((task) =>
      finding(`tasks are not in the order in which they begin: ${task.setupStart} comes after a later one`, [
        task,
      ]),
    ),
  ];
}

function faultsOfTask(problem: Problem, task: Task): readonly string[] {
  const job = problem.jobs.at(task.job);
  const isIndex = (value: number) => Number.isInteger(value) && value >= 0;
  if (!isIndex(task.job) || job === undefined) return [`there is no job ${task.job}`];
  if (!isIndex(task.operation) || task.operation >= job.operations.length)
    return [`job ${job.name} has no operation ${task.operation}`];
  const machine = isIndex(task.machine) ? problem.machines.at(task.machine) : undefined;
  if (machine === undefined) return [`there is no machine ${task.machine}`];
  const faults: string[] = [];
  const times = [task.setupStart, task.start, task.end, task.leave];
  if (![...times, task.work].every(Number.isFinite)) faults.push('its times are not all finite numbers');
  else if (times.some((time, i) => i > 0 && time < times[i - 1]) || task.setupStart < 0 || task.work < 0)
    faults.push(`0 <= set-up <= start <= end <= leave does not hold of ${times.join(', ')}`);
  if (!isIndex(task.attempt)) faults.push(`attempt ${task.attempt} is not a count`);
  if (!isIndex(task.speed) || task.speed >= (machine.speeds?.length ?? 1))
    faults.push(`${machine.name} has no speed ${task.speed}`);
  if (!areDisjoint(task.pauses)) faults.push('its pauses are not in order, disjoint and longer than nothing');
  return faults;
}

function faultsOfBlock(problem: Problem, { machine, start, end }: Block): readonly string[] {
  const faults: string[] = [];
  if (!Number.isInteger(machine) || machine < 0 || machine >= problem.machines.length)
    faults.push(`there is no machine ${machine}`);
  if (!Number.isFinite(start) || !Number.isFinite(end) || end < start)
    faults.push(`${start} to ${end} is not a stretch of time`);
  return faults;
}

function areDisjoint(intervals: readonly { readonly start: number; readonly end: number }[]): boolean {
  return intervals.every(({ start, end }, i) => start < end && (i === 0 || intervals[i - 1].end <= start));
}

function outOfOrder(tasks: readonly Task[]): readonly Task[] {
  return tasks.filter((task, i) => i > 0 && task.setupStart < tasks[i - 1].setupStart);
}
