import type { Cell } from './table.js';
import type { TimeZone } from './time-zone.js';

/** When a row is, or why that cannot be said. */
export interface ReadTime {
  /** Milliseconds since 1970 UTC. */
  readonly instant: number;
  /** What the clock on the wall showed, written as if it were UTC: a day of New York is a day of New York. */
  readonly wall: number;
}

export type DateOrder = 'month-first' | 'day-first';

const time = String.raw`(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?`;
const isoPattern = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${time}$`, 'i');
const slashPattern = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${time}$`, 'i');
const compactPattern = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:[T ](\d{2}):?(\d{2}):?(\d{2})?)?$/;
const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** `Jan 31, 2020` and `31-Jan-2020`, the month in English, at full length or not. */
const monthFirstPattern = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i;
const dayFirstPattern = /^(\d{1,2})[- ]([a-z]{3,9})\.?[- ,]+(\d{4})$/i;

/**
 * ISO 8601 with or without a time and a zone, `20200131` or `20200131 093000`, `Jan 31, 2020`, seconds (to 11 digits), milliseconds
 * (to 14), microseconds or nanoseconds since 1970, a Parquet date; `1/31/2020` where the order is known.
 *
 * @returns the time, or what was expected
 */
export function readTime(
  cell: Cell,
  zone: TimeZone,
  order: DateOrder | undefined,
): ReadTime | { readonly expected: string } {
  if (typeof cell === 'object' && cell !== null) return fromInstant(cell.getTime(), zone, true);
  if (typeof cell === 'number' || typeof cell === 'bigint') return fromEpoch(String(cell), zone);
  if (typeof cell !== 'string') return { expected: 'a date' };
  const text = cell.trim();
  const compact = compactPattern.exec(text);
  if (compact !== null) return fromParts(compact.slice(1, 4), compact.slice(4), zone);
  if (/^-?\d+(\.\d+)?$/.test(text)) return fromEpoch(text, zone);
  const iso = isoPattern.exec(text);
  if (iso !== null) return fromParts(iso.slice(1, 4), iso.slice(4), zone);
  const named = namedDate(text);
  if (named !== undefined) return fromParts(named, [], zone);
  const slash = slashPattern.exec(text);
  if (slash === null) return { expected: 'a date: 2020-01-31, 2020-01-31T09:30:00Z, or seconds since 1970' };
  if (order === undefined)
    return { expected: 'an unambiguous date; the option dates: month-first or day-first says which it is' };
  const [first, second, year] = slash.slice(1, 4);
  const date = order === 'month-first' ? [year, first, second] : [year, second, first];
  return fromParts(date, slash.slice(4), zone);
}

/** Year, month and day of a date whose month has a name. */
function namedDate(text: string): readonly string[] | undefined {
  const [monthFirst, dayFirst] = [monthFirstPattern.exec(text), dayFirstPattern.exec(text)];
  const numbered = (name: string): string => String(names.indexOf(name.slice(0, 3).toLowerCase()) + 1);
  if (monthFirst !== null) return [monthFirst[3], numbered(monthFirst[1]), monthFirst[2]];
  return dayFirst === null ? undefined : [dayFirst[3], numbered(dayFirst[2]), dayFirst[1]];
}

/** A time of day by the clock on some wall, with nothing that says where the wall is. */
export function isLocalClock(cell: Cell): boolean {
  if (typeof cell !== 'string') return false;
  const text = cell.trim();
  const match = isoPattern.exec(text) ?? slashPattern.exec(text);
  if (match !== null) return match[4] !== undefined && match[8] === undefined;
  return compactPattern.exec(text)?.[4] !== undefined;
}

/** Which of two numbers is the month, if the column shows it: a number above 12 is a day. */
export function orderOf(cells: readonly Cell[]): DateOrder | undefined {
  const numbers = cells.flatMap((cell) => {
    const match = typeof cell === 'string' ? slashPattern.exec(cell.trim()) : null;
    return match === null ? [] : [[Number(match[1]), Number(match[2])] as const];
  });
  const isDayFirst = numbers.some(([first]) => first > 12);
  const isMonthFirst = numbers.some(([, second]) => second > 12);
  if (isDayFirst === isMonthFirst) return undefined;
  return isDayFirst ? 'day-first' : 'month-first';
}

function fromEpoch(text: string, zone: TimeZone): ReadTime | { readonly expected: string } {
  const value = Number(text);
  const digits = text.replace(/^-/, '').replace(/\..*$/, '').length;
  if (!Number.isFinite(value) || digits < 6) return { expected: 'a date, or seconds since 1970' };
  const perUnit = digits <= 11 ? 1000 : digits <= 14 ? 1 : digits <= 17 ? 1 / 1000 : 1 / 1_000_000;
  return fromInstant(Math.round(value * perUnit), zone, false);
}

/** A whole day of UTC is a date and has no zone: it stays that day wherever it is read. */
function fromInstant(instant: number, zone: TimeZone, canBeDay: boolean): ReadTime {
  const isDay = canBeDay && instant % 86_400_000 === 0;
  return { instant, wall: isDay ? instant : zone.wallOf(instant) };
}

function fromParts(
  date: readonly (string | undefined)[],
  timeAndZone: readonly (string | undefined)[],
  zone: TimeZone,
): ReadTime | { readonly expected: string } {
  const [year = 0, month = 0, day = 0] = date.map(Number);
  const [hour, minute, second, fraction = '', offset] = timeAndZone;
  const clock = [hour, minute, second].map((part) => Number(part ?? 0)) as [number, number, number];
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  const midnight = Date.UTC(year, month - 1, day);
  const isDay = new Date(midnight).getUTCMonth() === month - 1 && day > 0;
  if (!isDay || clock[0] > 23 || clock[1] > 59 || clock[2] > 59) return { expected: 'a date that exists' };
  const wall = midnight + ((clock[0] * 60 + clock[1]) * 60 + clock[2]) * 1000 + milliseconds;
  if (offset !== undefined) return { wall, instant: wall - offsetOf(offset) };
  // A date alone is the same day everywhere.
  if (hour === undefined) return { wall, instant: wall };
  const instant = zone.instantOf(wall);
  return instant === undefined
    ? { expected: 'a time that exists in its time zone: clocks were put forward over it' }
    : { wall, instant };
}

function offsetOf(text: string): number {
  if (/^(z|utc)$/i.test(text)) return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
