import { check } from '../errors.js';

/** A curve: `y[i]` was measured at `x[i]`, x in ascending order. */
export interface Series {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/**
 * At most `limit` points of a series that look like all of it: the points are cut into runs of equal length, and of
 * each run the least and the greatest value stay, in their order. The first and the last point stay too, and
 * nothing is averaged, so that every point shown was measured.
 * @param limit at least 4
 */
export function downsample(series: Series, limit: number): Series {
  check(Number.isSafeInteger(limit) && limit >= 4, {
    component: 'downsample',
    parameter: 'limit',
    value: limit,
    requirement: 'an integer of at least 4',
  });
  const count = series.x.length;
  if (count <= limit) return series;
  const buckets = Math.floor((limit - 2) / 2);
  const kept = [0];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = 1 + Math.floor((bucket * (count - 2)) / buckets);
    const end = 1 + Math.floor(((bucket + 1) * (count - 2)) / buckets);
    kept.push(...extremes(series.y, start, end));
  }
  kept.push(count - 1);
  return { x: kept.map((i) => series.x[i]), y: kept.map((i) => series.y[i]) };
}

/** Indices of the least and the greatest value from start to end - 1, in ascending order; one where they coincide. */
function extremes(values: readonly number[], start: number, end: number): number[] {
  let least = start;
  let greatest = start;
  for (let i = start + 1; i < end; i++) {
    if (values[i] < values[least]) least = i;
    if (values[i] > values[greatest]) greatest = i;
  }
  if (least === greatest) return [least];
  return least < greatest ? [least, greatest] : [greatest, least];
}
