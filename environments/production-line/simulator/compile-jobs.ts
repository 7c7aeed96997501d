import type { Problem } from '../problem.js';

/**
 * The part of a plant that is about jobs and operations. Where jobs branch, `jobs` are their strands, and the work before and after an
 * operation is that of the longest way.
 */
export function compileJobs(jobs: Problem['jobs'], strandsAfter: readonly (readonly number[])[]) {
  const operations = jobs.flatMap((job, index) =>
    job.operations.map((operation) => ({ ...operation, job: index })),
  );
  const alternatives = operations.flatMap((operation) => operation.alternatives);
  const n = operations.length;
  const firstOperation = firstIndices(jobs.map((job) => job.operations.length));
  const meanDuration = Float64Array.from(
    operations,
    ({ alternatives: all }) => all.reduce((sum, { duration }) => sum + duration, 0) / all.length,
  );
  const workFrom = meanDuration.slice(); // [N]
  const workUpTo = meanDuration.slice(); // [N]
  for (let i = n - 2; i >= 0; i--)
    if (operations[i].job === operations[i + 1].job) workFrom[i] += workFrom[i + 1];
  for (let i = 1; i < n; i++) if (operations[i].job === operations[i - 1].job) workUpTo[i] += workUpTo[i - 1];
  const release = Float64Array.from(jobs, (job) => Math.max(job.release ?? 0, job.known ?? 0)); // [J]
  const due = Float64Array.from(jobs, (job) => job.due ?? Infinity); // [J]
  const totalWork = Float64Array.from(jobs, (_, j) => workFrom[firstOperation[j]] ?? 0); // [J]
  const meanOfDurations = totalWork.reduce((sum, work) => sum + work, 0) / n || 1;
  addLongestWays({ firstOperation, workFrom, workUpTo, totalWork }, strandsAfter);
  return {
    operationCount: n,
    firstOperation,
    jobOf: Int32Array.from(operations, ({ job }) => job),
    firstAlternative: firstIndices(operations.map((operation) => operation.alternatives.length)),
    machineOf: Int32Array.from(alternatives, ({ machine }) => machine),
    durationOf: Float64Array.from(alternatives, ({ duration }) => duration),
    meanDuration,
    workFrom,
    workUpTo,
    totalWork,
    meanOfDurations,
    release,
    known: Float64Array.from(jobs, (job) => job.known ?? 0),
    due,
    weight: Float64Array.from(jobs, (job) => job.weight ?? 1),
    isNoWait: Uint8Array.from(jobs, (job) => (job.noWait === true && job.operations.length > 1 ? 1 : 0)),
    operationDue: Float64Array.from(operations, ({ job }, i) =>
      due[job] === Infinity || totalWork[job] === 0
        ? due[job]
        : release[job] + ((due[job] - release[job]) * workUpTo[i]) / totalWork[job],
    ),
    family: Int32Array.from(operations, ({ family }) => family ?? 0),
    isPausable: Uint8Array.from(operations, ({ pausable }) => (pausable === true ? 1 : 0)),
    stress: Float64Array.from(operations, ({ stress }) => stress ?? 1),
    rework: Float64Array.from(operations, ({ rework }) => rework ?? 0),
    scrap: Float64Array.from(operations, ({ scrap }) => scrap ?? 0),
  };
}

/** Adds what strands before and after it have to the work of each operation, by the longest way. */
function addLongestWays(
  { firstOperation, workFrom, workUpTo, totalWork }: LongestWays,
  strandsAfter: readonly (readonly number[])[],
): void {
  if (strandsAfter.every((after) => after.length === 0)) return;
  const own = totalWork.slice(); // [J]
  const tail = (strand: number): number =>
    strandsAfter[strand].reduce((most, next) => Math.max(most, own[next] + tails[next]), 0);
  const head = new Float64Array(own.length); // [J]
  const tails = new Float64Array(own.length); // [J]
  // As often as there are strands, at most: the longest way goes through each once.
  for (let changed = true; changed;) {
    changed = false;
    for (const [strand, after] of strandsAfter.entries()) {
      const behind = tail(strand);
      if (behind > tails[strand]) changed = true;
      tails[strand] = behind;
      for (const next of after)
        if (head[next] < head[strand] + own[strand]) {
          head[next] = head[strand] + own[strand];
          changed = true;
        }
    }
  }
  for (const [strand, work] of own.entries()) {
    totalWork[strand] = head[strand] + work + tails[strand];
    for (let operation = firstOperation[strand]; operation < firstOperation[strand + 1]; operation++) {
      workFrom[operation] += tails[strand];
      workUpTo[operation] += head[strand];
    }
  }
}

interface LongestWays {
  readonly firstOperation: Int32Array; // [J + 1]
  readonly workFrom: Float64Array; // [N]
  readonly workUpTo: Float64Array; // [N]
  readonly totalWork: Float64Array; // [J]
}

/** [0, c0, c0 + c1, ...] */
export function firstIndices(counts: readonly number[]): Int32Array {
  const first = new Int32Array(counts.length + 1);
  counts.forEach((count, i) => (first[i + 1] = first[i] + count));
  return first;
}
