import { fail } from '../../../src/errors.js';
import type { Plant } from '../simulator/compile-problem.js';

/**
 * An order of the jobs of a flow shop by the heuristic of Nawaz, Enscore and Ham: "A Heuristic Algorithm for the m-Machine, n-Job
 * Flow-Shop Sequencing Problem" (1983). Jobs of more work come first, each put where the makespan of those placed so far is least (the
 * first such place). All places of a job are tried at once: "Some Efficient Heuristic Methods for the Flow Shop Sequencing Problem"
 * (Taillard, 1990). Release times, set-ups and what else there may be do not count.
 * @throws LeptonError `unsupported` where jobs do not visit the same machines in the same order
 */
export function nehOrder(plant: Plant): Int32Array {
  const { jobCount, totalWork } = plant;
  const stages = stageCount(plant);
  const byWork = Array.from({ length: jobCount }, (_, job) => job).toSorted(
    (a, b) => totalWork[b] - totalWork[a] || a - b,
  );
  const order: number[] = [];
  const tables = new InsertionTables(plant, stages);
  for (const job of byWork) order.splice(tables.bestPlace(order, job), 0, job);
  return Int32Array.from(order);
}

/** Ends of the jobs placed so far, from the front and from the back. */
class InsertionTables {
  readonly #plant: Plant;
  readonly #stages: number;
  readonly #heads: Float64Array; // [J + 1, S]
  readonly #tails: Float64Array; // [J + 2, S]

  constructor(plant: Plant, stages: number) {
    this.#plant = plant;
    this.#stages = stages;
    this.#heads = new Float64Array((plant.jobCount + 1) * stages);
    this.#tails = new Float64Array((plant.jobCount + 2) * stages);
  }

  /** The first place in the order at which the job gives the least makespan. */
  bestPlace(order: readonly number[], job: number): number {
    this.#fill(order);
    let best = 0;
    let least = Infinity;
    for (let place = 0; place <= order.length; place++) {
      const makespan = this.#makespanWith(job, place);
      if (makespan < least) {
        least = makespan;
        best = place;
      }
    }
    return best;
  }

  #fill(order: readonly number[]): void {
    const { meanDuration, firstOperation } = this.#plant;
    const s = this.#stages;
    for (const [i, job] of order.entries()) {
      const first = firstOperation[job];
      for (let k = 0; k < s; k++) {
        const ready = k > 0 ? this.#heads[(i + 1) * s + k - 1] : 0;
        this.#heads[(i + 1) * s + k] = later(ready, this.#heads[i * s + k]) + meanDuration[first + k];
      }
    }
    this.#tails.fill(0, order.length * s, (order.length + 1) * s);
    for (let i = order.length - 1; i >= 0; i--) {
      const first = firstOperation[order[i]];
      for (let k = s - 1; k >= 0; k--) {
        const after = k + 1 < s ? this.#tails[i * s + k + 1] : 0;
        this.#tails[i * s + k] = later(after, this.#tails[(i + 1) * s + k]) + meanDuration[first + k];
      }
    }
  }

  #makespanWith(job: number, place: number): number {
    const s = this.#stages;
    const { firstOperation, meanDuration } = this.#plant;
    const first = firstOperation[job];
    let makespan = 0;
    let ready = 0;
    for (let k = 0; k < s; k++) {
      ready = later(ready, this.#heads[place * s + k]) + meanDuration[first + k];
      makespan = later(makespan, ready + this.#tails[place * s + k]);
    }
    return makespan;
  }
}

/** The greater of two numbers that are none of NaN. */
function later(a: number, b: number): number {
  return a > b ? a : b;
}

function stageCount(plant: Plant): number {
  const { jobCount, firstOperation, firstAlternative, machineOf } = plant;
  const routeOf = (job: number): string =>
    machineOf
      .subarray(firstAlternative[firstOperation[job]], firstAlternative[firstOperation[job + 1]])
      .join(' ');
  const stages = jobCount === 0 ? 0 : firstOperation[1];
  for (let job = 0; job < jobCount; job++)
    if (routeOf(job) !== routeOf(0) || plant.isFlexible)
      fail('unsupported', {
        component: 'nehOrder',
        parameter: `the route of ${plant.problem.jobs[job].name}`,
        value: routeOf(job),
        requirement: 'the same machines in the same order for all jobs, without alternatives',
      });
  return stages;
}
