import type { Interval, Machine, Problem } from '../../environments/production-line/problem.js';
import type { Schedule, Task } from '../../environments/production-line/schedule.js';
import { compileProblem } from '../../environments/production-line/simulator/compile-problem.js';
import type { LineEvent } from './events.js';
import type { LinePlan } from './line-plan.js';
import { operationsFirst } from './renumber.js';
import { believeReports, failContradiction, joined, type Reported } from './reports.js';
import { dispatchRest } from './rest-of-plan.js';

/** A plan at the moment of an event: the problem as it is now, what has begun, and what was planned for the rest. */
export interface Situation {
  /** The plan that was, its operations numbered as here. */
  readonly before: LinePlan;
  readonly problem: Problem;
  readonly now: number;
  /** Begun by now, with the times that they really had. */
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
 * What events make of a plan at a time. What should have begun by then is replayed in the shop, with what was reported and with what broke
 * down: what that keeps from beginning has not begun.
 * @throws LeptonError `invalid-value` for a report of what cannot have been
 */
export function situationAt(before: LinePlan, events: readonly LineEvent[], now: number): Situation {
  const { schedule } = before;
  const actuals = events.flatMap((event) => (event.kind === 'progress' ? event.actuals : []));
  const after = (problem: Problem, some: readonly LineEvent[]): Problem =>
    some.reduce((changed, event) => withEvent(changed, event, now), problem);
  // Material that comes late undoes nothing that has begun.
  const isRelease = ({ kind }: LineEvent): boolean => kind === 'release';
  const { problem, reported } = believeReports(
    after(
      before.problem,
      events.filter((event) => !isRelease(event)),
    ),
    schedule.tasks,
    actuals,
  );
  const inOrder = reported.toSorted((a, b) => a.task.setupStart - b.task.setupStart);
  const expected = inOrder.filter((one) => hasBegun(one, now));
  const replayed = replay(problem, schedule, expected, now);
  const begun = replayed.filter(({ task, actual }) => hasBegun({ task, actual }, now));
  const isBegun = new Set(begun.map(({ task }) => keyOf(task)));
  const open = inOrder
    .filter(({ task }) => !isBegun.has(keyOf(task)))
    .map(({ task }) => (task.setupStart < now ? shifted(task, now - task.setupStart) : task))
    .toSorted((a, b) => a.setupStart - b.setupStart);
  return cancelled(
    {
      ...{ before, now, open },
      problem: after(problem, events.filter(isRelease)),
      begun: begun.map(({ task }) => task),
    },
    events,
  );
}

/** What is reported to begin now has begun; of what was planned for now it is open. */
const hasBegun = ({ task, actual }: Reported, now: number): boolean =>
  actual === undefined ? task.setupStart < now : actual.start !== undefined && actual.start <= now;

const keyOf = ({ job, operation }: Task): string => `${job}/${operation}`;

/** What should have begun, as it went in the shop. */
function replay(
  problem: Problem,
  plan: Schedule,
  expected: readonly Reported[],
  now: number,
): readonly Reported[] {
  const begun = expected.map(({ task }) => task);
  const floor = { plant: compileProblem(problem), basis: { ...plan, tasks: begun }, begun, now };
  const { tasks } = dispatchRest(floor, { ofNew: 0 });
  const went = new Map(tasks.map((task) => [keyOf(task), task]));
  return expected.map(({ task, actual }) => {
    const real = went.get(keyOf(task));
    const isAsReported = real !== undefined && Math.abs(real.start - task.start) <= 1e-9 * (1 + task.start);
    if (actual !== undefined && !isAsReported) failContradiction(problem, { task, actual }, tasks);
    return { task: { ...(real ?? task), ...(task.pinned === true && { pinned: true }) }, actual };
  });
}

function withEvent(problem: Problem, event: LineEvent, now: number): Problem {
  const { machines, jobs } = problem;
  switch (event.kind) {
    case 'breakdown':
      return { ...problem, machines: replaced(machines, event.machine, (one) => withBreakdown(one, event)) };
    case 'rush':
      return { ...problem, jobs: [...jobs, ...event.jobs.map((job) => releasedFrom(job, now))] };
    case 'due':
      return { ...problem, jobs: replaced(jobs, event.job, (job) => ({ ...job, due: event.time })) };
    case 'release':
      return {
        ...problem,
        jobs: replaced(jobs, event.job, ({ known = 0, ...job }) => ({
          ...job,
          release: event.time,
          ...(known > 0 && { known: Math.min(known, event.time) }),
        })),
      };
    default:
      return problem;
  }
}

const replaced = <Item>(items: readonly Item[], at: number, change: (item: Item) => Item): readonly Item[] =>
  items.map((item, index) => (index === at ? change(item) : item));

/** A new order cannot begin before it is known. */
const releasedFrom = (job: Problem['jobs'][number], now: number): Problem['jobs'][number] => ({
  ...job,
  release: Math.max(job.release ?? 0, now),
});

function withBreakdown(machine: Machine, { start, end }: Interval): Machine {
  const before = machine.breakdowns?.kind === 'listed' ? machine.breakdowns.intervals : [];
  return { ...machine, breakdowns: { kind: 'listed', intervals: joined([...before, { start, end }]) } };
}

const shifted = (task: Task, by: number): Task => ({
  ...task,
  ...{ setupStart: task.setupStart + by, start: task.start + by, end: task.end + by, leave: task.leave + by },
});

/** Of a cancelled job what has begun stays, and nobody waits for it; a job of which nothing has begun is an empty one. */
function cancelled(situation: Situation, events: readonly LineEvent[]): Situation {
  return events.reduce((changed, event) => {
    if (event.kind !== 'cancel') return changed;
    const { job } = event;
    const begun = changed.begun.filter((task) => task.job === job).map(({ operation }) => operation);
    const renumbered = operationsFirst(changed, job, begun);
    const jobs = replaced(renumbered.problem.jobs, job, ({ due: _due, operations, ...rest }) => ({
      ...rest,
      operations: operations.slice(0, begun.length),
    }));
    return {
      ...renumbered,
      problem: { ...renumbered.problem, jobs },
      open: renumbered.open.filter((task) => task.job !== job),
    };
  }, situation);
}
