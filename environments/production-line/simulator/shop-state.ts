import type { Plant } from './compile-problem.js';
import { EventQueue } from './event-queue.js';
import { blockWidth, Log, pauseWidth, taskWidth } from './log.js';
import type { Settings } from './options.js';
import { ReservedOperations } from './reserved-operations.js';

/** The time of what is not expected. A constant of the module: where modules run in a sandbox, a global is slow to reach. */
export const never = Infinity;

/** Where a job is. */
export const phases = {
  /** Not released, or waiting for its first operation to be known. */
  absent: 0,
  /** In front of a machine, or outside before its first operation. */
  waiting: 1,
  travelling: 2,
  /** A machine works on it, or is kept for it. */
  onMachine: 3,
  /** Done on its machine, which it cannot leave. */
  blocking: 4,
  complete: 5,
} as const;

/** Why a machine cannot work: bits of `standstill`. `unattended`: a resource that its task needs is closed. */
export const reasons = { closed: 1, broken: 2, repaired: 4, maintained: 8, unattended: 16 } as const;

/** Kinds of events, in the order in which those of one time are handled. */
export const events = {
  end: 0,
  release: 1,
  arrival: 2,
  opening: 3,
  closing: 4,
  resourceOpening: 5,
  resourceClosing: 6,
  breakdown: 7,
  breakdownEnd: 8,
  failure: 9,
  repairEnd: 10,
  maintenanceEnd: 11,
  period: 12,
  /** Of what takes no time, which goes before what begins there at that time. */
  reservedInstant: 13,
  reservedStart: 14,
  onMachine: 15,
  wake: 16,
} as const;

/**
 * All that changes while a shop runs, in typed arrays: J jobs, M machines, N operations. The functions of this folder work on it;
 * `Shop` is the way in.
 */
export class ShopState {
  readonly plant: Plant;
  readonly settings: Settings;
  /** Nothing but queues, machines and set-ups is needed: the short way through. */
  readonly isPlain: boolean;
  readonly events = new EventQueue();
  readonly tasks: Log;
  readonly pauses = new Log(pauseWidth, 16);
  readonly blocks = new Log(blockWidth, 16);

  time = 0;
  jobsLeft = 0;
  /** Machines below this one have nothing to decide at this time. */
  cursor = 0;
  /** Time of the last completion of a job. */
  makespan = 0;
  setupTime = 0;
  maintenanceCost = 0;
  repairCost = 0;
  /** What set-ups and work have cost more than the energy of idling. */
  energySurcharge = 0;
  crewsFree = Infinity;
  askedForCrew = 0;
  /** 1 while a fixed order is given up for one decision, because keeping it would end in a standstill. */
  ignoresOrder = 0;

  readonly phase: Int32Array; // [J]
  readonly nextOperation: Int32Array; // [J]
  readonly attempt: Int32Array; // [J]
  /** The machine that the job is on, or has a place at; -1: none yet. */
  readonly place: Int32Array; // [J]
  /** The machine of its last task in an active schedule; -1: none. */
  readonly lastMachine: Int32Array; // [J]
  /** When the job became ready for its next operation. */
  readonly readyTime: Float64Array; // [J]
  /** NaN until the job is complete or lost. */
  readonly completion: Float64Array; // [J]
  readonly isLost: Uint8Array; // [J]
  /** Strands that must be complete before this one, and are not. */
  readonly strandsMissing: Int32Array; // [J]

  /** The job on the machine, or for which it is kept; -1: empty. */
  readonly jobOn: Int32Array; // [M]
  /** Row of the task on the machine in the log. */
  readonly taskOn: Int32Array; // [M]
  /** When the task ends if nothing comes between; Infinity: not running. */
  readonly finishAt: Float64Array; // [M]
  /** When it is planned to end. */
  readonly plannedFinish: Float64Array; // [M]
  readonly family: Int32Array; // [M]
  readonly standstill: Int32Array; // [M]
  readonly setupLeft: Float64Array; // [M]
  readonly workLeft: Float64Array; // [M]
  readonly plannedLeft: Float64Array; // [M]
  readonly resumedAt: Float64Array; // [M]
  /** Whether set-up of the task on the machine has begun. */
  readonly hasBegun: Uint8Array; // [M]
  readonly pausedAt: Float64Array; // [M]
  readonly age: Float64Array; // [M]
  readonly ageRate: Float64Array; // [M]
  readonly failureAge: Float64Array; // [M]
  readonly failAt: Float64Array; // [M]
  /** Growth of the cumulative hazard until the next failure, from the age `hazardFrom`. */
  readonly hazardLeft: Float64Array; // [M]
  readonly hazardFrom: Float64Array; // [M]
  readonly sensor: Float64Array; // [M]
  readonly stoppedAt: Float64Array; // [M, 3] beginning of breakdown, repair, maintenance
  readonly repairLength: Float64Array; // [M]
  /** Order in which machines asked for a crew: for a breakdown, for a repair; 0: they do not wait. */
  readonly crewTicket: Float64Array; // [M, 2]
  readonly nextClosing: Int32Array; // [M]
  readonly nextBreakdown: Int32Array; // [M]
  readonly isMaintenanceDue: Uint8Array; // [M]
  readonly workedSince: Uint8Array; // [M]
  readonly waitUntil: Float64Array; // [M]
  /** Places taken in front of the machine. */
  readonly placesTaken: Int32Array; // [M]
  readonly rank: Int32Array; // [M] jobs that a machine of a permutation flow shop is done with
  /** Jobs that wait for the machine, in order. */
  readonly queue: Int32Array; // [M, J]
  readonly queueLength: Int32Array; // [M]
  /** Sum of their planned durations. */
  readonly queueWork: Float64Array; // [M]
  /** When a chain without waiting was last found to be possible. */
  readonly chainStart: Float64Array; // [J]
  /** The order of jobs on the first machine of a permutation flow shop; -1: open yet. */
  readonly order: Int32Array; // [J + 1]
  /** Factor of the processing time of the first attempt. */
  readonly factor: Float64Array; // [N]
  /** Uniform number that decides about the outcome of the first attempt. */
  readonly quality: Float64Array; // [N]
  readonly reserved: ReservedOperations;
  /** Of R resources: what nothing holds, and the first closing that is not over. */
  readonly unitsFree: Int32Array; // [R]
  readonly nextAbsence: Int32Array; // [R]

