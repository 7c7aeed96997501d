import { operationsBefore } from '../../environments/production-line/simulator/strands.js';
import { fail } from '../../src/errors.js';
import type { Interval, Problem } from '../../environments/production-line/problem.js';
import type { Schedule, Task } from '../../environments/production-line/schedule.js';
import type { LineEvent } from './events.js';
import type { Actual } from './read-tasks.js';

/** A plan at the moment of an event: the problem as it is now, what has begun, and what was planned for the rest. */
export interface Situation {
  readonly problem: Problem;
  readonly now: number;
  /** Begun before now, with the times that they really had. */
  readonly begun: readonly Task[];
  /** Not begun; those that should have are moved to now. In the order of the plan. */
  readonly open: readonly Task[];
}

/** When the events are known: at the first breakdown or the last report, not before the plan's own time. */
export function timeOfEvents(events: readonly LineEvent[], before: number): number {
  const breakdowns = events.flatMap((event) => (event.kind === 'breakdown' ? [event.start] : []));
  const reports = events.flatMap((event) =>
    event.kind === 'progress' ? event.actuals.flatMap(({ start = 0, end }) => [start, end ?? start]) : [],
  );
  const first = breakdowns.length > 0 ? Math.min(...breakdowns) : before;
  return [first, ...reports].reduce((latest, time) => Math.max(latest, time), before);
}

/**
 * What events make of a plan at a time.
 * @throws LeptonError `invalid-value` for a report that contradicts itself
 */
export function situationAt(
  problem: Problem,
  plan: Schedule,
  events: readonly LineEvent[],
  now: number,
): Situation {
  const actuals = events.flatMap((event) => (event.kind === 'progress' ? event.actuals : []));
  const broken = events.reduce(withEvent, problem);
  const reported = plan.tasks.map((task) => ({
    task: withActual(broken, task, actuals),
    actual: actuals.find((one) => isAbout(one, task)),
  }));
  const begun: Task[] = [];
  const open: Task[] = [];
  const inOrder = reported.toSorted((a, b) => a.task.setupStart - b.task.setupStart);
  for (const { task, actual } of inOrder) {
    const hasBegun =
      actual === undefined ? task.setupStart < now : actual.start !== undefined && actual.start < now;
    const obstacle = hasBegun ? obstacleOf(broken, task, begun) : undefined;
    if (hasBegun && obstacle !== undefined && actual !== undefined)
      contradiction(problem, task, actual, obstacle);
    if (hasBegun && obstacle === undefined) begun.push(withEnd(broken, task));
    else open.push(task.setupStart < now ? shifted(task, now - task.setupStart) : task);
  }
  const changed = withWork(broken, begun, actuals);
  const kept = cancelled(changed, begun, events, now);
  const exists = ({ job, operation }: Task): boolean => operation < kept.jobs[job].operations.length;
  return {
    problem: kept,
    now,
    begun,
    open: open.filter(exists).toSorted((a, b) => a.setupStart - b.setupStart),
  };
}

const isAbout = ({ job, operation }: Actual, task: Task): boolean =>
  job === task.job && operation === task.operation && task.attempt === 0;

function withEvent(problem: Problem, event: LineEvent): Problem {
  switch (event.kind) {
    case 'breakdown':
      return {
        ...problem,
        machines: problem.machines.map((machine, index) =>
          index === event.machine ? withBreakdown(machine, event) : machine,
        ),
      };
    case 'rush':
      return { ...problem, jobs: [...problem.jobs, ...event.jobs] };
    case 'due':
    case 'release':
      return {
        ...problem,
        jobs: problem.jobs.map((job, index) =>
          index === event.job ? { ...job, [event.kind]: event.time } : job,
        ),
      };
    default:
      return problem;
  }
}

function withBreakdown(
  machine: Problem['machines'][number],
  { start, end }: Interval,
): Problem['machines'][number] {
  const before = machine.breakdowns?.kind === 'listed' ? machine.breakdowns.intervals : [];
  const intervals: Interval[] = [];
  for (const interval of [...before, { start, end }].toSorted((a, b) => a.start - b.start)) {
    const last = intervals.at(-1);
    if (last !== undefined && interval.start <= last.end)
      intervals[intervals.length - 1] = { start: last.start, end: Math.max(last.end, interval.end) };
    else intervals.push(interval);
  }
  return { ...machine, breakdowns: { kind: 'listed', intervals } };
}

/** The task with the times that were reported; set-up as long as planned. */
function withActual(problem: Problem, task: Task, actuals: readonly Actual[]): Task {
  const actual = actuals.find((one) => isAbout(one, task));
  if (actual?.start === undefined) return task;
  const { start, end, machine = task.machine } = actual;
  const setupStart = Math.max(0, start - (task.start - task.setupStart));
  const work = end === undefined ? task.work : end - start - stopped(problem, machine, start, end);
  if (work < 0)
    fail('invalid-value', {
      component: actual.place,
      parameter: 'the end',
      value: end,
      requirement: 'after some time in which the machine was running',
    });
  return { ...task, machine, setupStart, start, work, end: end ?? task.end, leave: end ?? task.leave };
}

