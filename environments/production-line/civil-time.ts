/**
 * Dates and times of a plant's clock as numbers. Plain arithmetic on the Gregorian calendar: no clock is read, and no table of time
 * zones, so that a file means the same everywhere. A plant's clock knows no daylight saving time.
 */
import { fail } from '../../src/errors.js';
import type { Problem, TimeUnit } from './problem.js';

export const secondsPer: Readonly<Record<TimeUnit, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86400,
};

const secondsPerDay = 86400;
const isoForm =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

export interface Moment {
  /** Since 1970-01-01T00:00 of the clock it is written in. */
  readonly seconds: number;
  /** Of that clock from UTC, in seconds, where the text says it. */
  readonly offset?: number;
}

/** Reads `2026-03-02`, `2026-03-02T06:00`, with seconds and an offset if need be; undefined for anything else. */
export function parseMoment(text: string): Moment | undefined {
  const match = isoForm.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (!isDate || hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute + second > 0))
    return undefined;
  const seconds = dayNumber(year, month, day) * secondsPerDay + hour * 3600 + minute * 60 + second;
  const zone = match.at(7);
  return zone === undefined ? { seconds } : { seconds, offset: offsetOf(zone) };
}

/** `2026-03-02T06:00:00`, of seconds since 1970 on the same clock, with its offset if it has one; rounded to the second. */
export function formatMoment(seconds: number, offset?: number): string {
  const whole = Math.round(seconds);
  const days = Math.floor(whole / secondsPerDay);
  const rest = whole - days * secondsPerDay;
  const { year, month, day } = dateOf(days);
  const clock = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60].map(pad).join(':');
  const date = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
  return `${date}T${clock}${offset === undefined ? '' : formatOffset(offset)}`;
}

/**
 * The real time of a number of the plan: `2026-03-02T06:00:00`, on the clock of the origin, with the origin's offset if it has one.
 * @throws LeptonError `invalid-value` for an origin that is no date
 */
export function realTime(time: number, { unit, origin }: NonNullable<Problem['calendar']>): string {
  const { seconds, offset } = requireMoment(origin);
  return formatMoment(seconds + time * secondsPer[unit], offset);
}

/**
 * Units from the origin to a moment. A moment without an offset is on the origin's clock.
 * @returns undefined where the moment has an offset and the origin has none, so that nobody knows
 */
export function timeSince(origin: Moment, moment: Moment, unit: TimeUnit): number | undefined {
  if (moment.offset !== undefined && origin.offset === undefined) return undefined;
  const shift = moment.offset === undefined ? 0 : (origin.offset ?? 0) - moment.offset;
  return (moment.seconds + shift - origin.seconds) / secondsPer[unit];
}

/** 0 is Monday. */
export const weekdayOf = (days: number): number => (((days + 3) % 7) + 7) % 7;

/** Days from 1970-01-01 to a date of the Gregorian calendar. */
export function dayNumber(year: number, month: number, day: number): number {
  // Years begin in March here, so that the leap day is the last.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146097 + yearOfEra * 365 + leapDays + dayOfYear - 719468;
}

function dateOf(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  let year = 1970 + Math.floor(days / 365.2425);
  while (dayNumber(year, 1, 1) > days) year--;
  while (dayNumber(year + 1, 1, 1) <= days) year++;
  let month = 12;
  while (dayNumber(year, month, 1) > days) month--;
  return { year, month, day: days - dayNumber(year, month, 1) + 1 };
}

function daysIn(year: number, month: number): number {
  const next = month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1);
  return next - dayNumber(year, month, 1);
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.replace(':', '');
  const size = Number(digits.slice(1, 3)) * 3600 + Number(digits.slice(3, 5)) * 60;
  return digits.startsWith('-') ? -size : size;
}

function requireMoment(origin: string): Moment {
  return (
    parseMoment(origin) ??
    fail('invalid-value', {
      component: 'calendar',
      parameter: 'origin',
      value: origin,
      requirement: 'a date and time like 2026-03-02T06:00',
    })
  );
}

function formatOffset(offset: number): string {
  const minutes = Math.abs(offset) / 60;
  const clock = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  return offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${clock}`;
}

const pad = (value: number): string => String(value).padStart(2, '0');
