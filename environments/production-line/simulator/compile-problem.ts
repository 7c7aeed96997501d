import type { Problem } from '../problem.js';
import { compileCalendars, type Calendar } from './calendars.js';
import { checkLayout } from './check-layout.js';
import { compileJobs, firstIndices } from './compile-jobs.js';
import { compileEnergy } from './compile-energy.js';
import { compileResources } from './compile-resources.js';
import { layOutStrands } from './strands.js';
import { featuresOf, refuseCombinations, type Feature } from './refused-combinations.js';

const component = 'compileProblem';

/**
 * A problem as flat typed arrays; nothing in it ever changes. Operations are numbered through all jobs in order: those of
 * job j are `firstOperation[j]` to `firstOperation[j + 1] - 1`. J jobs, M machines, N operations, A alternatives, F families.
 * A job whose route branches is several jobs here: see `strands.ts`, `jobOfStrand` and `plantOperation`.
 */
export interface Plant {
  readonly problem: Problem;
  readonly features: ReadonlySet<Feature>;
  readonly jobCount: number;
  readonly machineCount: number;
  readonly operationCount: number;
  readonly firstOperation: Int32Array; // [J + 1]
  readonly jobOf: Int32Array; // [N]
  /** The problem's job. */
  readonly jobOfStrand: Int32Array; // [J]
  /** Of the problem's I jobs. */
  readonly firstStrand: Int32Array; // [I + 1]
  /** Number in the list of the problem's job. */
  readonly operationInJob: Int32Array; // [N]
  /** What must be complete before, and what waits for it. */
  readonly strandsBefore: readonly (readonly number[])[]; // [J]
  readonly strandsAfter: readonly (readonly number[])[]; // [J]
  readonly firstAlternative: Int32Array; // [N + 1]
  readonly machineOf: Int32Array; // [A]
  readonly durationOf: Float64Array; // [A]
  /** Mean planned duration over the alternatives. */
  readonly meanDuration: Float64Array; // [N]
  /** Mean of `meanDuration`; 1 where nothing takes time. */
  readonly meanOfDurations: number;
  /** Sum of mean durations of the job from the operation on, itself included. */
  readonly workFrom: Float64Array; // [N]
  /** Sum of mean durations of the job up to the operation, itself included. */
  readonly workUpTo: Float64Array; // [N]
  /** Sum of mean durations of the job. */
  readonly totalWork: Float64Array; // [J]
  readonly release: Float64Array; // [J]
  readonly known: Float64Array; // [J]
  /** Infinity where a job has none. */
  readonly due: Float64Array; // [J]
  readonly weight: Float64Array; // [J]
  readonly isNoWait: Uint8Array; // [J]
  /** release + (due - release) * (work up to and with the operation) / (total work), the due date of the operation. */
  readonly operationDue: Float64Array; // [N]
  readonly family: Int32Array; // [N]
  readonly isPausable: Uint8Array; // [N]
  readonly stress: Float64Array; // [N]
  readonly rework: Float64Array; // [N]
  readonly scrap: Float64Array; // [N]
  readonly familyCount: number;
  /** From row (F: the beginning) to column. */
  readonly setups: Float64Array; // [M, F + 1, F]
  readonly initialFamily: Int32Array; // [M]
  readonly transport: Float64Array; // [M, M]
  /** Infinity where there is no limit. */
  readonly buffer: Float64Array; // [M]
  /** Closings of machine m: `firstClosed[m]` to `firstClosed[m + 1] - 1`, of C in all. */
  readonly firstClosed: Int32Array; // [M + 1]
  readonly closedStart: Float64Array; // [C]
  readonly closedEnd: Float64Array; // [C]
  /** What closes for an alternative: its machine, and what the operation needs. */
  readonly calendars: readonly Calendar[];
  readonly calendarOf: Int32Array; // [A]
  /** What there is of each of R resources. */
  readonly resourceUnits: Int32Array; // [R]
  /** Needs of operation o: `firstNeed[o]` to `firstNeed[o + 1] - 1`, of K in all. */
  readonly firstNeed: Int32Array; // [N + 1]
  readonly neededResource: Int32Array; // [K]
  readonly neededUnits: Int32Array; // [K]
  /** Closings of resource r: `firstAbsence[r]` to `firstAbsence[r + 1] - 1`, of B in all. */
  readonly firstAbsence: Int32Array; // [R + 1]
  readonly absenceStart: Float64Array; // [B]
  readonly absenceEnd: Float64Array; // [B]
  /** Power of each machine while it works, is set up, and idles. */
  readonly power: Float64Array; // [M, 3]
  /** From when each of P prices holds, and what has been paid by then for a power of 1. */
  readonly priceFrom: Float64Array; // [P]
  readonly price: Float64Array; // [P]
  readonly paidBefore: Float64Array; // [P]
  readonly isFlexible: boolean;
  readonly hasSetups: boolean;
  readonly hasTransport: boolean;
  readonly hasBuffers: boolean;
  readonly hasNoWait: boolean;
  readonly hasCalendars: boolean;
  readonly hasQuality: boolean;
  readonly hasResources: boolean;
  readonly hasPower: boolean;
  readonly hasAssembly: boolean;
  readonly isPermutation: boolean;
  /** None of what needs more than queues, machines and set-ups. */
  readonly isPlain: boolean;
}

