/** When the machines of a plant are closed: shifts of the week, breaks, holidays and single closings, laid out to the horizon. */
import type { YamlPath } from '../../../src/plain-yaml.js';
import { secondsPer, weekdayOf } from '../civil-time.js';
import type { Interval } from '../problem.js';
import { weekdays, type Plant, type PlantMachine, type PlantShift } from './plant-schema.js';
import type { PlantUnits } from './plant-units.js';

const day = 86400;
const week = 7 * day;

/** The most days that a calendar is laid out for. */
const longestHorizon = 3660;

/** Of a machine or a resource: in order, disjoint, from 0 on; after the horizon it is open. */
export function closedIntervals(
  plant: Plant,
  owner: Pick<PlantMachine, 'closed' | 'shifts'>,
  path: YamlPath,
  units: PlantUnits,
): readonly Interval[] {
  const single = owner.closed.map(({ from, to }, item) => {
    const at = [...path, 'closed', item];
    const interval = { start: units.time(from, [...at, 'from']), end: units.time(to, [...at, 'to']) };
    if (interval.end <= interval.start) units.fail(at, 'an interval that ends after it starts');
    return interval;
  });
  const holidays = plant.holidays.map((holiday, item) => holidayInterval(holiday, item, units));
  const pattern =
    owner.shifts === undefined ? [] : closedByShifts(plant, owner.shifts, [...path, 'shifts'], units);
  return union([...pattern, ...holidays, ...single]);
}

function holidayInterval(holiday: Plant['holidays'][number], item: number, units: PlantUnits): Interval {
  const path = ['holidays', item];
  if (typeof holiday === 'string') {
    if (!/^\s*\d{4}-\d{2}-\d{2}\s*$/.test(holiday))
      units.fail(path, 'a date like 2026-04-03, or { from, to }');
    const start = units.time(holiday, path);
    return { start, end: start + day / secondsPer[units.calendar.unit] };
  }
  const interval = {
    start: units.time(holiday.from, [...path, 'from']),
    end: units.time(holiday.to, [...path, 'to']),
  };
  if (interval.end <= interval.start) units.fail(path, 'a holiday that ends after it starts');
  return interval;
}

function closedByShifts(
  plant: Plant,
  names: readonly string[],
  path: YamlPath,
  units: PlantUnits,
): readonly Interval[] {
  const { origin, unit } = units.calendar;
  if (origin === undefined)
    return units.fail(path, 'left out: shifts are in real time, for which the plant needs an origin');
  const perUnit = secondsPer[unit];
  const horizon = units.duration(plant.horizon, ['horizon']) * perUnit;
  if (horizon > longestHorizon * day) units.fail(['horizon'], `at most ${longestHorizon} days`);
  const open = weekOf(plant, names, path, units);
  const firstDay = Math.floor(origin.seconds / day);
  const monday = (firstDay - weekdayOf(firstDay)) * day - origin.seconds;
  const closed: Interval[] = [];
  let from = 0;
  // From the week before, whose last shift may run into this one.
  for (let start = monday - week; start < horizon; start += week) {
    for (const piece of open) {
      const begin = Math.min(start + piece.start, horizon);
      if (begin > from) closed.push({ start: from / perUnit, end: begin / perUnit });
      from = Math.max(from, Math.min(start + piece.end, horizon));
    }
  }
  if (from < horizon) closed.push({ start: from / perUnit, end: horizon / perUnit });
  return closed;
}

interface WeekShift extends Interval {
  readonly shift: string;
}

/** Open pieces of a week in seconds from Monday 00:00, in order; the last may run into the next week. */
function weekOf(
  plant: Plant,
  names: readonly string[],
  path: YamlPath,
  units: PlantUnits,
): readonly Interval[] {
  const all: readonly WeekShift[] = names.flatMap((name, item) => {
    units.index(name, Object.keys(plant.shifts), 'shift', [...path, item]);
    const shift = plant.shifts[name];
    const [start, end] = spanOf(shift);
    return shift.days.map((weekday) => {
      const midnight = weekdays.indexOf(weekday) * day;
      return { shift: name, start: midnight + start, end: midnight + end };
    });
  });
  const inOrder = [...all].sort((a, b) => a.start - b.start);
  checkOverlap(inOrder, path, units);
  return inOrder.flatMap(({ shift, start, end }) => {
    const { breaks, from } = plant.shifts[shift];
    const midnight = start - secondsOf(from);
    const pauses = breaks.map((pause, item) =>
      breakIn(plant.shifts[shift], pause, ['shifts', shift, 'breaks', item], units),
    );
    return without(
      { start, end },
      pauses.map((pause) => ({ start: midnight + pause.start, end: midnight + pause.end })),
    );
  });
}

function checkOverlap(inOrder: readonly WeekShift[], path: YamlPath, units: PlantUnits): void {
  const [first] = inOrder;
  const wrapped = [...inOrder, { ...first, start: first.start + week, end: first.end + week }];
  for (const [item, next] of wrapped.slice(1).entries()) {
    const before = wrapped[item];
    if (next.start >= before.end) continue;
    const weekday = weekdays[Math.floor(next.start / day) % 7];
    units.fail(
      path,
      `shifts that do not overlap; on ${weekday} "${next.shift}" begins before "${before.shift}" has ended`,
    );
  }
}

/** Seconds from the midnight before; a shift that ends at or before its beginning ends on the next day. */
function spanOf({ from, to }: PlantShift): readonly [number, number] {
  const start = secondsOf(from);
  const end = secondsOf(to);
  return [start, end <= start ? end + day : end];
}

function breakIn(
  shift: PlantShift,
  pause: { readonly from: string; readonly to: string },
  path: readonly (string | number)[],
  units: PlantUnits,
): Interval {
  const [start, end] = spanOf(shift);
  const from = secondsOf(pause.from) + (secondsOf(pause.from) < start ? day : 0);
  const to = secondsOf(pause.to) + (secondsOf(pause.to) < start ? day : 0);
  if (from >= to || to > end)
    units.fail(path, `a break within the shift, ${shift.from} to ${shift.to}, that ends after it starts`);
  return { start: from, end: to };
}

function without(piece: Interval, pauses: readonly Interval[]): readonly Interval[] {
  const pieces: Interval[] = [];
  let { start } = piece;
  for (const pause of union(pauses)) {
    if (pause.start > start) pieces.push({ start, end: pause.start });
    start = pause.end;
  }
  return start < piece.end ? [...pieces, { start, end: piece.end }] : pieces;
}

/** Disjoint, in order, without what lies before 0. */
export function union(intervals: readonly Interval[]): readonly Interval[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...intervals].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else if (end > 0) joined.push({ start: Math.max(start, 0), end });
  }
  return joined;
}

function secondsOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return hours * 3600 + minutes * 60;
}
