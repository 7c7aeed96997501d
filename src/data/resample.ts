import { check } from '../errors.js';
import { inferBarsPerYear } from './frequency.js';
import type { Bars, MarketData } from './market-data.js';
import { mergeEvents } from './merge-events.js';
import { timeZone } from './time-zone.js';

export type ResamplePeriod = { readonly minutes: number } | 'hour' | 'day' | 'week' | 'month';

export interface ResampleOptions {
  readonly to: ResamplePeriod;
  /** Where days begin at midnight. Default: UTC. */
  readonly timeZone?: string;
  /** Whether the last period of the data is complete. Default: no, and it is left out, for what follows could still change it. */
  readonly isLastComplete?: boolean;
  /** Default: inferred from the new bars. */
  readonly barsPerYear?: number;
}

const dayLength = 86_400_000;

/**
 * Longer bars out of shorter ones: the first open, the highest high, the lowest low, the last close, the sum of the volumes, the last
 * value of each feature. A bar is labelled by when it is complete, never by its start: minutes and hours by the end of their period, days,
 * weeks and months by their last bar. So whatever is labelled t depends on bars up to t alone.
 *
 * @throws LeptonError `invalid-value` for a period that is shorter than the bars, or minutes that do not divide a day
 */
export function resample(data: MarketData, options: ResampleOptions): MarketData {
  const { to, isLastComplete = false } = options;
  const zone = timeZone(options.timeZone ?? 'UTC');
  const walls = Array.from(data.times, (time) => zone.wallOf(time));
  const minutes = minutesOf(to);
  const groups = groupRows(walls.map((wall) => periodOf(wall, to, minutes)));
  if (groups.every(([first, end]) => end - first === 1)) return data;
  const complete = isLastComplete ? groups : withoutLast(groups, walls, minutes);
  check(complete.length > 0, {
    component: 'resample',
    parameter: 'to',
    value: to,
    requirement: 'a period of which the data holds at least a complete one',
  });
  const times = Float64Array.from(complete, ([, end]) => {
    const last = data.times[end - 1];
    return minutes === undefined ? last : last + untilEnd(walls[end - 1], minutes);
  }); // [T]
  const inferred =
    times.length > 1 ? inferBarsPerYear(times.map((time) => zone.wallOf(time))) : data.barsPerYear;
  return {
    times,
    assets: data.assets.map((bars) => mergeBars(bars, complete)),
    barsPerYear: options.barsPerYear ?? inferred,
  };
}

type Group = readonly [first: number, end: number];

function minutesOf(to: ResamplePeriod): number | undefined {
  const minutes = to === 'hour' ? 60 : typeof to === 'object' ? to.minutes : undefined;
  if (minutes === undefined) return undefined;
  check(Number.isInteger(minutes) && minutes > 0 && 1440 % minutes === 0, {
    component: 'resample',
    parameter: 'to.minutes',
    value: minutes,
    requirement: 'an integer that divides the 1440 minutes of a day',
  });
  return minutes;
}

/** Bars of minutes are labelled by their end, so the one of 10:00 is the last of the hour before; a day's bars lie within it. */
function periodOf(wall: number, to: ResamplePeriod, minutes: number | undefined): number {
  if (minutes !== undefined) return Math.ceil(wall / (minutes * 60_000));
  // A bar that is complete at midnight exactly is a daily bar: it is that day's own.
  const date = Math.floor(wall / dayLength);
  if (to === 'day') return date;
  // 1970-01-01 was a Thursday; weeks begin on Mondays.
  if (to === 'week') return Math.floor((date + 3) / 7);
  const calendar = new Date(wall);
  return calendar.getUTCFullYear() * 12 + calendar.getUTCMonth();
}

const untilEnd = (wall: number, minutes: number): number => {
  const period = minutes * 60_000;
  return Math.ceil(wall / period) * period - wall;
};

function groupRows(periods: readonly number[]): readonly Group[] {
  const groups: [number, number][] = [];
  for (const [row, period] of periods.entries()) {
    const group = groups.at(-1);
    if (group !== undefined && periods[row - 1] === period) group[1] = row + 1;
    else groups.push([row, row + 1]);
  }
  return groups;
}

/** A period of minutes has ended when a bar is labelled by its end; whether a day has, no bar of its own can tell. */
function withoutLast(
  groups: readonly Group[],
  walls: readonly number[],
  minutes: number | undefined,
): readonly Group[] {
  const hasEnded = minutes !== undefined && untilEnd(walls[walls.length - 1], minutes) === 0;
  return hasEnded ? groups : groups.slice(0, -1);
}

function mergeBars(bars: Bars, groups: readonly Group[]): Bars {
  const make = () => new Float64Array(groups.length); // [T]
  const merged = {
    name: bars.name,
    open: make(),
    high: make(),
    low: make(),
    close: make(),
    volume: make(),
    dividends: make(),
    splits: make(),
    features: Object.fromEntries(
      Object.entries(bars.features).map(([name, column]) => [
        name,
        Float64Array.from(groups, ([, end]) => column[end - 1]),
      ]),
    ),
    tradable: new Uint8Array(groups.length), // [T]
  };
  for (const [t, group] of groups.entries()) mergeGroup(bars, group, merged, t);
  return merged;
}

/** Prices before a split within the bar are counted in the shares after it, since the merged split is in force from the bar's open on. */
function mergeGroup(bars: Bars, [first, end]: Group, merged: Bars, t: number): void {
  const { split, dividend } = mergeEvents(bars, first, end);
  let later = split;
  let open = Number.NaN;
  let high = -Infinity;
  let low = Infinity;
  let volume = 0;
  const isTraded = bars.tradable.subarray(first, end).includes(1);
  for (let row = first; row < end; row++) {
    later /= bars.splits[row];
    volume += bars.volume[row] * later;
    // Where an asset was not traded its prices are old ones.
    if (isTraded && bars.tradable[row] === 0) continue;
    if (Number.isNaN(open)) open = bars.open[row] / later;
    high = Math.max(high, bars.high[row] / later);
    low = Math.min(low, bars.low[row] / later);
  }
  merged.open[t] = open;
  merged.high[t] = high;
  merged.low[t] = low;
  merged.close[t] = bars.close[end - 1];
  merged.volume[t] = volume;
  merged.dividends[t] = dividend;
  merged.splits[t] = split;
  merged.tradable[t] = isTraded ? 1 : 0;
}
