import { phases } from '../simulator/shop-state.js';
import type { Shop } from '../simulator/shop.js';

/**
 * What is left to do in a shop, as far as it is known by now: kept up to date from decision to decision, because features and
 * bounds ask for it all the time. Work is planned processing time; of an operation with alternatives the mean, shared equally by
 * its machines.
 */
export class Workload {
  readonly #shop: Shop;
  /** Work of known jobs that has not been started, of each machine. [M] */
  readonly load: Float64Array;
  /** The next operation of each job that still counts in `load`. [J] */
  readonly #counted: Int32Array;
  /** Jobs that are known by now. [J] */
  readonly #isKnown: Uint8Array;
  /** Known jobs that are not complete, and the sum and the greatest of the work that they have before them. */
  jobs = 0;
  waitingJobs = 0;
  work = 0;
  longestJob = 0;
  greatestLoad = 0;
  operationsLeft = 0;
  /** Operations of the longest job; never 0. */
  readonly longestRoute: number;

  constructor(shop: Shop) {
    this.#shop = shop;
    const { jobCount, machineCount, firstOperation } = shop.plant;
    let longest = 1;
    for (let job = 0; job < jobCount; job++)
      longest = Math.max(longest, firstOperation[job + 1] - firstOperation[job]);
    this.longestRoute = longest;
    this.load = new Float64Array(machineCount); // [M]
    this.#counted = new Int32Array(jobCount); // [J]
    this.#isKnown = new Uint8Array(jobCount); // [J]
  }

  /** After the reset of the shop, or where it was restored. */
  reset(): void {
    this.load.fill(0);
    this.#isKnown.fill(0);
    this.refresh();
  }

  /** Brings all figures to the time of the decision. */
  refresh(): void {
    const { plant, state } = this.#shop;
    this.jobs = this.waitingJobs = this.work = this.longestJob = this.greatestLoad = this.operationsLeft = 0;
    for (let job = 0; job < plant.jobCount; job++) {
      if (this.#isKnown[job] === 0 && !this.#learnOf(job)) continue;
      const phase = state.phase[job];
      if (phase === phases.complete) {
        this.#discount(job, plant.firstOperation[job + 1]);
        continue;
      }
      const next = state.nextOperation[job] + (phase === phases.onMachine ? 1 : 0);
      this.#discount(job, next);
      const end = plant.firstOperation[job + 1];
      const left = next < end ? plant.workFrom[next] : 0;
      this.jobs++;
      this.operationsLeft += end - next;
      if (phase === phases.waiting) this.waitingJobs++;
      this.work += left;
      if (left > this.longestJob) this.longestJob = left;
    }
    for (const load of this.load) if (load > this.greatestLoad) this.greatestLoad = load;
  }

  #learnOf(job: number): boolean {
    const { plant, state } = this.#shop;
    if (plant.known[job] > state.time) return false;
    this.#isKnown[job] = 1;
    this.#counted[job] = plant.firstOperation[job];
    for (let operation = plant.firstOperation[job]; operation < plant.firstOperation[job + 1]; operation++)
      this.#count(operation, 1);
    return true;
  }

  /** Operations of the job before `next` have been started. */
  #discount(job: number, next: number): void {
    while (this.#counted[job] < next) this.#count(this.#counted[job]++, -1);
  }

  #count(operation: number, sign: number): void {
    const { plant } = this.#shop;
    const first = plant.firstAlternative[operation];
    const end = plant.firstAlternative[operation + 1];
    const share = (sign * plant.meanDuration[operation]) / (end - first);
    for (let a = first; a < end; a++) this.load[plant.machineOf[a]] += share;
  }
}
