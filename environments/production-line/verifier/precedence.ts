import type { Job } from '../problem.js';

/** For each operation of a job those that come before it at once. */
export function predecessorsOf({ operations }: Job): readonly (readonly number[])[] {
  return operations.map((operation, i) => operation.after ?? (i > 0 ? [i - 1] : []));
}

/** The operations of a job, each after all that come before it. */
export function topologicalOrder(job: Job): readonly number[] {
  const predecessors = predecessorsOf(job);
  const placed = new Set<number>();
  // Every round places one at least, or there is a cycle.
  for (let size = -1; size < placed.size;) {
    size = placed.size;
    for (const [operation, before] of predecessors.entries())
      if (before.every((other) => placed.has(other))) placed.add(operation);
  }
  return [...placed];
}
