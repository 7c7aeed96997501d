/**
 * Routes that branch and join, as lines. A strand is a part of a job that is a line: where the route branches or joins, strands end and
 * others begin, so that what goes before what lies between the last operation of a strand and the first of another. Inside the
 * shop every strand is a job of its own, which is not there before the strands before it are done; a job in a line is one strand.
 */
import type { Job, Problem } from '../problem.js';
import { firstIndices } from './compile-jobs.js';

/** A job, or a part of one. */
interface Strand {
  readonly job: Job;
  /** Numbers in the job's list, in the order in which they are done. */
  readonly operations: readonly number[];
}

/** For each operation of a job those that must be done before. */
export function operationsBefore({ operations }: Job): readonly (readonly number[])[] {
  return operations.map(({ after }, index) => after ?? (index === 0 ? [] : [index - 1]));
}

/** Whether the operations are done in the order of the list. */
export function isLine(job: Job): boolean {
  return operationsBefore(job).every((before, index) =>
    index === 0 ? before.length === 0 : before.length === 1 && before[0] === index - 1,
  );
}

function strandsOf(job: Job): readonly Strand[] {
  // Of an order that was cancelled nothing is left to do.
  if (job.operations.length === 0) return [];
  if (isLine(job)) return [{ job, operations: job.operations.map((_, index) => index) }];
  const before = operationsBefore(job);
  const following = job.operations.map((_, index) =>
    before.flatMap((earlier, later) => (earlier.includes(index) ? [later] : [])),
  );
  const goesOn = (index: number): boolean =>
    following[index].length === 1 && before[following[index][0]].length === 1;
  const isFirst = (index: number): boolean => before[index].length !== 1 || !goesOn(before[index][0]);
  return job.operations.flatMap((_, index) => {
    if (!isFirst(index)) return [];
    const operations = [index];
    for (let last = index; goesOn(last); operations.push(last)) [last] = following[last];
    return [{ job, operations }];
  });
}

/** The strands of all jobs, as jobs, and what goes before what. J strands, I jobs, N operations, E pairs. */
export function layOutStrands({ jobs }: Problem) {
  const perJob = jobs.map(strandsOf);
  const strands = perJob.flat();
  const firstStrand = firstIndices(perJob.map((list) => list.length)); // [I + 1]
  const before = perJob.flatMap((list, index) => {
    const waitsFor = operationsBefore(jobs[index]);
    return list.map(({ operations: [first] }) =>
      list.flatMap(({ operations }, other) =>
        waitsFor.at(first)?.includes(operations[operations.length - 1]) === true
          ? [firstStrand[index] + other]
          : [],
      ),
    );
  });
  const after = strands.map((_, strand) =>
    before.flatMap((earlier, other) => (earlier.includes(strand) ? [other] : [])),
  );
  return {
    lines: strands.map(({ job, operations }): Job => ({
      ...job,
      operations: operations.map((index) => job.operations[index]),
    })),
    layout: {
      jobOfStrand: Int32Array.from(perJob.flatMap((list, job) => list.map(() => job))), // [J]
      firstStrand,
      operationInJob: Int32Array.from(strands.flatMap(({ operations }) => operations)), // [N]
      strandsBefore: before, // [J]
      strandsAfter: after, // [J]
    },
  };
}
