import type { Interval } from '../problem.js';
import type { Pause, Task } from '../schedule.js';
import { plannedWork } from './durations.js';
import { nameOf, type Evidence } from './evidence.js';
import type { Finding } from './finding.js';
import { lengthOf, union, within, without } from './intervals.js';
import { setupOf } from './machines.js';

/** When a machine stands still, and why. */
type Standstill = Readonly<Record<Pause['reason'], readonly Interval[]>>;

/** A pause has a reason for all of its time, and nothing is done while a machine is closed, broken down or under repair. */
export function downtimes(evidence: Evidence): readonly Finding[] {
  return evidence.byMachine.flatMap((tasks, machine) => {
    const ofMachine = standstillOf(evidence, machine);
    return tasks.flatMap((task) => {
      const away = calendarsOf(evidence, task).slice(1).flat();
      const standstill = { ...ofMachine, closed: union([...ofMachine.closed, ...away]) };
      const down = union([...standstill.closed, ...standstill.breakdown, ...standstill.repair]);
      return [...unfoundedPauses(evidence, task, standstill), ...workInDowntime(evidence, task, down)];
    });
  });
}

/** When the machine of a task is closed, and after that when each resource is that the task needs. */
function calendarsOf(
  { problem }: Evidence,
  { job, operation, machine }: Task,
): readonly (readonly Interval[])[] {
  const { needs = [] } = problem.jobs[job].operations[operation];
  const away = needs.map(({ resource }) => problem.resources?.[resource].closed ?? []);
  return [problem.machines[machine].closed ?? [], ...away];
}

/** An operation that cannot pause begins only where it is planned to be done before the machine, or what it needs, closes. */
export function closings(evidence: Evidence): readonly Finding[] {
  const { problem, byMachine, tolerance } = evidence;
  return byMachine.flatMap((tasks) => {
    return tasks.flatMap((task, i): readonly Finding[] => {
      if (problem.jobs[task.job].operations[task.operation].pausable === true) return [];
      const next = calendarsOf(evidence, task)
        .flatMap((closed) => closed.find(({ end }) => end > task.setupStart + tolerance) ?? [])
        .toSorted((a, b) => a.start - b.start)
        .at(0);
      const setup = setupOf(evidence, task, i > 0 ? tasks[i - 1] : undefined);
      const planned = task.setupStart + setup + (plannedWork(evidence, task) ?? 0);
      if (next === undefined || planned <= next.start + tolerance) return [];
      return [
        {
          invariant: 'closing',
          message: `${nameOf(evidence, task)}: it cannot pause, and planned until ${planned} it does not fit before ${next.start}, when its machine or something that it needs closes`,
          tasks: [task],
        },
      ];
    });
  });
}

export function standstillOf({ problem, schedule }: Evidence, machine: number): Standstill {
  const { closed = [], breakdowns } = problem.machines[machine];
  const listed = breakdowns?.kind === 'listed' ? breakdowns.intervals : [];
  const blocks = (kind: 'breakdown' | 'repair') =>
    schedule.blocks.filter((block) => block.machine === machine && block.kind === kind);
  return {
    closed: union(closed),
    breakdown: union([...listed, ...blocks('breakdown')]),
    repair: union(blocks('repair')),
  };
}

function unfoundedPauses(evidence: Evidence, task: Task, standstill: Standstill): readonly Finding[] {
  return task.pauses.flatMap((pause): readonly Finding[] => {
    const outside =
      pause.start < task.setupStart - evidence.tolerance || pause.end > task.end + evidence.tolerance;
    // Set-up is done before a pause or goes on after it: work never begins in the middle of one.
    const isCut =
      pause.start < task.start - evidence.tolerance && pause.end > task.start + evidence.tolerance;
    const unfounded = lengthOf(without(pause, standstill[pause.reason]));
    if (!outside && !isCut && unfounded <= evidence.tolerance) return [];
    const what = outside
      ? 'is not within the task'
      : isCut
        ? 'goes on when its work begins'
        : `has not that reason for ${unfounded} of its time`;
    const message = `${nameOf(evidence, task)}: the pause from ${pause.start} to ${pause.end} (${pause.reason}) ${what}`;
    return [{ invariant: 'pauses', message, tasks: [task] }];
  });
}

function workInDowntime(evidence: Evidence, task: Task, down: readonly Interval[]): readonly Finding[] {
  const { tolerance } = evidence;
  const missed = within(down, task.setupStart, task.end)
    .flatMap((interval) => without(interval, task.pauses))
    .find(({ start, end }) => end - start > tolerance);
  const asleep = down.find(
    ({ start, end }) => task.setupStart >= start - tolerance && task.setupStart < end - tolerance,
  );
  const fault = missed ?? asleep;
  if (fault === undefined) return [];
  const what = missed === undefined ? 'it begins while' : 'it goes on while';
  const message = `${nameOf(evidence, task)}: ${what} the machine stands still from ${fault.start} to ${fault.end}`;
  return [{ invariant: 'downtime', message, tasks: [task] }];
}
