/** Durations with units and moments as people write them in files. */
import { parseMoment, secondsPer, timeSince, type Moment } from '../civil-time.js';
import type { TimeUnit } from '../problem.js';
import { numberIn } from './text-lines.js';

const unitNames: Readonly<Record<string, TimeUnit>> = {
  s: 'second',
  sec: 'second',
  second: 'second',
  seconds: 'second',
  m: 'minute',
  min: 'minute',
  minute: 'minute',
  minutes: 'minute',
  h: 'hour',
  hour: 'hour',
  hours: 'hour',
  d: 'day',
  day: 'day',
  days: 'day',
};

export const durationForm = 'a number of at least 0, or a text like "90 min", "1.5 h" or "1 h 30 min"';

/** In units of `unit`; a number without a unit is in them already. Undefined for what is no duration. */
export function parseDuration(value: unknown, unit: TimeUnit): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const plain = numberIn(text);
  if (plain !== undefined) return plain >= 0 ? plain : undefined;
  const parts = [...text.matchAll(/(\d+\.?\d*|\.\d+)\s*([a-z]+)\s*/gi)];
  if (parts.length === 0 || parts.map(([all]) => all).join('') !== text) return undefined;
  let seconds = 0;
  for (const [, amount, name] of parts) {
    const key = name.toLowerCase();
    if (!Object.hasOwn(unitNames, key)) return undefined;
    seconds += Number(amount) * secondsPer[unitNames[key]];
  }
  return seconds <= Number.MAX_SAFE_INTEGER ? seconds / secondsPer[unit] : undefined;
}

/** What the numbers of a file mean. */
export interface FileCalendar {
  readonly unit: TimeUnit;
  /** Absent: no dates can be read. */
  readonly origin?: Moment;
}

export const momentForm = 'a number, or a date like 2026-03-02 or 2026-03-02T06:00';

/** Units from the origin; undefined for what is no number and no date that the calendar can place. */
export function parseTime(value: unknown, { unit, origin }: FileCalendar): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const plain = numberIn(value.trim());
  if (plain !== undefined) return plain;
  const moment = parseMoment(value);
  return moment === undefined || origin === undefined ? undefined : timeSince(origin, moment, unit);
}
