import type { Problem } from '../problem.js';
import { energyCostOf } from './energy.js';
import type { Schedule, Task } from '../schedule.js';

/** What a schedule is worth, in the plant's unit of time but for `numberLate`. */
export interface Objectives {
  /** When the last job is done. */
  readonly makespan: number;
  readonly totalTardiness: number;
  readonly weightedTardiness: number;
  /** Jobs that are done after their due date. */
  readonly numberLate: number;
  /** From release to completion, over the jobs. */
  readonly flowTime: number;
  readonly weightedFlowTime: number;
  /** Setting machines up, pauses not counted. */
  readonly setupTime: number;
  /** Preventive maintenance, and repairs after wear: the blocks, each at its cost. */
  readonly maintenanceCost: number;
  readonly repairCost: number;
  /** Of all machines until the last job is done: power times the price of the time. */
  readonly energyCost: number;
}

/** The objectives of a schedule, from its tasks alone. A lost job is done when it is lost. */
export function objectivesOf(problem: Problem, schedule: Schedule): Objectives {
  const completion = new Map<number, number>();
  for (const { job, end } of schedule.tasks) completion.set(job, Math.max(completion.get(job) ?? 0, end));
  const done = [...completion].map(([job, time]) => ({ time, ...problem.jobs[job] }));
  const sum = (of: (job: (typeof done)[number]) => number) => done.reduce((total, job) => total + of(job), 0);
  const late = ({ time, due = Infinity }: (typeof done)[number]) => Math.max(0, time - due);
  return {
    makespan: Math.max(0, ...completion.values()),
    totalTardiness: sum(late),
    weightedTardiness: sum((job) => (job.weight ?? 1) * late(job)),
    numberLate: sum((job) => Number(late(job) > 0)),
    flowTime: sum(({ time, release = 0 }) => time - release),
    weightedFlowTime: sum(({ time, release = 0, weight = 1 }) => weight * (time - release)),
    setupTime: schedule.tasks.reduce((total, task) => total + setupTimeOf(task), 0),
    maintenanceCost: costOf(problem, schedule, 'maintenance'),
    repairCost: costOf(problem, schedule, 'repair'),
    energyCost: energyCostOf(problem, schedule),
  };
}

/** How far a schedule is from the plan before it, over the tasks that are in both. */
export interface Stability {
  /** Tasks with another start or machine. */
  readonly moved: number;
  /** Sum of |start - start before|, divided by the number of tasks of the plan before. */
  readonly meanShift: number;
}

/**
 * How far a schedule is from the plan before it, from the tasks of both alone. Those of new jobs, and those that the new schedule does not
 * have any more, do not count as moved.
 */
export function stabilityOf(schedule: Schedule, previous: Schedule): Stability {
  const key = ({ job, operation, attempt }: Task) => `${job}/${operation}/${attempt}`;
  const before = new Map(previous.tasks.map((task) => [key(task), task]));
  const shifts = schedule.tasks.flatMap((task) => {
    const old = before.get(key(task));
    return old === undefined
      ? []
      : [{ by: Math.abs(task.start - old.start), isSame: task.machine === old.machine }];
  });
  const shift = shifts.reduce((sum, { by }) => sum + by, 0);
  return {
    moved: shifts.filter(({ by, isSame }) => by > 0 || !isSame).length,
    meanShift: before.size === 0 ? 0 : shift / before.size,
  };
}

function costOf({ machines }: Problem, { blocks }: Schedule, kind: 'maintenance' | 'repair'): number {
  const part = kind === 'repair' ? 'repair' : 'preventive';
  return blocks
    .filter((block) => block.kind === kind)
    .reduce((sum, { machine }) => sum + (machines[machine].maintenance?.[part].cost ?? 0), 0);
}

function setupTimeOf({ setupStart, start, pauses }: Task): number {
  return pauses.reduce(
    (time, pause) => time - Math.max(0, Math.min(pause.end, start) - Math.max(pause.start, setupStart)),
    start - setupStart,
  );
}
