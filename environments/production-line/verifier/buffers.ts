import type { Interval } from '../problem.js';
import type { Task } from '../schedule.js';
import { nameOf, type Evidence } from './evidence.js';
import type { Finding } from './finding.js';
import { peak } from './intervals.js';

/** A job at a machine, or on its way there. First operations wait outside: their stay begins with their set-up. */
interface Stay extends Interval {
  readonly task: Task;
  /** When the job is there. */
  readonly arrival: number;
}

/**
 * In front of a machine with b places never more than b jobs wait, from leaving the machine before, which reserves the place. Jobs that
 * wait for each other in a circle change places: then one more may wait, as long as the machine that was left at that moment is empty.
 * A job may also be carried to an empty machine that is kept for it: it needs no place.
 */
export function buffers(evidence: Evidence): readonly Finding[] {
  const { problem, byMachine, tolerance } = evidence;
  return staysByMachine(evidence).flatMap((stays, machine): readonly Finding[] => {
    const { name, buffer = Infinity } = problem.machines[machine];
    if (buffer === Infinity) return [];
    const found = (time: number, what: string, there: readonly Stay[]): Finding => ({
      invariant: 'buffer',
      message: `at ${time}, ${what} ${name}, which has ${buffer} places in front of it`,
      tasks: there.map(({ task }) => task),
    });
    const waits = waitsOf(stays.filter((stay) => !isKept(stay, byMachine[machine], tolerance)));
    const { count, time } = peak(stays, tolerance);
    if (count > buffer + 1)
      return [found(time, `${count} jobs wait for or are on`, at(time, stays, tolerance))];
    const crowded = waits.find((wait) => {
      const isLeft = byMachine[machine].some(({ leave }) => Math.abs(leave - wait.start) <= tolerance);
      return !isLeft && wait.end - wait.start > tolerance && at(wait.start, waits, tolerance).length > buffer;
    });
    if (crowded === undefined) return [];
    const there = at(crowded.start, waits, tolerance);
    return [found(crowded.start, `${there.length} jobs wait for`, there)];
  });
}

/** A job leaves its machine when it is done, or as soon as there is a place in front of the machine that goes on with it. */
export function blocking(evidence: Evidence): readonly Finding[] {
  const { problem, byJob, options, tolerance } = evidence;
  const stays = staysByMachine(evidence);
  return byJob.flatMap((tasks, job) =>
    tasks.flatMap((task, i): readonly Finding[] => {
      if (task.leave <= task.end + tolerance) return [];
      const found = (what: string): readonly Finding[] => [
        {
          invariant: 'blocking',
          message: `${nameOf(evidence, task)}: it stays until ${task.leave}, but ${what}`,
          tasks: [task],
        },
      ];
      const next = task.outcome === 'rework' ? task.operation : task.operation + 1;
      const goesOn = task.outcome !== 'scrap' && next < problem.jobs[job].operations.length;
      // A plan that stops in the middle does not say where its last jobs go.
      if (!goesOn || (i === tasks.length - 1 && options.partial !== true)) return found('it goes nowhere');
      const machine = tasks.at(i + 1)?.machine;
      if (machine === undefined) return [];
      const { name, buffer = Infinity } = problem.machines[machine];
      const time = firstPlace(waitsOf(stays[machine]), buffer, task.end, task.leave, tolerance);
      return time === undefined ? [] : found(`there was a place in front of ${name} at ${time}`);
    }),
  );
}

function staysByMachine({ problem, byJob }: Evidence): readonly (readonly Stay[])[] {
  const stays: Stay[][] = problem.machines.map(() => []);
  for (const tasks of byJob)
    for (const [i, task] of tasks.entries()) {
      const before = i > 0 ? tasks[i - 1] : undefined;
      const start = before?.leave ?? task.setupStart;
      const carried = before === undefined ? 0 : (problem.transport?.[before.machine][task.machine] ?? 0);
      stays[task.machine].push({ start, arrival: start + carried, end: task.leave, task });
    }
  return stays;
}

const waitsOf = (stays: readonly Stay[]): readonly Stay[] =>
  stays.map((stay) => ({ ...stay, end: stay.task.setupStart }));

/** Whether a job was carried to a machine on which there was nothing else until it began. */
function isKept({ task, start, arrival }: Stay, machine: readonly Task[], tolerance: number): boolean {
  if (arrival <= start) return false;
  return machine.every(
    (other) =>
      other === task || other.leave <= start + tolerance || other.setupStart >= task.setupStart - tolerance,
  );
}

const at = (time: number, stays: readonly Stay[], tolerance: number): readonly Stay[] =>
  stays.filter(({ start, end }) => start <= time + tolerance && end > time + tolerance);

/** The first time in [from, until) at which fewer than `places` jobs are there. */
function firstPlace(
  stays: readonly Stay[],
  places: number,
  from: number,
  until: number,
  tolerance: number,
): number | undefined {
  return [from, ...stays.map(({ end }) => end)]
    .filter((time) => time >= from && time < until - tolerance)
    .toSorted((a, b) => a - b)
    .find((time) => at(time, stays, tolerance).length < places);
}
