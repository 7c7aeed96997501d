/** What a shop has cost so far, term by term; when all is done it is what its schedule is worth. */
import { check } from '../../../src/errors.js';
import { nearestName } from '../../../src/nearest-name.js';
import type { Schedule } from '../schedule.js';
import { plantOperation } from './compile-problem.js';
import { energyCostBy } from './energy.js';
import { task, taskWidth } from './log.js';
import type { Shop } from './shop.js';

/**
 * Terms of an objective, to be made small. Times are in the plant's unit.
 *
 * - `makespan`: when the last job is complete.
 * - `totalTardiness`, `weightedTardiness`: sums of max(0, completion - due), of that times the job's weight.
 * - `numberLate`: jobs complete after their due date.
 * - `flowTime`, `weightedFlowTime`: sums of completion - release, of that times the weight.
 * - `setupTime`: of all set-ups.
 * - `moved`: operations on another machine or with another start than in the previous plan.
 * - `meanShift`: mean of |start - start before| over the tasks of the previous plan.
 * - `maintenanceCost`, `repairCost`: of preventive maintenance and of repairs after wear.
 * - `energyCost`: of all machines until the last job is complete: power at what they do, times the price of the time.
 *
 * A lost job counts as complete when it is lost.
 */
export const objectiveNames = [
  'makespan',
  'totalTardiness',
  'weightedTardiness',
  'numberLate',
  'flowTime',
  'weightedFlowTime',
  'setupTime',
  'moved',
  'meanShift',
  'maintenanceCost',
  'repairCost',
  'energyCost',
] as const;

export type ObjectiveName = (typeof objectiveNames)[number];

/** A weighted sum of terms. */
export type ObjectiveWeights = Readonly<Partial<Record<ObjectiveName, number>>>;

/**
 * An objective that is followed while a shop runs. Its `value` only counts what is certain by now: of a job that is not complete, the time
 * that has passed (in an active schedule, the time at which its last scheduled operation ends). So it never falls while weights are
 * positive (but for `moved` and `meanShift`, while a set-up is interrupted), and ends as the objective of the schedule.
 *
 * `reward()` is minus its growth since the last call. The rewards of an episode therefore add up to minus the objective: exactly where
 * all values are integers below 2^53 (integer times and weights), and up to the rounding of that sum otherwise.
 */
export class RunningObjective {
  readonly #shop: Shop;
  readonly #terms: readonly (readonly [weight: number, term: () => number])[];
  readonly #before: ReadonlyMap<number, readonly [machine: number, start: number]>;
  #last = 0;

  /** @throws LeptonError `invalid-value` for unknown terms, for weights that are no numbers, and for stability without a plan */
  constructor(shop: Shop, weights: ObjectiveWeights, previous?: Schedule) {
    this.#shop = shop;
    this.#before = startsOf(shop, previous);
    this.#terms = Object.entries(weights).map(([name, weight]) => {
      const known = objectiveNames.find((one) => one === name);
      check(known !== undefined && Number.isFinite(weight), {
        component: 'RunningObjective',
        parameter: `weights.${name}`,
        value: weight,
        requirement: `a number, for one of ${objectiveNames.join(', ')}`,
        ...hintFor(name),
      });
      check(previous !== undefined || (known !== 'moved' && known !== 'meanShift'), {
        component: 'RunningObjective',
        parameter: 'previous',
        value: previous,
        requirement: `the plan before, for ${name}`,
      });
      return [weight, () => this.term(known)] as const;
    });
  }

  /** The weighted sum of the terms so far. */
  get value(): number {
    let sum = 0;
    for (const [weight, term] of this.#terms) sum += weight * term();
    return sum;
  }

  /** Minus the growth of the value since the last call, or since 0. */
  reward(): number {
    const value = this.value;
    const reward = this.#last - value;
    this.#last = value;
    return reward;
  }

  /** The value at the last call of `reward`; to be kept with a snapshot of the shop, and to be 0 after its reset. */
  get last(): number {
    return this.#last;
  }

  set last(value: number) {
    this.#last = value;
  }

  /** One term so far, not weighted. */
  term(name: ObjectiveName): number {
    const { state, plant } = this.#shop;
    switch (name) {
      case 'makespan':
        return this.#latest();
      case 'energyCost':
        return energyCostBy(state, this.#latest());
      case 'totalTardiness':
        return this.#sumOverJobs((job, time) => Math.max(0, time - plant.due[job]));
      case 'weightedTardiness':
        return this.#sumOverJobs((job, time) => plant.weight[job] * Math.max(0, time - plant.due[job]));
      case 'numberLate':
        return this.#sumOverJobs((job, time) => (time > plant.due[job] ? 1 : 0));
      case 'flowTime':
        return this.#sumOverJobs((job, time) => Math.max(0, time - plant.release[job]));
      case 'weightedFlowTime':
        return this.#sumOverJobs((job, time) => plant.weight[job] * Math.max(0, time - plant.release[job]));
      case 'moved':
        return this.#sumOverTasks((shift, isSame) => (isSame && shift === 0 ? 0 : 1));
      case 'meanShift':
        return this.#before.size === 0 ? 0 : this.#sumOverTasks((shift) => shift) / this.#before.size;
      default:
        return state[name];
    }
  }

  /** When the last job was complete, or the earliest time at which it can be. */
  #latest(): number {
    const { state, settings } = this.#shop;
    return settings.scheme.kind === 'active' || state.jobsLeft === 0 ? state.makespan : state.time;
  }

  /** `time` is the completion of the job, or the earliest time that it can still have. */
  #sumOverJobs(of: (job: number, time: number) => number): number {
    const { state, plant, settings } = this.#shop;
    const isActive = settings.scheme.kind === 'active';
    let sum = 0;
    let latest = 0;
    for (let job = 0; job < plant.jobCount; job++) {
      const completion = state.completion[job];
      const least = isActive ? state.readyTime[job] : state.time;
      const time = completion === completion ? completion : least;
      if (time > latest) latest = time;
      // The strands of a job follow each other; it is complete when the last of them is.
      if (job + 1 < plant.jobCount && plant.jobOfStrand[job + 1] === plant.jobOfStrand[job]) continue;
      sum += of(job, latest);
      latest = 0;
    }
    return sum;
  }

  #sumOverTasks(of: (shift: number, isSameMachine: boolean) => number): number {
    const { state, plant } = this.#shop;
    const { rows, count } = state.tasks;
    let sum = 0;
    for (let row = 0; row < count * taskWidth; row += taskWidth) {
      const attempt = rows[row + task.attempt];
      const before = this.#before.get(attempt * plant.operationCount + rows[row + task.operation]);
      if (before === undefined) continue;
      sum += of(Math.abs(rows[row + task.start] - before[1]), rows[row + task.machine] === before[0]);
    }
    return sum;
  }
}

/** Machine and start of each task of a plan, by attempt * N + operation. */
function startsOf({ plant }: Shop, schedule: Schedule | undefined) {
  return new Map(
    (schedule?.tasks ?? []).map(({ job, operation, attempt, machine, start }) => {
      const flat = plantOperation(plant, job, operation);
      return [attempt * plant.operationCount + flat, [machine, start]] as const;
    }),
  );
}

function hintFor(name: string): { readonly hint?: string } {
  const near = nearestName(name, objectiveNames);
  return near === undefined ? {} : { hint: `did you mean ${near}?` };
}
