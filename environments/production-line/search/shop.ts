import { fail } from '../../../src/errors.js';
import type { Operation, Problem } from '../problem.js';
import type { Schedule } from '../schedule.js';

/**
 * A plain job shop in flat arrays: each operation has one machine, and nothing but routes and machines stands in its way. Operations
 * are numbered job by job along the routes. N operations, J jobs, M machines.
 */
export interface JobShop {
  readonly problem: Problem;
  readonly count: number;
  /** The first operation of each job, and N at the end. [J + 1] */
  readonly firstOfJob: Int32Array;
  /** [N] */
  readonly jobOf: Int32Array;
  /** [N] */
  readonly machineOf: Int32Array;
  /** [N] */
  readonly duration: Float64Array;
  /** When the job may begin; 0 where the operation is not its first. [N] */
  readonly release: Float64Array;
}

/** Whether a problem has nothing but routes, machines and releases. */
export function isPlainJobShop(problem: Problem): boolean {
  return unknownFeature(problem) === undefined;
}

/**
 * The flat form of a problem that is a plain job shop.
 * @throws LeptonError `unsupported` for one with a feature that the search does not know
 */
export function jobShopOf(problem: Problem): JobShop {
  const feature = unknownFeature(problem);
  if (feature !== undefined)
    fail('unsupported', {
      component: 'jobShopOf',
      parameter: 'problem',
      value: problem.name,
      requirement: 'a job shop with one machine for each operation and nothing but releases besides',
      hint: `it has ${feature}; sampleSchedules works for every problem`,
    });
  const operations = problem.jobs.flatMap((job, index) =>
    job.operations.map(({ alternatives: [only] }, step) => ({
      ...only,
      job: index,
      release: step === 0 ? Math.max(job.release ?? 0, job.known ?? 0) : 0,
    })),
  );
  const firstOfJob = new Int32Array(problem.jobs.length + 1); // [J + 1]
  for (const [job, { operations: route }] of problem.jobs.entries())
    firstOfJob[job + 1] = firstOfJob[job] + route.length;
  return {
    problem,
    count: operations.length,
    firstOfJob,
    jobOf: Int32Array.from(operations, ({ job }) => job),
    machineOf: Int32Array.from(operations, ({ machine }) => machine),
    duration: Float64Array.from(operations, ({ duration }) => duration),
    release: Float64Array.from(operations, ({ release }) => release),
  };
}

/** The schedule in which each operation begins at its time: of several on a machine at one time those without duration first. */
export function scheduleOf(shop: JobShop, starts: Float64Array, decidedBy: string): Schedule {
  const order = Array.from({ length: shop.count }, (_, operation) => operation).toSorted(
    (a, b) => starts[a] - starts[b] || shop.duration[a] - shop.duration[b] || a - b,
  );
  return {
    problem: shop.problem.name,
    scheme: 'semi-active',
    decidedBy,
    blocks: [],
    tasks: order.map((operation) => {
      const start = starts[operation];
      const end = start + shop.duration[operation];
      const job = shop.jobOf[operation];
      return {
        ...{ job, operation: operation - shop.firstOfJob[job], machine: shop.machineOf[operation] },
        ...{ setupStart: start, start, end, leave: end, work: shop.duration[operation], pauses: [] },
        ...{ attempt: 0, outcome: 'good', speed: 0 },
      };
    }),
  };
}

function isAfterTheOneBefore({ after }: Operation, index: number): boolean {
  return after === undefined || (index === 0 ? after.length === 0 : after.join() === String(index - 1));
}

function unknownFeature(problem: Problem): string | undefined {
  const { machines, jobs } = problem;
  const features: readonly (readonly [string, boolean])[] = [
    [
      'alternative machines',
      jobs.some((job) => job.operations.some(({ alternatives }) => alternatives.length !== 1)),
    ],
    ['routes that branch', !jobs.every((job) => job.operations.every(isAfterTheOneBefore))],
    ['a permutation to keep', problem.permutation === true],
    ['transport times', problem.transport !== undefined],
    ['durations that spread', problem.durations !== undefined],
    ['jobs that cannot wait', jobs.some(({ noWait }) => noWait === true)],
    [
      'rework or scrap',
      jobs.some((job) => job.operations.some(({ rework = 0, scrap = 0 }) => rework + scrap > 0)),
    ],
    ['set-ups', machines.some(({ setups }) => setups !== undefined)],
    ['finite buffers', machines.some(({ buffer }) => buffer !== undefined)],
    ['closings', machines.some(({ closed = [] }) => closed.length > 0)],
    ['breakdowns', machines.some(({ breakdowns }) => breakdowns !== undefined)],
    ['limited resources', problem.resources !== undefined],
    ['wear', machines.some(({ maintenance }) => maintenance !== undefined)],
    ['speeds', machines.some(({ speeds }) => speeds !== undefined)],
  ];
  return features.find(([, present]) => present)?.[0];
}
