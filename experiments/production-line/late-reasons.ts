import type { Problem } from '../../environments/production-line/problem.js';
import { operationsBefore } from '../../environments/production-line/simulator/strands.js';
import type { Schedule, Task } from '../../environments/production-line/schedule.js';
import { machineTime, type Stretch } from './machine-time.js';

/** One thing that kept an order, and for how long. */
export interface Delay {
  readonly kind:
    /** It waits for a machine that works on others. */
    | 'capacity'
    /** It waits for, or is interrupted by, a machine that is broken down or maintained. */
    | 'downtime'
    /** It waits for, or is interrupted by, a machine that is closed. */
    | 'closed'
    /** It waits although the machine is free: the plan keeps it back. */
    | 'held'
    /** It cannot leave its machine because the next one is full. */
    | 'blocked'
    /** Set-up for it. */
    | 'setup'
    /** An operation is repeated. */
    | 'rework';
  readonly machine: number;
  readonly time: number;
  /** Jobs that the machine worked on meanwhile, those of the longest work first. */
  readonly jobs: readonly number[];
}

export interface LateReason {
  readonly job: number;
  readonly tardiness: number;
  /** `lead`: even alone it could not be in time. `release`: not after its release. `delay`: something kept it, the most important first. */
  readonly kind: 'lead' | 'release' | 'delay' | 'lost';
  /** The shortest way through the shop. */
  readonly leadTime: number;
  readonly delays: readonly Delay[];
}

/** Why each late order is late, the latest first. Lost orders are named with them. */
export function lateReasons(problem: Problem, schedule: Schedule): readonly LateReason[] {
  const byJob = new Map<number, Task[]>();
  for (const task of schedule.tasks) {
    const own = byJob.get(task.job) ?? [];
    byJob.set(task.job, own);
    own.push(task);
  }
  const times = new Map<number, readonly Stretch[]>();
  const end = schedule.tasks.reduce((latest, task) => Math.max(latest, task.leave), 0);
  const timeOf = (machine: number): readonly Stretch[] => {
    const known = times.get(machine) ?? machineTime(problem, schedule, machine, 0, end);
    times.set(machine, known);
    return known;
  };
  return [...byJob]
    .flatMap(([job, tasks]) => reasonOf(problem, schedule, job, tasks, timeOf))
    .toSorted((a, b) => b.tardiness - a.tardiness);
}

function reasonOf(
  problem: Problem,
  schedule: Schedule,
  job: number,
  tasks: readonly Task[],
  timeOf: (machine: number) => readonly Stretch[],
): readonly LateReason[] {
  const { due = Infinity, release = 0 } = problem.jobs[job];
  const tardiness = Math.max(0, tasks.reduce((latest, { end }) => Math.max(latest, end), 0) - due);
  const isLost = tasks.some(({ outcome }) => outcome === 'scrap');
  if (tardiness === 0 && !isLost) return [];
  const leadTime = shortestWay(problem, job);
  const delays = merged(delaysOf(problem, schedule, job, tasks, timeOf)).toSorted((a, b) => b.time - a.time);
  const kind = isLost ? 'lost' : leadTime > due ? 'lead' : release + leadTime > due ? 'release' : 'delay';
  return [{ job, tardiness, kind, leadTime, delays }];
}

/** The longest of the ways through the route, with shortest processing times and nothing else. */
function shortestWay({ jobs, machines }: Problem, job: number): number {
  const before = operationsBefore(jobs[job]);
  const rateOf = (machine: number): number =>
    (machines[machine].speeds ?? []).reduce((most, { rate }) => Math.max(most, rate), 1);
  const shortest = jobs[job].operations.map(({ alternatives }) =>
    alternatives.reduce(
      (least, { machine, duration }) => Math.min(least, duration / rateOf(machine)),
      Infinity,
    ),
  );
  const ends = new Map<number, number>();
  const endOf = (operation: number): number => {
    const known = ends.get(operation);
    if (known !== undefined) return known;
    const end =
      shortest[operation] + before[operation].reduce((latest, one) => Math.max(latest, endOf(one)), 0);
    ends.set(operation, end);
    return end;
  };
  return shortest.reduce((latest, _, operation) => Math.max(latest, endOf(operation)), 0);
}

/** The tasks that one after the other led to the last one: where parts of an order are joined, that which came last. */
function decidingTasks({ jobs }: Problem, job: number, tasks: readonly Task[]): readonly Task[] {
  const before = operationsBefore(jobs[job]);
  const latest = (some: readonly Task[]): Task | undefined =>
    some.reduce<Task | undefined>(
      (last, task) => (last === undefined || task.end > last.end ? task : last),
      undefined,
    );
  const way: Task[] = [];
  for (let task = latest(tasks); task !== undefined;) {
    way.unshift(task);
    const { operation, attempt } = task;
    task = latest(
      tasks.filter((other) =>
        attempt > 0
          ? other.operation === operation && other.attempt === attempt - 1
          : before[operation].includes(other.operation),
      ),
    );
  }
  return way;
}

