/**
 * A scheduler as plain as can be, to have feasible schedules that owe nothing to the simulator: again and again the operation that can
 * begin first. It knows releases, routes, transport, set-ups, closings, listed breakdowns, speeds and rework; its buffers have no end.
 */
import type { Interval, Problem } from '../../../../environments/production-line/problem.js';
import type { Pause, Schedule, Task } from '../../../../environments/production-line/schedule.js';

type Outcome = (job: number, operation: number, attempt: number) => Task['outcome'];

interface Progress {
  operation: number;
  attempt: number;
  ready: number;
  at: number | undefined;
}

export function naiveSchedule(problem: Problem, outcomeOf: Outcome = () => 'good'): Schedule {
  const free = problem.machines.map(() => 0);
  const families = problem.machines.map(({ family }) => family);
  const jobs = problem.jobs.map(({ release = 0 }): Progress => ({
    operation: 0,
    attempt: 0,
    ready: release,
    at: undefined,
  }));
  const tasks: Task[] = [];
  for (;;) {
    const candidates = jobs.flatMap((progress, job) => candidatesOf(problem, job, progress, free, families));
    if (candidates.length === 0) break;
    const chosen = candidates.reduce((a, b) => (b.setupStart < a.setupStart ? b : a));
    const { job, operation, machine, attempt, end } = chosen;
    const outcome = outcomeOf(job, operation, attempt);
    tasks.push({ ...chosen, outcome });
    free[machine] = end;
    families[machine] = problem.jobs[job].operations[operation].family ?? 0;
    const goesOn = { good: operation + 1, rework: operation, scrap: Infinity }[outcome];
    jobs[job] = {
      operation: goesOn,
      attempt: outcome === 'rework' ? attempt + 1 : 0,
      ready: end,
      at: machine,
    };
  }
  tasks.sort((a, b) => a.setupStart - b.setupStart);
  return { problem: problem.name, tasks, blocks: [], scheme: 'naive', decidedBy: 'whoever can begin first' };
}

function candidatesOf(
  problem: Problem,
  job: number,
  { operation, attempt, ready, at }: Progress,
  free: readonly number[],
  families: readonly (number | undefined)[],
): readonly Task[] {
  const {
    alternatives,
    family = 0,
    pausable,
  } = problem.jobs[job].operations[operation] ?? { alternatives: [] };
  return alternatives.map(({ machine, duration }) => {
    const { setups, closed = [], breakdowns, speeds } = problem.machines[machine];
    const arrival = ready + (at === undefined ? 0 : (problem.transport?.[at][machine] ?? 0));
    const beginning =
      setups !== undefined && setups.length > setups[0].length ? setups.length - 1 : undefined;
    const from = families[machine] ?? beginning;
    const setup = setups === undefined || from === undefined ? 0 : setups[from][family];
    const work = duration / (speeds?.[0].rate ?? 1);
    const listed = breakdowns?.kind === 'listed' ? breakdowns.intervals : [];
    const down: readonly Pause[] = [
      ...closed.map((one) => ({ ...one, reason: 'closed' as const })),
      ...listed.map((one) => ({ ...one, reason: 'breakdown' as const })),
    ].sort((a, b) => a.start - b.start);
    const setupStart = beginAfter(
      Math.max(arrival, free[machine]),
      setup + work,
      pausable === true ? [] : closed,
      down,
    );
    const start = walk(setupStart, setup, down);
    const end = walk(start, work, down);
    const pauses = down.filter((pause) => pause.start < end && pause.end > setupStart);
    return {
      ...{ job, operation, machine, setupStart, start, end, leave: end, work, pauses, attempt },
      ...{ outcome: 'good', speed: 0 },
    };
  });
}

/** The first time, not in `down`, from which the whole fits before the next of `closed`. */
function beginAfter(
  time: number,
  length: number,
  closed: readonly Interval[],
  down: readonly Interval[],
): number {
  const now = down.find(({ start, end }) => start <= time && time < end);
  if (now !== undefined) return beginAfter(now.end, length, closed, down);
  const next = closed.find(({ start, end }) => end > time && start < time + length);
  return next === undefined ? time : beginAfter(next.end, length, closed, down);
}

/** When so much is done, from `time` on, if nothing is while the machine stands still. */
function walk(time: number, length: number, down: readonly Interval[]): number {
  let at = time;
  let left = length;
  for (const { start, end } of down) {
    if (end <= at || left === 0) continue;
    if (start >= at + left) break;
    left -= Math.max(0, start - at);
    at = end;
  }
  return at + left;
}
