/** When a machine is open and all that an operation needs there is present: planning ahead, by calendars alone. */
import type { Problem } from '../problem.js';
import type { Plant } from './compile-problem.js';

/** Times at which something is closed: disjoint, in order, none touching the next. */
export interface Calendar {
  readonly start: Float64Array; // [C]
  readonly end: Float64Array; // [C]
}

/** The closings of a machine and of what an operation needs there, together; one calendar for all alternatives that share it. */
export function compileCalendars({ machines, resources = [] }: Problem, jobs: Problem['jobs']) {
  const calendars: Calendar[] = [];
  const known = new Map<string, number>();
  const indexOf = (machine: number, needed: readonly number[]): number => {
    const away = needed.filter((resource) => (resources[resource].closed ?? []).length > 0);
    const key = [machine, ...away.toSorted((a, b) => a - b)].join(' ');
    const index = known.get(key) ?? calendars.length;
    if (index === calendars.length) {
      const closed = [machines[machine].closed ?? [], ...away.map((one) => resources[one].closed ?? [])];
      calendars.push(joined(closed.flat()));
      known.set(key, index);
    }
    return index;
  };
  const operations = jobs.flatMap((job) => job.operations);
  const calendarOf = operations.flatMap(({ alternatives, needs = [] }) =>
    alternatives.map(({ machine }) =>
      indexOf(
        machine,
        needs.map(({ resource }) => resource),
      ),
    ),
  );
  return { calendars, calendarOf: Int32Array.from(calendarOf) }; // [A]
}

function joined(intervals: readonly { readonly start: number; readonly end: number }[]): Calendar {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { start, end } of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = ends.length - 1;
    if (last >= 0 && start <= ends[last]) ends[last] = Math.max(ends[last], end);
    else {
      starts.push(start);
      ends.push(end);
    }
  }
  return { start: Float64Array.from(starts), end: Float64Array.from(ends) };
}

/** What closes for an operation on a machine, which must be one of its alternatives. */
export function calendarFor(plant: Plant, operation: number, machine: number): Calendar {
  let a = plant.firstAlternative[operation];
  while (plant.machineOf[a] !== machine) a++;
  return plant.calendars[plant.calendarOf[a]];
}

/** The first time from `from` on at which all is open, and stays so for `length` unless what it does may pause. */
export function firstOpening(calendar: Calendar, from: number, length: number, mayPause: boolean): number {
  const { start, end } = calendar;
  let time = from;
  for (let i = firstEndingAfter(calendar, from); i < end.length; i++) {
    if (start[i] > time && (mayPause || time + length <= start[i])) return time;
    time = end[i];
  }
  return time;
}

/** The end of set-up and work that begin at a time and pause while anything is closed; rounded as when it happens. */
export function endOfWork(calendar: Calendar, from: number, setup: number, work: number): number {
  const { start, end } = calendar;
  let time = from;
  let setupLeft = setup;
  let workLeft = work;
  for (let i = firstEndingAfter(calendar, from); i < end.length; i++) {
    if (start[i] >= time + setupLeft + workLeft) break;
    const elapsed = Math.max(0, start[i] - time);
    const ofSetup = Math.min(elapsed, setupLeft);
    setupLeft -= ofSetup;
    workLeft -= Math.min(elapsed - ofSetup, workLeft);
    time = end[i];
  }
  return time + setupLeft + workLeft;
}

/** The first closing that is not over at a time. */
export function firstEndingAfter({ end }: Calendar, time: number): number {
  let low = 0;
  let high = end.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (end[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
