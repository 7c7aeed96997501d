import type { Interval, Problem } from '../../environments/production-line/problem.js';
import type { Task } from '../../environments/production-line/schedule.js';
import { operationsBefore } from '../../environments/production-line/simulator/strands.js';
import { fail } from '../../src/errors.js';
import { operationName } from './export-tables.js';
import { formatLength, formatTime, timeFact } from './plant-time.js';
import type { Actual } from './read-tasks.js';

/** A task of the plan, and what was reported of it, if anything was. */
export interface Reported {
  readonly task: Task;
  readonly actual: Actual | undefined;
}

/**
 * What really happened goes before what was planned: the tasks with the times that they had, and the problem in which they can have had
 * them. Where something was begun or ended while the machine should have been closed it was open; what has begun is paused at the next
 * closing; what is over has the duration that it took.
 * @throws LeptonError `invalid-value` for an operation that took no time while its machine was running
 */
export function believeReports(
  problem: Problem,
  tasks: readonly Task[],
  actuals: readonly Actual[],
): { readonly problem: Problem; readonly reported: readonly Reported[] } {
  const byOperation = new Map(actuals.map((actual) => [`${actual.job}/${actual.operation}`, actual]));
  const moved = tasks.map((task): Reported => {
    const actual = byOperation.get(`${task.job}/${task.operation}`);
    return { task: actual === undefined ? task : moveTo(task, actual), actual };
  });
  const begun = moved.filter(({ actual }) => actual?.start !== undefined);
  if (begun.length === 0) return { problem, reported: moved };
  const opened = withOpenings(problem, begun);
  const reported = moved.map((one) =>
    one.actual?.end === undefined ? one : { ...one, task: withWork(opened, one.task, one.actual) },
  );
  return { problem: withDurations(opened, reported), reported };
}

/** The task at the times that were reported; set-up as long as planned. */
function moveTo(task: Task, { start, end, machine = task.machine }: Actual): Task {
  if (start === undefined) return task;
  const setupStart = Math.max(0, start - (task.start - task.setupStart));
  const over = end ?? start + task.work;
  return { ...task, machine, setupStart, start, end: over, leave: over, pauses: [] };
}

/** Without the closings in which something was begun or ended, from its beginning to its end. */
function withOpenings(problem: Problem, begun: readonly Reported[]): Problem {
  const machines = problem.machines.map((machine, index) => {
    const { closed } = machine;
    const own = begun.filter(({ task }) => task.machine === index);
    if (closed === undefined || own.length === 0) return machine;
    return {
      ...machine,
      closed: own.reduce((left, one) => left.flatMap((closing) => without(closing, one)), closed),
    };
  });
  return { ...problem, machines };
}

function without(closing: Interval, { task, actual }: Reported): readonly Interval[] {
  const { setupStart, start, end } = task;
  const holds = (time: number): boolean => closing.start <= time && time < closing.end;
  const isEndedIn = actual?.end !== undefined && closing.start < end && end < closing.end;
  if (!holds(setupStart) && !holds(start) && !isEndedIn) return [closing];
  return [
    { start: closing.start, end: Math.max(closing.start, setupStart) },
    { start: Math.min(closing.end, end), end: closing.end },
  ].filter((piece) => piece.end > piece.start);
}

function withWork(problem: Problem, task: Task, { end = task.end, place }: Actual): Task {
  const stopped = stopsOf(problem, task).reduce(
    (sum, stop) => sum + Math.max(0, Math.min(stop.end, end) - Math.max(stop.start, task.start)),
    0,
  );
  const work = end - task.start - stopped;
  if (work > 0 || end === task.start) return { ...task, work };
  return fail('invalid-value', {
    component: place,
    parameter: `the end of ${label(problem, task)}`,
    value: timeFact(problem, end),
    requirement: 'after some time in which the machine was running',
  });
}

