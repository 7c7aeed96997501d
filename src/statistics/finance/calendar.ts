import { totalReturn } from './returns.js';
import { checkSameLength } from './same-length.js';

/** The year and the month (1 to 12) of a time in milliseconds since 1970, in the calendar of UTC. */
export function yearAndMonth(time: number): { readonly year: number; readonly month: number } {
  // Years begin in March here, so that the day which comes and goes is the last one; 400 of them have 146 097 days.
  const days = Math.floor(time / 86_400_000) + 719_468; // since 1 March of year 0
  const era = Math.floor(days / 146_097);
  const day = days - era * 146_097;
  const yearOfEra = Math.floor(
    (day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365,
  );
  const dayOfYear = day - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month };
}

/** The returns of one calendar year. */
export interface YearOfReturns {
  readonly year: number;
  /** January to December; NaN where there is no bar. [12] */
  readonly months: Float64Array;
  /** Compounded over the bars of the year. */
  readonly total: number;
}

/**
 * Returns compounded by calendar month and year (UTC), oldest first; NaN bars count as 0.
 * @param times when each return was complete, increasing [T]
 */
export function returnsByMonth(
  times: ArrayLike<number>,
  returns: ArrayLike<number>,
): readonly YearOfReturns[] {
  checkSameLength(times, returns);
  const years = new Map<number, number[][]>();
  for (let t = 0; t < times.length; t++) {
    const { year, month } = yearAndMonth(times[t]);
    const months = years.get(year) ?? Array.from({ length: 12 }, (): number[] => []);
    years.set(year, months);
    months[month - 1].push(returns[t]);
  }
  return [...years].map(([year, months]) => ({
    year,
    months: Float64Array.from(months, (bars) => (bars.length === 0 ? NaN : totalReturn(bars))),
    total: totalReturn(months.flat()),
  }));
}
