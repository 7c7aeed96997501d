import type { Draft } from './draft.js';
import { day, frequencyOf } from './frequency.js';
import type { MarketDataSettings } from './market-data-options.js';

/**
 * When each bar is complete. A daily bar has its day's midnight. Bars that the file labels by their start are complete a spacing later
 * (minutes, hours), six days later (weeks), or on the last day of the months that they span. [T]
 */
export function completionTimes({ walls, instants }: Draft, { labels }: MarketDataSettings): Float64Array {
  const { name, spacing } = frequencyOf(walls);
  const isStart = labels === 'start';
  if (name === 'intraday') return Float64Array.from(instants, (time) => (isStart ? time + spacing : time));
  const midnights = walls.map((wall) => Math.floor(wall / day) * day);
  if (!isStart || name === 'daily') return Float64Array.from(midnights);
  if (name === 'weekly') return Float64Array.from(midnights, (time) => time + 6 * day);
  const months = { monthly: 1, quarterly: 3, yearly: 12 }[name];
  return Float64Array.from(midnights, (time) => lastDay(time, months));
}

/** A label in the second half of a month can be no start: that month is the last one. */
function lastDay(time: number, months: number): number {
  const date = new Date(time);
  const span = date.getUTCDate() > 15 ? 1 : months;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + span, 0);
}
