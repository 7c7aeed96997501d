/** Theorems about optimal sequences, and the long way round: trying everything. */
import type { Job } from '../../../../environments/production-line/problem.js';

/** Every order of the numbers below `count`. */
export function permutationsOf(count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  return permutationsOf(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, place) => [...order.slice(0, place), count - 1, ...order.slice(place)]),
  );
}

const durationOf = ({ operations }: Job, operation = 0) => operations[operation].alternatives[0].duration;
const indices = (jobs: readonly Job[]) => jobs.map((_, job) => job);

/** Smith, "Various Optimizers for Single-Stage Production" (1956): the least sum of completion times. */
export function shortestFirst(jobs: readonly Job[]): readonly number[] {
  return indices(jobs).toSorted((a, b) => durationOf(jobs[a]) - durationOf(jobs[b]));
}

/** Smith (1956): the least weighted sum of completion times. */
export function shortestForItsWeightFirst(jobs: readonly Job[]): readonly number[] {
  const ratio = (job: number) => durationOf(jobs[job]) / (jobs[job].weight ?? 1);
  return indices(jobs).toSorted((a, b) => ratio(a) - ratio(b));
}

/** Jackson, "Scheduling a Production Line to Minimize Maximum Tardiness" (1955). */
export function earliestDueFirst(jobs: readonly Job[]): readonly number[] {
  return indices(jobs).toSorted((a, b) => (jobs[a].due ?? Infinity) - (jobs[b].due ?? Infinity));
}

/** Moore, "An n Job, One Machine Sequencing Algorithm for Minimizing the Number of Late Jobs" (1968), in the form of Hodgson. */
export function fewestLate(jobs: readonly Job[]): readonly number[] {
  const onTime: number[] = [];
  const late: number[] = [];
  for (const job of earliestDueFirst(jobs)) {
    onTime.push(job);
    const end = onTime.reduce((time, each) => time + durationOf(jobs[each]), 0);
    if (end <= (jobs[job].due ?? Infinity)) continue;
    const longest = onTime.reduce((a, b) => (durationOf(jobs[b]) > durationOf(jobs[a]) ? b : a));
    late.push(...onTime.splice(onTime.indexOf(longest), 1));
  }
  return [...onTime, ...late];
}

/** Johnson, "Optimal Two- and Three-Stage Production Schedules with Setup Times Included" (1954): two machines in a row. */
export function johnsonOrder(jobs: readonly Job[]): readonly number[] {
  const first = (job: number) => durationOf(jobs[job], 0);
  const second = (job: number) => durationOf(jobs[job], 1);
  const early = indices(jobs).filter((job) => first(job) < second(job));
  const late = indices(jobs).filter((job) => first(job) >= second(job));
  return [
    ...early.toSorted((a, b) => first(a) - first(b)),
    ...late.toSorted((a, b) => second(b) - second(a)),
  ];
}