/** Why a task cannot have begun when it says; undefined: it can. */
function obstacleOf(problem: Problem, task: Task, begun: readonly Task[]): string | undefined {
  const { job, operation, machine, setupStart } = task;
  const name = (other: Task): string => `${problem.jobs[other.job].name} ends there only at ${other.leave}`;
  const onMachine = begun.find(
    (other) => other.machine === machine && other.leave > setupStart && other.setupStart <= setupStart,
  );
  if (onMachine !== undefined) return name(onMachine);
  for (const earlier of operationsBefore(problem.jobs[job])[operation]) {
    const before = begun.find((other) => other.job === job && other.operation === earlier);
    if (before === undefined) return 'the operation before it has not begun';
    if (before.end + carriage(problem, before.machine, machine) > setupStart)
      return `the operation before it ends only at ${before.end}`;
  }
  if ((problem.jobs[job].release ?? 0) > setupStart)
    return `the order is released only at ${problem.jobs[job].release}`;
  const stop = stops(problem, machine).find(({ start, end }) => start <= setupStart && setupStart < end);
  return stop === undefined ? undefined : `the machine stands still until ${stop.end}`;
}

const carriage = ({ transport }: Problem, from: number, to: number): number => transport?.[from]?.[to] ?? 0;

/** When the machine stands still, whether closed or broken down, in order and disjoint. */
function stops({ machines }: Problem, machine: number): readonly Interval[] {
  const { closed = [], breakdowns } = machines[machine];
  const listed = breakdowns?.kind === 'listed' ? breakdowns.intervals : [];
  const merged: Interval[] = [];
  for (const stop of [...closed, ...listed].toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && stop.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, stop.end) };
    else merged.push(stop);
  }
  return merged;
}

function stopped(problem: Problem, machine: number, from: number, to: number): number {
  return stops(problem, machine).reduce(
    (sum, { start, end }) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)),
    0,
  );
}

/** The end that a begun task comes to when the machine stands still in between. */
function withEnd(problem: Problem, task: Task): Task {
  let left = task.work;
  let at = task.start;
  for (const stop of stops(problem, task.machine)) {
    if (stop.end <= at) continue;
    if (stop.start >= at + left) break;
    left -= Math.max(0, stop.start - at);
    at = stop.end;
  }
  const end = at + left;
  return { ...task, end, leave: Math.max(end, task.leave > task.end ? task.leave : end) };
}

const shifted = (task: Task, by: number): Task => ({
  ...task,
  ...{ setupStart: task.setupStart + by, start: task.start + by, end: task.end + by, leave: task.leave + by },
});

/** An operation that took another time than planned has that duration from now on. */
function withWork(problem: Problem, begun: readonly Task[], actuals: readonly Actual[]): Problem {
  const changed = new Map(
    begun
      .filter((task) => actuals.some((one) => isAbout(one, task)))
      .map((task) => [`${task.job}/${task.operation}`, task]),
  );
  if (changed.size === 0) return problem;
  return {
    ...problem,
    jobs: problem.jobs.map((job, j) => ({
      ...job,
      operations: job.operations.map((operation, o) => {
        const task = changed.get(`${j}/${o}`);
        if (task === undefined) return operation;
        const rate = problem.machines[task.machine].speeds?.[task.speed]?.rate ?? 1;
        return {
          ...operation,
          alternatives: operation.alternatives.map((one) =>
            one.machine === task.machine ? { ...one, duration: task.work * rate } : one,
          ),
        };
      }),
    })),
  };
}

/** Of a cancelled job what has begun stays; a job of which nothing has is an empty one. New jobs come no sooner than now. */
function cancelled(
  problem: Problem,
  begun: readonly Task[],
  events: readonly LineEvent[],
  now: number,
): Problem {
  const gone = new Set(events.flatMap((event) => (event.kind === 'cancel' ? [event.job] : [])));
  const fresh = new Set(events.flatMap((event) => (event.kind === 'rush' ? event.jobs : [])));
  return {
    ...problem,
    jobs: problem.jobs.map((job, index) => {
      if (fresh.has(job)) {
        const release = Math.max(job.release ?? 0, now);
        return { ...job, release, ...(job.due !== undefined && { due: job.due }) };
      }
      if (!gone.has(index)) return job;
      const { due: _due, ...rest } = job;
      return {
        ...rest,
        operations: job.operations.slice(0, begun.filter((task) => task.job === index).length),
      };
    }),
  };
}

function contradiction({ jobs, machines }: Problem, task: Task, { place }: Actual, obstacle: string): never {
  const { name } = jobs[task.job].operations[task.operation];
  return fail('invalid-value', {
    component: place,
    parameter: `the start of operation ${name ?? task.operation + 1} of ${jobs[task.job].name} on ${machines[task.machine].name}`,
    value: task.start,
    requirement: `possible: ${obstacle}`,
    hint: 'report the operations before it as well, with their real ends',
  });
}
