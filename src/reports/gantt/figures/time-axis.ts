import type { PlainData } from '../../figures/figure.js';
import { rounded } from '../../format.js';
import { civilDate, clockText } from '../client/times-client.js';
import type { GanttChart } from '../gantt-input.js';

/** Times as Plotly takes them: dates where the plant has a clock, else numbers. */
export function timesOf(
  { clock }: GanttChart,
  times: readonly number[],
): readonly (string | number | null)[] {
  if (clock === undefined) return times.map((time) => rounded(time, 8));
  return times.map((time) => dateOf(clock.origin + time * clock.unit));
}

export function timeAxis({ clock }: GanttChart): PlainData {
  if (clock === undefined) return { tickformat: ',~r' };
  return { type: 'date', tickformat: '', rangemode: 'normal', tickformatstops: stops };
}

const stops = [
  { dtickrange: [null, 3_600_000], value: '%H:%M\n%a %-d %b' },
  { dtickrange: [3_600_000, 86_400_000], value: '%H:%M\n%a %-d %b' },
  { dtickrange: [86_400_000, null], value: '%a %-d %b' },
];

function dateOf(seconds: number): string {
  const whole = Math.round(seconds);
  const days = Math.floor(whole / 86400);
  const { day, month } = civilDate(days);
  const year = yearOf(days);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')} ${clockText(whole - days * 86400)}`;
}

function yearOf(days: number): number {
  const guess = 1970 + Math.floor(days / 365.2425);
  // The day after the last of a year is the first of the next: months tell which side of it a guess near New Year is on.
  const { month } = civilDate(days);
  const start = daysTo(guess);
  if (days < start) return guess - 1;
  return month === 1 && days >= daysTo(guess + 1) ? guess + 1 : guess;
}

/** Days from 1970 to the first of January of a year. */
function daysTo(year: number): number {
  const before = year - 1;
  const leaps = (y: number): number => Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return (year - 1970) * 365 + leaps(before) - leaps(1969);
}
