/**
 * Taillard's instances, made from the seeds that he published: "Benchmarks for Basic Scheduling Problems" (Taillard, 1993).
 * No file is needed, and each number is that of the files.
 */
import { check } from '../../src/errors.js';
import type { Problem } from './problem.js';
import { flowShopSeeds, jobShopSeeds } from './taillard-seeds.js';

/** How many instances there are. */
export const taillardJobShopCount = 80;
export const taillardFlowShopCount = 120;

/**
 * `ta01` to `ta80`.
 * @param number 1 to 80
 * @throws LeptonError `invalid-value`
 */
export function taillardJobShop(number: number): Problem {
  checkNumber(number, taillardJobShopCount);
  const { jobs, machines, timeSeeds, machineSeeds } = jobShopSeeds[Math.floor((number - 1) / 10)];
  const times = new TaillardGenerator(timeSeeds[(number - 1) % 10]);
  const durations = matrix(jobs, machines, () => times.integer(1, 99)); // [J, M]
  const order = new TaillardGenerator(machineSeeds[(number - 1) % 10]);
  const routes = Array.from({ length: jobs }, () => shuffled(order, machines)); // [J, M]
  return shop(`ta${String(number).padStart(2, '0')}`, durations, routes);
}

/**
 * `tf001` to `tf120`, permutation flow shops. (Taillard called them ta001 to ta120.)
 * @param number 1 to 120
 * @throws LeptonError `invalid-value`
 */
export function taillardFlowShop(number: number): Problem {
  checkNumber(number, taillardFlowShopCount);
  const { jobs, machines, timeSeeds } = flowShopSeeds[Math.floor((number - 1) / 10)];
  const times = new TaillardGenerator(timeSeeds[(number - 1) % 10]);
  const byMachine = matrix(machines, jobs, () => times.integer(1, 99)); // [M, J]
  const durations = matrix(jobs, machines, (job, machine) => byMachine[machine][job]); // [J, M]
  const routes = matrix(jobs, machines, (_, machine) => machine); // [J, M]
  return { ...shop(`tf${String(number).padStart(3, '0')}`, durations, routes), permutation: true };
}

/** X <- 16807 X mod (2^31 - 1): below 2^53 in every step, so that doubles are exact. */
class TaillardGenerator {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** In [low, high]. */
  integer(low: number, high: number): number {
    this.#state = (16807 * this.#state) % 2147483647;
    return low + Math.floor((this.#state / 2147483647) * (high - low + 1));
  }
}

/** Each position is swapped with one that is drawn from itself to the last. */
function shuffled(random: TaillardGenerator, length: number): readonly number[] {
  const order = Array.from({ length }, (_, index) => index);
  for (let position = 0; position < length; position++) {
    const other = random.integer(position, length - 1);
    [order[position], order[other]] = [order[other], order[position]];
  }
  return order;
}

function shop(
  name: string,
  durations: readonly (readonly number[])[],
  routes: readonly (readonly number[])[],
): Problem {
  return {
    name,
    machines: durations[0].map((_, machine) => ({ name: `M${machine + 1}` })),
    jobs: routes.map((route, job) => ({
      name: `J${job + 1}`,
      operations: route.map((machine, index) => ({
        alternatives: [{ machine, duration: durations[job][index] }],
      })),
    })),
  };
}

const matrix = (
  rows: number,
  columns: number,
  value: (row: number, column: number) => number,
): readonly (readonly number[])[] =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => value(row, column)),
  );

function checkNumber(number: number, count: number): void {
  check(Number.isInteger(number) && number >= 1 && number <= count, {
    component: 'Taillard',
    parameter: 'number',
    value: number,
    requirement: `an integer from 1 to ${count}`,
  });
}
