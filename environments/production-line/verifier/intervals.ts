/** Sets of times as lists of disjoint intervals in order; [start, end) each. */
import type { Interval } from '../problem.js';

/** The same times, disjoint and in order. */
export function union(intervals: readonly Interval[]): readonly Interval[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** The times of `intervals` within [start, end). */
export function within(intervals: readonly Interval[], start: number, end: number): readonly Interval[] {
  return intervals
    .map((one) => ({ start: Math.max(one.start, start), end: Math.min(one.end, end) }))
    .filter((one) => one.start < one.end);
}

/** The times of `one` that are in none of `others`, which are disjoint and in order. */
export function without(one: Interval, others: readonly Interval[]): readonly Interval[] {
  const left: Interval[] = [];
  let { start } = one;
  for (const other of within(others, one.start, one.end)) {
    if (other.start > start) left.push({ start, end: other.start });
    start = Math.max(start, other.end);
  }
  if (start < one.end) left.push({ start, end: one.end });
  return left;
}

export function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** How many of the intervals hold at the same time, at most, and when that is first so. An end comes before a start at the same time. */
export function peak(
  intervals: readonly Interval[],
  tolerance: number,
): { readonly count: number; readonly time: number } {
  const changes = intervals
    .filter(({ start, end }) => end - start > tolerance)
    .flatMap(({ start, end }) => [
      { time: start, by: 1 },
      { time: end - tolerance, by: -1 },
    ])
    .toSorted((a, b) => a.time - b.time || a.by - b.by);
  let count = 0;
  let most = { count: 0, time: 0 };
  for (const { time, by } of changes) {
    count += by;
    if (count > most.count) most = { count, time };
  }
  return most;
}
