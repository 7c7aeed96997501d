import { readFileSync } from 'node:fs';

export interface KnownBounds {
  readonly name: string;
  readonly size: readonly [jobs: number, machines: number];
  /** The best makespan that is known. */
  readonly best: number;
  readonly longestJob: number;
  readonly heaviestMachine: number;
  readonly machineWithHeadAndTail: number;
  /** The greater of the longest job and Jackson's preemptive schedule. */
  readonly bestBound: number;
}

/**
 * ft06 to ft20, la01 to la40 and ta01 to ta80. The bounds were computed from the data by another program, in Python, and equal those
 * that the archive of ScheduleOpt publishes wherever it does; the best makespans are that archive's, of June 2026.
 */
export const knownBounds: readonly KnownBounds[] = readFileSync(
  new URL('job-shop-bounds.csv', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [name, ...numbers] = line.split(',');
    const [jobs, machines, best, longestJob, heaviestMachine, machineWithHeadAndTail, bestBound] =
      numbers.map(Number);
    return {
      name,
      size: [jobs, machines],
      best,
      longestJob,
      heaviestMachine,
      machineWithHeadAndTail,
      bestBound,
    };
  });