function delaysOf(
  problem: Problem,
  schedule: Schedule,
  job: number,
  tasks: readonly Task[],
  timeOf: (machine: number) => readonly Stretch[],
): readonly Delay[] {
  const { release = 0, known = 0 } = problem.jobs[job];
  let ready = Math.max(release, known);
  let from = -1;
  return decidingTasks(problem, job, tasks).flatMap((task) => {
    const { machine, setupStart, start, end, leave, pauses, attempt } = task;
    const arrival = ready + (from < 0 ? 0 : (problem.transport?.[from]?.[machine] ?? 0));
    const others = schedule.tasks.filter((other) => other.machine === machine && other.job !== job);
    const delays = [
      ...waitOf(machine, arrival, setupStart, timeOf(machine), others),
      ...pauses.map((pause): Delay => ({
        ...{
          kind: pause.reason === 'closed' ? 'closed' : 'downtime',
          machine,
          time: pause.end - pause.start,
          jobs: [],
        },
      })),
      { kind: 'setup', machine, time: start - setupStart, jobs: [] } satisfies Delay,
      { kind: 'blocked', machine, time: leave - end, jobs: [] } satisfies Delay,
      ...(attempt > 0 ? [{ kind: 'rework', machine, time: task.work, jobs: [] } satisfies Delay] : []),
    ];
    ready = leave;
    from = machine;
    return delays.filter(({ time }) => time > 0);
  });
}

/** What the machine did while the job waited for it. */
function waitOf(
  machine: number,
  arrival: number,
  begin: number,
  stretches: readonly Stretch[],
  others: readonly Task[],
): readonly Delay[] {
  const kinds = {
    working: 'capacity',
    setup: 'capacity',
    blocked: 'capacity',
    maintenance: 'downtime',
    down: 'downtime',
    closed: 'closed',
    idle: 'held',
  } as const;
  return stretches.flatMap(({ activity, start, end }): readonly Delay[] => {
    const time = Math.min(end, begin) - Math.max(start, arrival);
    if (time <= 0) return [];
    const kind = kinds[activity];
    const jobs =
      kind === 'capacity'
        ? others
            .filter((task) => task.setupStart < Math.min(end, begin) && task.leave > Math.max(start, arrival))
            .map((task) => task.job)
        : [];
    return [{ kind, machine, time, jobs }];
  });
}

/** One entry for each kind and machine. */
function merged(delays: readonly Delay[]): readonly Delay[] {
  const groups = new Map<string, Delay>();
  for (const delay of delays) {
    const key = `${delay.kind} ${delay.machine}`;
    const before = groups.get(key);
    const jobs = [...new Set([...(before?.jobs ?? []), ...delay.jobs])];
    groups.set(key, { ...delay, time: delay.time + (before?.time ?? 0), jobs });
  }
  return [...groups.values()];
}

/** The reason in words, without numbers' units: `time` writes a length of time. */
export function describeReason(
  problem: Problem,
  { kind, leadTime, delays }: LateReason,
  time: (length: number) => string,
): string {
  const first = delays.at(0);
  if (kind === 'lost') return 'lost: scrapped on its way';
  if (kind === 'lead')
    return `its lead time alone, ${time(leadTime)}, is longer than the time to its due date`;
  const said = delays.slice(0, 2).map((delay) => describeDelay(problem, delay, time));
  if (kind === 'release')
    return `released too late: its lead time is ${time(leadTime)}${first === undefined ? '' : `; and ${said[0]}`}`;
  return said.join('; then ') || 'transport between machines';
}

export function describeDelay(
  problem: Problem,
  { kind, machine, time: length, jobs }: Delay,
  time: (length: number) => string,
): string {
  const name = problem.machines[machine].name;
  switch (kind) {
    case 'capacity': {
      const named = jobs.slice(0, 3).map((job) => problem.jobs[job].name);
      const more = jobs.length > named.length ? ` and ${jobs.length - named.length} more` : '';
      return `capacity of ${name}: waits ${time(length)} while it makes ${named.join(', ')}${more}`;
    }
    case 'downtime':
      return `downtime of ${name}: ${time(length)}`;
    case 'closed':
      return `${name} is closed: ${time(length)}`;
    case 'held':
      return `kept waiting ${time(length)} in front of ${name}, which is free`;
    case 'blocked':
      return `cannot leave ${name} for ${time(length)}: the next machine is full`;
    case 'setup':
      return `set-up of ${name}: ${time(length)}`;
    case 'rework':
      return `rework on ${name}: ${time(length)}`;
  }
}
