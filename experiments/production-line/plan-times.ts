import { fail } from '../../src/errors.js';
import { parseMoment as parseDate, timeSince } from '../../environments/production-line/civil-time.js';
import type { Problem } from '../../environments/production-line/problem.js';
import { parseDuration } from '../../environments/production-line/formats/units.js';

/**
 * A time of the plan as people type it: a number in the plant's unit, or a date where the plant has a calendar.
 * @param place for the message: an option, or a place in a file
 * @throws LeptonError `invalid-value`
 */
export function parseMoment(problem: Problem, text: string, place: string): number {
  const time = timeOf(problem, text.trim());
  if (time !== undefined && time >= 0) return time;
  const { calendar } = problem;
  return fail('invalid-value', {
    component: place,
    parameter: 'the time',
    value: text,
    requirement:
      calendar === undefined
        ? 'a number of at least 0: this plant has no calendar'
        : `a number of at least 0, or a date like ${calendar.origin.slice(0, 16)}, not before the plan begins`,
  });
}

function timeOf({ calendar }: Problem, text: string): number | undefined {
  if (/^\d+(\.\d*)?$|^\.\d+$/.test(text)) return Number(text);
  const moment = parseDate(text);
  const origin = calendar === undefined ? undefined : parseDate(calendar.origin);
  return moment === undefined || origin === undefined || calendar === undefined
    ? undefined
    : timeSince(origin, moment, calendar.unit);
}

/** A length of time: a number in the plant's unit, or `90min`. @throws LeptonError `invalid-value` */
export function parseLength(problem: Problem, text: string, place: string): number {
  const length = parseDuration(text, problem.calendar?.unit ?? 'minute');
  if (length !== undefined && length > 0) return length;
  return fail('invalid-value', {
    component: place,
    parameter: 'the length',
    value: text,
    requirement: 'a number above 0, or a text like 90min or 1.5h',
  });
}
