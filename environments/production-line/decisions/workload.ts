import { bytesOf, restoreNumbers } from '../../snapshot.js';
import { phases } from '../simulator/shop-state.js';
import type { Shop } from '../simulator/shop.js';

/** What stands in `phase` for a job that is not known yet. */
export const unknown = -1;

/**
 * What is left to do in a shop, as far as it is known by now: kept up to date from decision to decision, because features and
 * bounds ask for it all the time. Work is planned processing time; of an operation with alternatives the mean, shared equally by
 * its machines.
 */
export class Workload {
  readonly #shop: Shop;
  /** Work of known jobs that has not been started, of each machine. [M] */
  readonly load: Float64Array;
  /** Work that each known job has before it; 0 for the others. [J] */
  readonly left: Float64Array;
  /** Phase of each known job; `unknown` for the others. [J] */
  readonly phase: Int32Array;
  /** Where a job's route was when it was last looked at, and how many of its operations had not begun. [J] each */
  readonly #next: Int32Array;
  readonly #operations: Int32Array;
  /** The next operation of each job that still counts in `load`. [J] */
  readonly #counted: Int32Array;
  /** What an operation counts on each of its machines. [N] */
  readonly #share: Float64Array;
  /** Known jobs that are not complete, and the sum and the greatest of the work that they have before them. */
  jobs = 0;
  waitingJobs = 0;
  /** Of those the ones that are not released yet, or on their way to a machine. */
  jobsOnTheirWay = 0;
  work = 0;
  longestJob = 0;
  greatestLoad = 0;
  operationsLeft = 0;
  /** Operations of the longest job; never 0. */
  readonly longestRoute: number;
  readonly hasDueDates: boolean;

  constructor(shop: Shop) {
    this.#shop = shop;
    const { jobCount, machineCount, firstOperation, firstAlternative, meanDuration, due } = shop.plant;
    let longest = 1;
    for (let job = 0; job < jobCount; job++)
      longest = Math.max(longest, firstOperation[job + 1] - firstOperation[job]);
    this.longestRoute = longest;
    this.hasDueDates = due.some((date) => date < Infinity);
    this.load = new Float64Array(machineCount); // [M]
    this.left = new Float64Array(jobCount); // [J]
    this.phase = new Int32Array(jobCount); // [J]
    this.#next = new Int32Array(jobCount); // [J]
    this.#operations = new Int32Array(jobCount); // [J]
    this.#counted = new Int32Array(jobCount); // [J]
    this.#share = meanDuration.map(
      (duration, operation) => duration / (firstAlternative[operation + 1] - firstAlternative[operation]),
    ); // [N]
  }

  /** After the reset of the shop. */
  reset(): void {
    this.load.fill(0);
    this.left.fill(0);
    this.phase.fill(unknown);
    this.#operations.fill(0);
    this.jobs = this.waitingJobs = this.jobsOnTheirWay = this.operationsLeft = 0;
    this.refresh();
  }

  /** What the state of the shop does not tell: sums keep the rounding of the way that led to them. */
  save(): readonly Uint8Array[] {
    return [bytesOf(this.load), bytesOf(this.#counted)];
  }

  /** After the shop was restored. */
  restore(component: string, [load, counted]: readonly Uint8Array[]): void {
    this.reset();
    restoreNumbers(component, this.load, load);
    restoreNumbers(component, this.#counted, counted);
    this.refresh();
  }

  /** Brings all figures to the time of the decision. Most jobs are as they were at the last one. */
  refresh(): void {
    const { phase: phaseNow, nextOperation } = this.#shop.state;
    const { phase, left, load } = this;
    const next = this.#next;
    let work = 0;
    let longest = 0;
    for (let job = 0; job < left.length; job++) {
      if (phase[job] !== phaseNow[job] || next[job] !== nextOperation[job]) this.#look(job);
      const ofJob = left[job];
      work += ofJob;
      if (ofJob > longest) longest = ofJob;
    }
    let greatest = 0;
    for (let machine = 0; machine < load.length; machine++)
      if (load[machine] > greatest) greatest = load[machine];
    this.work = work;
    this.longestJob = longest;
    this.greatestLoad = greatest;
  }

  /** Something may have happened to a job. */
  #look(job: number): void {
    const { plant, state } = this.#shop;
    const before = this.phase[job];
    if (before === unknown) {
      if (plant.known[job] > state.time) return;
      this.#learnOf(job);
    } else this.#countPhase(before, -1);
    const phase = state.phase[job];
    const end = plant.firstOperation[job + 1];
    const next =
      phase === phases.complete ? end : state.nextOperation[job] + (phase === phases.onMachine ? 1 : 0);
    this.#discount(job, next);
    this.operationsLeft += end - next - this.#operations[job];
    this.#operations[job] = end - next;
    this.left[job] = next < end ? plant.workFrom[next] : 0;
    this.#countPhase(phase, 1);
    this.phase[job] = phase;
    this.#next[job] = state.nextOperation[job];
  }

  #countPhase(phase: number, sign: number): void {
    if (phase !== phases.complete) this.jobs += sign;
    if (phase === phases.waiting) this.waitingJobs += sign;
    if (phase === phases.absent || phase === phases.travelling) this.jobsOnTheirWay += sign;
  }

  #learnOf(job: number): void {
    const { firstOperation } = this.#shop.plant;
    this.#counted[job] = firstOperation[job];
    for (let operation = firstOperation[job]; operation < firstOperation[job + 1]; operation++)
      this.#count(operation, 1);
  }

  /** Operations of the job before `next` have been started. */
  #discount(job: number, next: number): void {
    while (this.#counted[job] < next) this.#count(this.#counted[job]++, -1);
  }

  #count(operation: number, sign: number): void {
    const { firstAlternative, machineOf } = this.#shop.plant;
    const share = sign * this.#share[operation];
    const end = firstAlternative[operation + 1];
    for (let a = firstAlternative[operation]; a < end; a++) this.load[machineOf[a]] += share;
  }
}
