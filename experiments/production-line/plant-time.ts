import { formatNumber } from '../../src/reports/format.js';
import { parseMoment, realTime, secondsPer } from '../../environments/production-line/civil-time.js';
import type { Problem } from '../../environments/production-line/problem.js';

/** Digits that times of a plan are written with: enough for seconds in days. */
const shown = (value: number): string => String(Number(value.toFixed(4)));

/** A length of time for people: `4 h 20 min` where the plant has a unit, else a plain number. */
export function formatLength(problem: Problem, length: number): string {
  const { calendar } = problem;
  if (calendar === undefined) return formatNumber(length, Number.isInteger(length) ? 0 : 1);
  const seconds = Math.round(length * secondsPer[calendar.unit]);
  // Days only where hours would be hard to grasp; seconds only where they count.
  const days = seconds < 72 * 3600 ? 0 : Math.floor(seconds / 86400);
  const minutes = seconds < 3600 ? Math.floor(seconds / 60) : Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60) - 24 * days;
  const parts = [
    ...(days > 0 ? [`${days} d`] : []),
    ...(hours > 0 ? [`${hours} h`] : []),
    ...(minutes % 60 > 0 ? [`${minutes % 60} min`] : []),
    ...(seconds < 3600 && seconds % 60 > 0 ? [`${seconds % 60} s`] : []),
  ];
  return parts.join(' ') || '0 min';
}

/** A time of the plan: `2026-03-02T06:00` where the plant has a calendar, else a number. */
export function formatTime(problem: Problem, time: number): string {
  return problem.calendar === undefined
    ? shown(time)
    : realTime(time, problem.calendar).replace(/:00(?=$|Z|[+-])/, '');
}

/** A time for a message: a date as it is written, a number as a number. */
export const timeFact = (problem: Problem, time: number): string | number =>
  problem.calendar === undefined ? time : formatTime(problem, time);

/** For a page, which counts dates itself; undefined without a calendar. */
export function plantClock({
  calendar,
}: Problem): { readonly origin: number; readonly unit: number } | undefined {
  const moment = calendar === undefined ? undefined : parseMoment(calendar.origin);
  if (calendar === undefined || moment === undefined) return undefined;
  return { origin: moment.seconds, unit: secondsPer[calendar.unit] };
}

export { shown as plainTime };
