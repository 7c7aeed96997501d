import { bestKnown } from '../../environments/production-line/best-known.js';
import type { Problem } from '../../environments/production-line/problem.js';
import type { Schedule } from '../../environments/production-line/schedule.js';
import { lowerBounds, type LowerBounds } from '../../environments/production-line/verifier/bounds.js';
import { objectivesOf, type Objectives } from '../../environments/production-line/verifier/objectives.js';
import { machineTime, sumByActivity, type Stretch, type TimeByActivity } from './machine-time.js';

/** Availability x performance x quality of one machine; NaN where there is nothing to divide by. */
export interface Oee {
  /** Time at work over the time in which something was planned on the machine: open and not idle. */
  readonly availability: number;
  /** Planned processing time at the fastest speed over the time at work; at most 1. */
  readonly performance: number;
  /** Tasks that came out good at the first attempt, of all tasks. */
  readonly quality: number;
  readonly oee: number;
}

export interface MachineFigures {
  readonly name: string;
  readonly tasks: number;
  readonly time: TimeByActivity;
  readonly stretches: readonly Stretch[];
  /** Working time over the time from 0 to the makespan in which the machine is open. */
  readonly utilization: number;
  readonly oee: Oee;
}

export interface OrderFigures {
  readonly job: number;
  readonly name: string;
  readonly release: number;
  readonly due: number | undefined;
  /** Undefined for a job without tasks. */
  readonly start: number | undefined;
  readonly completion: number | undefined;
  readonly tardiness: number;
  readonly isLost: boolean;
}

/** What people look at first. Times are in the unit of the plant. */
export interface KeyFigures {
  readonly objectives: Objectives;
  readonly bounds: LowerBounds;
  /** Of the literature, for instances that it knows. */
  readonly best: { readonly lower?: number; readonly upper: number } | undefined;
  /** Set-up time over set-up and working time. */
  readonly setupShare: number;
  /** Over all machines: working time over open time. */
  readonly utilization: number;
  readonly meanFlowTime: number;
  /** Mean number of orders that have begun and are not complete. */
  readonly meanInProcess: number;
  readonly machines: readonly MachineFigures[];
  readonly orders: readonly OrderFigures[];
}

/** @param isKnown whether the problem is still the one that its name says, for the best that is known */
export function keyFigures(problem: Problem, schedule: Schedule, isKnown = true): KeyFigures {
  const objectives = objectivesOf(problem, schedule);
  const { makespan } = objectives;
  const machines = problem.machines.map((_, machine) => machineFigures(problem, schedule, machine, makespan));
  const sum = (of: (machine: MachineFigures) => number): number =>
    machines.reduce((total, machine) => total + of(machine), 0);
  const working = sum(({ time }) => time.working);
  const orders = orderFigures(problem, schedule);
  const done = orders.filter(({ completion }) => completion !== undefined);
  const inProcess = done.reduce((total, { start = 0, completion = 0 }) => total + completion - start, 0);
  return {
    objectives,
    bounds: lowerBounds(problem),
    best: isKnown ? bestKnown(problem.name) : undefined,
    setupShare: ratio(
      sum(({ time }) => time.setup),
      working + sum(({ time }) => time.setup),
      0,
    ),
    utilization: ratio(
      working,
      sum(({ time }) => makespan - time.closed),
      0,
    ),
    meanFlowTime: ratio(objectives.flowTime, done.length, 0),
    meanInProcess: ratio(inProcess, makespan, 0),
    machines,
    orders,
  };
}

function machineFigures(
  problem: Problem,
  schedule: Schedule,
  machine: number,
  makespan: number,
): MachineFigures {
  const stretches = machineTime(problem, schedule, machine, 0, makespan);
  const time = sumByActivity(stretches);
  const tasks = schedule.tasks.filter((task) => task.machine === machine);
  const { name, speeds = [] } = problem.machines[machine];
  const fastest = speeds.reduce((rate, speed) => Math.max(rate, speed.rate), 1);
  const ideal = tasks.reduce((sum, { job, operation }) => {
    const { alternatives } = problem.jobs[job].operations[operation];
    return sum + (alternatives.find((one) => one.machine === machine)?.duration ?? 0) / fastest;
  }, 0);
  const good = tasks.filter(({ attempt, outcome }) => attempt === 0 && outcome === 'good').length;
  const availability = ratio(time.working, makespan - time.closed - time.idle, NaN);
  const rate = Math.min(1, ratio(ideal, time.working, NaN));
  const quality = ratio(good, tasks.length, NaN);
  return {
    ...{ name, tasks: tasks.length, time, stretches },
    utilization: ratio(time.working, makespan - time.closed, 0),
    oee: { availability, performance: rate, quality, oee: availability * rate * quality },
  };
}

function orderFigures(problem: Problem, { tasks }: Schedule): readonly OrderFigures[] {
  const starts = new Map<number, number>();
  const ends = new Map<number, number>();
  const lost = new Set<number>();
  for (const { job, setupStart, end, outcome } of tasks) {
    starts.set(job, Math.min(starts.get(job) ?? Infinity, setupStart));
    ends.set(job, Math.max(ends.get(job) ?? 0, end));
    if (outcome === 'scrap') lost.add(job);
  }
  return problem.jobs.map(({ name, release = 0, due }, job) => {
    const completion = ends.get(job);
    const tardiness = completion === undefined ? 0 : Math.max(0, completion - (due ?? Infinity));
    return { job, name, release, due, start: starts.get(job), completion, tardiness, isLost: lost.has(job) };
  });
}

const ratio = (part: number, whole: number, otherwise: number): number =>
  whole > 0 ? part / whole : otherwise;

/** The value above `least` in percent. */
export const gapTo = (value: number, least: number): number => (least > 0 ? 100 * (value / least - 1) : 0);

/** Steps of a number over time: it is `values[i]` from `times[i]` on. */
export interface Steps {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** Orders that have begun and are not complete, and tasks that machines work on, over time. */
export function workInProcess({ orders, machines }: KeyFigures): {
  readonly orders: Steps;
  readonly busy: Steps;
} {
  const inProcess = orders.flatMap(({ start, completion }) =>
    start === undefined || completion === undefined ? [] : [[start, completion] as const],
  );
  const busy = machines.flatMap(({ stretches }) =>
    stretches
      .filter(({ activity }) => activity === 'working' || activity === 'setup')
      .map(({ start, end }) => [start, end] as const),
  );
  return { orders: stepsOf(inProcess), busy: stepsOf(busy) };
}

function stepsOf(intervals: readonly (readonly [start: number, end: number])[]): Steps {
  const changes = new Map<number, number>([[0, 0]]);
  for (const [start, end] of intervals) {
    changes.set(start, (changes.get(start) ?? 0) + 1);
    changes.set(end, (changes.get(end) ?? 0) - 1);
  }
  const times = [...changes.keys()].toSorted((a, b) => a - b);
  let count = 0;
  return { times, values: times.map((time) => (count += changes.get(time) ?? 0)) };
}
