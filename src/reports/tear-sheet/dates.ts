import { yearAndMonth } from '../../statistics/finance/calendar.js';

export const dayLength = 86_400_000;

/** `2008-09-15` of milliseconds since 1970, in the calendar of UTC. */
export function isoDate(time: number): string {
  const { year, month } = yearAndMonth(time);
  const day = Math.floor(time / dayLength) - firstOfMonth(year, month) + 1;
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** `2008-09-15 14:30`, UTC. */
export function isoMinute(time: number): string {
  const minutes = Math.floor((time - Math.floor(time / dayLength) * dayLength) / 60_000);
  return `${isoDate(time)} ${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** Dates where bars are days or longer, minutes too where they are shorter. */
export function dateFormat(barsPerYear: number): (time: number) => string {
  return barsPerYear > 366 ? isoMinute : isoDate;
}

/** The days from 1970 to the first of a month. */
export function firstOfMonth(year: number, month: number): number {
  // Years begin in March here, so that the day which comes and goes is the last one.
  const shifted = month > 2 ? year : year - 1;
  const monthFromMarch = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return 365 * shifted + leapDays + Math.floor((153 * monthFromMarch + 2) / 5) - 719_468;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