/** Features that need more than queues, machines and set-ups. */
const beyondPlain: readonly Feature[] = [
  'no-wait jobs',
  'permutation',
  'finite buffers',
  'stochastic durations',
  'breakdowns',
  'wear',
  'rework or scrap',
  'calendars',
  'limited resources',
  'assembly',
];

/** Lays a problem out in typed arrays. Raises `invalid-value` for what cannot be laid out, `unsupported` for refused combinations. */
export function compileProblem(problem: Problem): Plant {
  const features = featuresOf(problem);
  refuseCombinations(component, features);
  checkLayout(problem);
  const { lines, layout } = layOutStrands(problem);
  const machines = compileMachines(problem, countFamilies(problem));
  const has = (feature: Feature): boolean => features.has(feature);
  const hasSpeeds = problem.machines.some(({ speeds }) => speeds !== undefined);
  const hasPower = problem.machines.some(({ power }) => power !== undefined);
  const hasTransport = machines.transport.some((time) => time > 0);
  return {
    problem,
    features,
    jobCount: lines.length,
    machineCount: problem.machines.length,
    ...layout,
    ...compileJobs(lines, layout.strandsAfter),
    ...machines,
    ...compileCalendars(problem, lines),
    ...compileResources(problem, lines),
    ...compileEnergy(problem),
    isFlexible: has('alternatives'),
    hasSetups: has('set-ups'),
    hasTransport,
    hasBuffers: has('finite buffers'),
    hasNoWait: has('no-wait jobs'),
    hasCalendars: has('calendars'),
    hasQuality: has('rework or scrap'),
    hasResources: has('limited resources'),
    hasPower,
    hasAssembly: has('assembly'),
    isPermutation: has('permutation'),
    isPlain: !hasTransport && !hasSpeeds && !hasPower && !beyondPlain.some(has),
  };
}

/** The plant's number of an operation of the problem. */
export function plantOperation(plant: Plant, job: number, operation: number): number {
  const first = plant.firstOperation[plant.firstStrand[job]];
  if (plant.firstStrand[job + 1] === plant.firstStrand[job] + 1) return first + operation;
  const end = plant.firstOperation[plant.firstStrand[job + 1]];
  return first + plant.operationInJob.subarray(first, end).indexOf(operation);
}

/** How many families the plant has: operations name them, and matrices have a column for each. */
function countFamilies(problem: Problem): number {
  let count = 1;
  for (const { setups, family } of problem.machines) {
    count = Math.max(count, setups?.[0]?.length ?? 0, (family ?? 0) + 1);
  }
  for (const { operations } of problem.jobs)
    for (const { family } of operations) count = Math.max(count, (family ?? 0) + 1);
  return count;
}

function compileMachines({ machines, transport }: Problem, familyCount: number) {
  const m = machines.length;
  const setups = new Float64Array(m * (familyCount + 1) * familyCount); // [M, F + 1, F]
  for (const [machine, { setups: matrix = [] }] of machines.entries())
    for (const [from, row] of matrix.entries()) {
      // A row more than there are columns is the one from the beginning.
      const place = from === row.length ? familyCount : from;
      setups.set(row, (machine * (familyCount + 1) + place) * familyCount);
    }
  const closed = machines.map((machine) => machine.closed ?? []);
  return {
    familyCount,
    setups,
    initialFamily: Int32Array.from(machines, ({ family }) => family ?? familyCount),
    transport: Float64Array.from(transport?.flat() ?? new Float64Array(m * m)), // [M, M]
    buffer: Float64Array.from(machines, ({ buffer }) => buffer ?? Infinity),
    firstClosed: firstIndices(closed.map((intervals) => intervals.length)),
    closedStart: Float64Array.from(closed.flat(), ({ start }) => start),
    closedEnd: Float64Array.from(closed.flat(), ({ end }) => end),
  };
}
