const minute = 60_000;
const hour = 60 * minute;
export const day = 24 * hour;

export type FrequencyName = 'intraday' | 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly';

/** How often there is a bar. */
export interface Frequency {
  readonly name: FrequencyName;
  /** The median time from one bar to the next, in milliseconds. */
  readonly spacing: number;
}

/** How often there is a bar, by the median of the distances. @param times increasing, two at least */
export function frequencyOf(times: ArrayLike<number>): Frequency {
  const spacing = median(Array.from({ length: times.length - 1 }, (_, i) => times[i + 1] - times[i]));
  return { name: nameOf(spacing / day), spacing };
}

function nameOf(days: number): FrequencyName {
  if (days < 20 / 24) return 'intraday';
  if (days <= 4) return 'daily';
  if (days <= 10) return 'weekly';
  if (days <= 45) return 'monthly';
  return days <= 135 ? 'quarterly' : 'yearly';
}

/**
 * Bars in a year, for annualising: 252 days of a stock exchange, or 365 where all seven days of the week are traded; 52, 12, 4
 * and 1 for longer bars; for shorter ones the median number of bars on a day, times the days. The few bars of a Sunday evening make no
 * day of a week, and Sunday to Thursday are five.
 *
 * @param times increasing, by the clock of the exchange
 */
export function inferBarsPerYear(times: ArrayLike<number>): number {
  const { name } = frequencyOf(times);
  const perYear = { weekly: 52, monthly: 12, quarterly: 4, yearly: 1 };
  if (name !== 'daily' && name !== 'intraday') return perYear[name];
  const onDay = new Map<number, number>();
  const onWeekday = new Array<number>(7).fill(0);
  for (const time of Array.from(times)) {
    const date = Math.floor(time / day);
    onDay.set(date, (onDay.get(date) ?? 0) + 1);
    onWeekday[((date % 7) + 7) % 7]++;
  }
  const days = onWeekday.every((bars) => bars > times.length / 20) ? 365 : 252;
  return name === 'daily' ? days : days * median([...onDay.values()]);
}

/** The middle one, or the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