  #arrays: readonly (Float64Array | Int32Array | Uint8Array)[] | undefined;

  constructor(plant: Plant, settings: Settings) {
    const { jobCount: j, machineCount: m, operationCount: n } = plant;
    this.plant = plant;
    this.settings = settings;
    this.isPlain = plant.isPlain && settings.plan === undefined;
    this.tasks = new Log(taskWidth, n);
    const integers = (count: number): Int32Array => new Int32Array(count);
    const numbers = (count: number): Float64Array => new Float64Array(count);
    const flags = (count: number): Uint8Array => new Uint8Array(count);
    this.phase = integers(j);
    this.nextOperation = integers(j);
    this.attempt = integers(j);
    this.place = integers(j);
    this.lastMachine = integers(j);
    this.readyTime = numbers(j);
    this.completion = numbers(j);
    this.isLost = flags(j);
    this.strandsMissing = integers(j);
    this.jobOn = integers(m);
    this.taskOn = integers(m);
    this.finishAt = numbers(m);
    this.plannedFinish = numbers(m);
    this.family = integers(m);
    this.standstill = integers(m);
    this.setupLeft = numbers(m);
    this.workLeft = numbers(m);
    this.plannedLeft = numbers(m);
    this.resumedAt = numbers(m);
    this.hasBegun = flags(m);
    this.pausedAt = numbers(m);
    this.age = numbers(m);
    this.ageRate = numbers(m);
    this.failureAge = numbers(m);
    this.failAt = numbers(m);
    this.hazardLeft = numbers(m);
    this.hazardFrom = numbers(m);
    this.sensor = numbers(m);
    this.stoppedAt = numbers(3 * m); // [M, 3]
    this.repairLength = numbers(m);
    this.crewTicket = numbers(2 * m); // [M, 2]
    this.nextClosing = integers(m);
    this.nextBreakdown = integers(m);
    this.isMaintenanceDue = flags(m);
    this.workedSince = flags(m);
    this.waitUntil = numbers(m);
    this.placesTaken = integers(m);
    this.rank = integers(m);
    this.queue = integers(m * j); // [M, J]
    this.queueLength = integers(m);
    this.queueWork = numbers(m);
    this.chainStart = numbers(plant.hasNoWait ? j : 0);
    this.order = integers(j + 1);
    this.factor = numbers(this.isPlain ? 0 : n);
    this.quality = numbers(this.isPlain ? 0 : n);
    this.reserved = new ReservedOperations(plant.hasNoWait ? n : 0);
    this.unitsFree = integers(plant.resourceUnits.length);
    this.nextAbsence = integers(plant.resourceUnits.length);
  }

  /** Back to the beginning, before anything is known or drawn. */
  clear(): void {
    const { plant } = this;
    for (const part of this.arrays()) part.fill(0);
    this.events.count = 0;
    this.tasks.count = 0;
    this.pauses.count = 0;
    this.blocks.count = 0;
    this.time = 0;
    this.cursor = 0;
    this.makespan = 0;
    this.setupTime = 0;
    this.maintenanceCost = 0;
    this.repairCost = 0;
    this.energySurcharge = 0;
    this.askedForCrew = 0;
    this.ignoresOrder = 0;
    this.reserved.clear();
    this.jobsLeft = plant.jobCount;
    this.crewsFree = plant.problem.crews ?? Infinity;
    this.nextOperation.set(plant.firstOperation.subarray(0, plant.jobCount));
    this.place.fill(-1);
    this.lastMachine.fill(-1);
    this.order.fill(-1);
    this.completion.fill(NaN);
    this.jobOn.fill(-1);
    this.finishAt.fill(Infinity);
    this.plannedFinish.fill(Infinity);
    this.failAt.fill(Infinity);
    this.waitUntil.fill(-Infinity);
    this.family.set(plant.initialFamily);
    for (let job = 0; job < plant.jobCount; job++) this.strandsMissing[job] = plant.strandsBefore[job].length;
    this.factor.fill(1);
  }

  /** Every array of the state, in a fixed order. */
  arrays(): readonly (Float64Array | Int32Array | Uint8Array)[] {
    this.#arrays ??= [...Object.values(this), ...Object.values(this.reserved)].filter(
      (value) => value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array,
    );
    return this.#arrays;
  }
}
