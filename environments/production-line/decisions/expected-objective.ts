import { RunningObjective, type ObjectiveName, type ObjectiveWeights } from '../simulator/objectives.js';
import { phases } from '../simulator/shop-state.js';
import type { Shop } from '../simulator/shop.js';
import type { Workload } from './workload.js';

/**
 * What the objective will come to at least, as far as is known at a decision: every job goes on at once and never waits, and no machine
 * idles. When all is done it is the objective itself. Its growth from decision to decision is what the decision did, so minus
 * that growth is the reward, and the rewards of an episode add up to minus the objective: exactly where times and weights are
 * integers (below 2^24, rewards being float32), within rounding otherwise.
 *
 * The bound of the makespan is max(longest job, greatest machine load), as Zhang et al. (2020, "Learning to dispatch") use the former.
 */
export class ExpectedObjective {
  readonly #shop: Shop;
  readonly #workload: Workload;
  readonly #weights: readonly (readonly [ObjectiveName, number])[];
  readonly #certain: RunningObjective;

  /** @throws LeptonError `invalid-value` for unknown terms */
  constructor(shop: Shop, workload: Workload, weights: ObjectiveWeights) {
    this.#shop = shop;
    this.#workload = workload;
    this.#certain = new RunningObjective(shop, weights);
    this.#weights = Object.entries(weights) as readonly (readonly [ObjectiveName, number])[];
  }

  /** The weighted sum, with a workload that is up to date. */
  get value(): number {
    if (this.#shop.isDone) return this.#certain.value;
    let sum = 0;
    for (const [name, weight] of this.#weights) sum += weight * this.#term(name);
    return sum;
  }

  #term(name: ObjectiveName): number {
    switch (name) {
      case 'makespan':
        return this.#makespan();
      case 'totalTardiness':
      case 'weightedTardiness':
      case 'numberLate':
      case 'flowTime':
      case 'weightedFlowTime':
        return this.#sumOverJobs(name);
      default:
        return this.#certain.term(name);
    }
  }

  #makespan(): number {
    const { state, plant } = this.#shop;
    const { load } = this.#workload;
    let bound = state.makespan;
    for (let job = 0; job < plant.jobCount; job++) {
      if (state.phase[job] === phases.complete || plant.known[job] > state.time) continue;
      const end = this.#earliestEnd(job);
      if (end > bound) bound = end;
    }
    for (let machine = 0; machine < plant.machineCount; machine++) {
      if (load[machine] === 0) continue;
      const free = state.jobOn[machine] >= 0 ? state.plannedFinish[machine] : state.time;
      const end = Math.max(free === Infinity ? state.time : free, state.time) + load[machine];
      // An operation with alternatives may go elsewhere: only where there are none is the load a bound.
      if (!plant.isFlexible && end > bound) bound = end;
    }
    return bound;
  }

  #sumOverJobs(name: ObjectiveName): number {
    const { state, plant } = this.#shop;
    let sum = 0;
    let latest = 0;
    for (let job = 0; job < plant.jobCount; job++) {
      if (plant.known[job] > state.time) continue;
      const isComplete = state.phase[job] === phases.complete;
      const end = isComplete ? state.completion[job] : this.#earliestEnd(job);
      if (end > latest) latest = end;
      // The strands of a job follow each other; it is complete when the last of them is.
      if (job + 1 < plant.jobCount && plant.jobOfStrand[job + 1] === plant.jobOfStrand[job]) continue;
      sum += this.#jobTerm(name, job, latest);
      latest = 0;
    }
    return sum;
  }

  #jobTerm(name: ObjectiveName, job: number, completion: number): number {
    const { plant } = this.#shop;
    const late = completion - plant.due[job];
    if (name === 'numberLate') return late > 0 ? 1 : 0;
    if (name === 'totalTardiness') return Math.max(0, late);
    if (name === 'weightedTardiness') return plant.weight[job] * Math.max(0, late);
    const flow = Math.max(0, completion - plant.release[job]);
    return name === 'flowTime' ? flow : plant.weight[job] * flow;
  }

  /** When the job would be complete if it never waited from now on. */
  #earliestEnd(job: number): number {
    const { state, plant } = this.#shop;
    const phase = state.phase[job];
    const next = state.nextOperation[job] + (phase === phases.onMachine ? 1 : 0);
    const left = next < plant.firstOperation[job + 1] ? plant.workFrom[next] : 0;
    return this.#ready(job) + left;
  }

  #ready(job: number): number {
    const { state, plant } = this.#shop;
    const phase = state.phase[job];
    if (phase === phases.absent) return Math.max(plant.release[job], state.time);
    if (phase !== phases.onMachine) return Math.max(state.readyTime[job], state.time);
    const planned = state.plannedFinish[state.place[job]];
    return planned === Infinity ? state.time : Math.max(planned, state.time);
  }
}