function withDurations(problem: Problem, reported: readonly Reported[]): Problem {
  const begun = new Map(
    reported
      .filter(({ actual }) => actual?.start !== undefined)
      .map((one) => [`${one.task.job}/${one.task.operation}`, one]),
  );
  const jobs = problem.jobs.map((job, j) => ({
    ...job,
    operations: job.operations.map((operation, o) => {
      const one = begun.get(`${j}/${o}`);
      if (one === undefined) return operation;
      const { task, actual } = one;
      const rate = problem.machines[task.machine].speeds?.[task.speed]?.rate ?? 1;
      const alternatives = operation.alternatives.map((choice) =>
        choice.machine === task.machine && actual?.end !== undefined
          ? { ...choice, duration: task.work * rate }
          : choice,
      );
      return { ...operation, alternatives, pausable: true };
    }),
  }));
  return { ...problem, jobs };
}

/** When a task cannot go on: its machine is closed or broken down, or a resource that it needs is away. In order and disjoint. */
function stopsOf({ machines, resources = [], jobs }: Problem, { machine, job, operation }: Task): Interval[] {
  const { closed = [], breakdowns } = machines[machine];
  const away = (jobs[job].operations[operation].needs ?? []).flatMap(
    ({ resource }) => resources[resource].closed ?? [],
  );
  const listed = breakdowns?.kind === 'listed' ? breakdowns.intervals : [];
  return joined([...closed, ...listed, ...away]);
}

/** Intervals in order, those that touch or overlap as one. */
export function joined(intervals: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const interval of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && interval.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, interval.end) };
    else result.push(interval);
  }
  return result;
}

/** Raises `invalid-value` for what cannot have begun when it was reported to; `replayed` is what can have been. */
export function failContradiction(
  problem: Problem,
  { task, actual }: Reported,
  replayed: readonly Task[],
): never {
  return fail('invalid-value', {
    component: actual?.place ?? 'reschedule',
    parameter: `the start of ${label(problem, task)}`,
    value: timeFact(problem, task.start),
    requirement: `possible: ${obstacleTo(problem, task, replayed)}`,
    hint: 'report the operations before it as well, with their real ends',
  });
}

function obstacleTo(problem: Problem, task: Task, replayed: readonly Task[]): string {
  const { job, operation, machine, setupStart } = task;
  const time = (value: number): string => formatTime(problem, value);
  const { release = 0, name } = problem.jobs[job];
  if (release > setupStart) return `${name} is released only at ${time(release)}`;
  const stop = stopsOf(problem, task).find(({ start, end }) => start <= task.start && task.start < end);
  if (stop !== undefined) return `the machine stands still until ${time(stop.end)}`;
  for (const earlier of operationsBefore(problem.jobs[job])[operation]) {
    const before = replayed.find((other) => other.job === job && other.operation === earlier);
    if (before === undefined) continue;
    const carried = problem.transport?.[before.machine]?.[machine] ?? 0;
    const arrival = carried > 0 ? `, and the way takes ${formatLength(problem, carried)}` : '';
    if (before.end + carried > setupStart)
      return `the operation before it ends only at ${time(before.end)}${arrival}`;
  }
  const there = replayed.find(
    (other) =>
      other.machine === machine &&
      (other.job !== job || other.operation !== operation) &&
      other.setupStart <= setupStart &&
      other.leave > setupStart,
  );
  const setup = task.start - setupStart;
  const preparing = setup > 0 ? `, and the set-up takes ${formatLength(problem, setup)}` : '';
  if (there !== undefined)
    return `${problem.jobs[there.job].name} is there until ${time(there.leave)}${preparing}`;
  const own = replayed.find((other) => other.job === job && other.operation === operation);
  return own === undefined ? 'it is not in the plan' : `${time(own.start)} is the earliest`;
}

function label(problem: Problem, task: Task): string {
  return `operation ${operationName(problem, task)} of ${problem.jobs[task.job].name} on ${problem.machines[task.machine].name}`;
}
