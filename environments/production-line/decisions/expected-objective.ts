import { RunningObjective, type ObjectiveName, type ObjectiveWeights } from '../simulator/objectives.js';
import { never, phases } from '../simulator/shop-state.js';
import type { Shop } from '../simulator/shop.js';
import { unknown, type Workload } from './workload.js';

/**
 * What the objective comes to if every job goes on at once and never waits, and no machine idles, by all that is known at a decision. When
 * all is done it is the objective itself. Its growth from decision to decision is what the decision did, so minus that growth is the
 * reward, and the rewards of an episode add up to minus the objective: exactly where times and weights are integers (below 2^24, rewards
 * being float32), within rounding otherwise.
 *
 * It is an estimate, and a lower bound only where nothing spreads: one machine for each operation, durations as planned, no speeds to
 * choose, nothing scrapped, no branches, and no active schedule. There max(longest job, greatest machine load) is the bound of the
 * makespan, as Zhang et al. (2020, "Learning to dispatch") use the former. Elsewhere the objective may end below it: of an operation
 * with alternatives the mean duration counts, and in an active schedule the clock, which is that of one machine while others may go on
 * before it. The rewards add up all the same. A proven bound is `lowerBounds` of the verifier. The estimate stays as it is: agents have
 * been trained on it, and their results are recorded.
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
    const { load, left, phase, longestJob, jobs } = this.#workload;
    let bound = state.makespan;
    // Nobody ends before the longest job does if it goes on now; rounding keeps the order.
    if (jobs > 0 && state.time + longestJob > bound) bound = state.time + longestJob;
    for (let machine = 0; machine < load.length; machine++) {
      const job = state.jobOn[machine];
      const finish = job >= 0 ? this.#finish(machine) : state.time;
      // An operation with alternatives may go elsewhere: only where there are none is the load a bound.
      if (!plant.isFlexible && load[machine] > 0 && finish + load[machine] > bound)
        bound = finish + load[machine];
      if (job >= 0 && phase[job] === phases.onMachine && finish + left[job] > bound)
        bound = finish + left[job];
    }
    return this.#mayBeReadyLater() ? this.#latestOfThose(bound) : bound;
  }

  /** Whether jobs that are on no machine may have to wait for something else than one. */
  #mayBeReadyLater(): boolean {
    return this.#workload.jobsOnTheirWay > 0 || this.#shop.settings.scheme.kind === 'active';
  }

  #latestOfThose(bound: number): number {
    const { phase } = this.#workload;
    let latest = bound;
    for (let job = 0; job < phase.length; job++) {
      if (phase[job] === unknown || phase[job] === phases.complete) continue;
      const end = this.#earliestEnd(job);
      if (end > latest) latest = end;
    }
    return latest;
  }

  #sumOverJobs(name: ObjectiveName): number {
    const { state, plant } = this.#shop;
    const { phase } = this.#workload;
    let sum = 0;
    let latest = 0;
    for (let job = 0; job < plant.jobCount; job++) {
      if (phase[job] === unknown) continue;
      const end = phase[job] === phases.complete ? state.completion[job] : this.#earliestEnd(job);
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
    return this.#ready(job) + this.#workload.left[job];
  }

  #ready(job: number): number {
    const { state, plant } = this.#shop;
    const phase = this.#workload.phase[job];
    if (phase === phases.onMachine) return this.#finish(state.place[job]);
    const ready = phase === phases.absent ? plant.release[job] : state.readyTime[job];
    return ready > state.time ? ready : state.time;
  }

  /** When the task on a machine is planned to end; now, where that is not known. */
  #finish(machine: number): number {
    const { plannedFinish, time } = this.#shop.state;
    const planned = plannedFinish[machine];
    return planned > time && planned !== never ? planned : time;
  }
}
