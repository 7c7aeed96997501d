import { yearAndMonth } from '../../statistics/finance/calendar.js';
import { dayLength, firstOfMonth } from './dates.js';
import type { PriceBars } from './tear-sheet-input.js';

export type CandleUnit = 'bar' | 'hour' | 'day' | 'week' | 'month';

/** Bars joined by the calendar (UTC): first open, highest high, lowest low, last close. All [candles] */
export interface Candles {
  readonly unit: CandleUnit;
  /** The middle of the hour, day, week or month; a bar's own time. */
  readonly times: readonly number[];
  readonly open: readonly number[];
  readonly high: readonly number[];
  readonly low: readonly number[];
  readonly close: readonly number[];
  /** How many bars are in each. */
  readonly counts: readonly number[];
}

const hour = 3_600_000;
/** 1 January 1970 was a Thursday. */
const mondayOffset = 3;

interface Period {
  readonly id: number;
  readonly middle: number;
}

/** A close on the full hour ends the hour before. */
const periods: Readonly<Record<CandleUnit, (time: number) => Period>> = {
  bar: (time) => ({ id: time, middle: time }),
  hour: (time) => evenly(Math.ceil(time / hour) - 1, hour),
  day: (time) => evenly(Math.floor(time / dayLength), dayLength),
  week(time) {
    const week = Math.floor((Math.floor(time / dayLength) + mondayOffset) / 7);
    return { id: week, middle: (7 * week - mondayOffset + 3.5) * dayLength };
  },
  month(time) {
    const { year, month } = yearAndMonth(time);
    return { id: 12 * year + month, middle: (firstOfMonth(year, month) + 15) * dayLength };
  },
};

function evenly(id: number, length: number): Period {
  return { id, middle: (id + 0.5) * length };
}

/** The finest candles of which there are at most `limit`, so many as can be told apart on a screen; months where there are more even of those. */
export function candlesOf(times: readonly number[], bars: PriceBars, limit = 530): Candles {
  const units: readonly CandleUnit[] = ['bar', 'hour', 'day', 'week', 'month'];
  const unit = units.find((each) => countOf(times, each) <= limit) ?? 'month';
  return joined(times, bars, unit);
}

function countOf(times: readonly number[], unit: CandleUnit): number {
  const period = periods[unit];
  return times.filter((time, t) => t === 0 || period(time).id !== period(times[t - 1]).id).length;
}

function joined(times: readonly number[], bars: PriceBars, unit: CandleUnit): Candles {
  const candles = {
    unit,
    times: new Array<number>(),
    open: new Array<number>(),
    high: new Array<number>(),
    low: new Array<number>(),
    close: new Array<number>(),
    counts: new Array<number>(),
  };
  let current = NaN;
  for (const [t, time] of times.entries()) {
    const { id, middle } = periods[unit](time);
    const last = candles.times.length - 1;
    if (id === current) {
      candles.high[last] = Math.max(candles.high[last], bars.high[t]);
      candles.low[last] = Math.min(candles.low[last], bars.low[t]);
      candles.close[last] = bars.close[t];
      candles.counts[last] += 1;
      continue;
    }
    current = id;
    candles.times.push(middle);
    candles.open.push(bars.open[t]);
    candles.high.push(bars.high[t]);
    candles.low.push(bars.low[t]);
    candles.close.push(bars.close[t]);
    candles.counts.push(1);
  }
  return candles;
}
