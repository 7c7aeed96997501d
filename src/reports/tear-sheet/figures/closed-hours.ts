import type { PlainData } from '../../figures/figure.js';
import { dayLength } from '../dates.js';

const hourLength = 3_600_000;
/** 1 January 1970 was a Thursday, the fourth day of weeks that begin on Sunday. */
const firstWeekday = 4;
const weekLength = 7;

/** Over more days than these nights are too narrow to be seen. */
const mostDays = 60;

/**
 * The hours of the day and the days of the week (UTC) in which no bar closes, as breaks of the drawing library's axis: nights and
 * weekends of an exchange would else take most of the room. Holidays keep theirs. None over more than 60 days.
 */
export function closedHours(times: readonly number[]): readonly PlainData[] {
  if (times[times.length - 1] - times[0] > mostDays * dayLength) return [];
  return [...closedNights(times), ...closedDays(times)];
}

/** The whole hours between the last close of any day and the first one; a close on the full hour is of the hour before. */
function closedNights(times: readonly number[]): readonly PlainData[] {
  const hours = [...new Set(times.map((time) => hourOf(time)))].sort((a, b) => a - b);
  const nights = hours.map((hour, i) => ({
    from: Math.floor(hour) + 1,
    to: Math.ceil(hours[i + 1] ?? hours[0] + 24) - 1,
  }));
  const { from, to } = nights.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
  return hours.length > 1 && to > from ? [{ pattern: 'hour', bounds: [from % 24, to % 24] }] : [];
}

/** The days of the week between which there is none; nothing where bars are from a few days only. */
function closedDays(times: readonly number[]): readonly PlainData[] {
  const open = new Set(times.map((time) => weekdayOf(time)));
  const [saturday, sunday] = [6, 0];
  const isWeekend = !open.has(saturday) && !open.has(sunday);
  const isLonger = times[times.length - 1] - times[0] > weekLength * dayLength;
  return isWeekend && isLonger ? [{ pattern: 'day of week', bounds: [saturday, 1] }] : [];
}

function hourOf(time: number): number {
  return (time - Math.floor(time / dayLength) * dayLength) / hourLength;
}

function weekdayOf(time: number): number {
  const day = (Math.floor(time / dayLength) + firstWeekday) % weekLength;
  return day < 0 ? day + weekLength : day;
}
