/** Shops drawn at random, for training and studies. Plants with every feature: `random-plant.ts`. */
import { check } from '../../src/errors.js';
import type { Pcg64 } from '../../src/random/index.js';
import type { Operation, Problem } from './problem.js';
import {
  checkedRange,
  draw,
  drawSize,
  meanDuration,
  numbered,
  permutation,
  sum,
  wrong,
  type Range,
} from './random-draws.js';

export interface JobShopSize {
  /** A number, or a range to draw it from. */
  readonly jobs: number | Range;
  readonly machines: number | Range;
  /** Processing times, integers; absent: 1 to 99, as Taillard's. */
  readonly durations?: Range;
}

/**
 * A job shop like Taillard's: every job visits every machine once, in a random order, for a random time. The same distribution as
 * `taillard.ts`, another generator.
 * @throws LeptonError `invalid-value` for a size that is not a positive integer or a range that is not in order
 */
export function randomJobShop(random: Pcg64, size: JobShopSize): Problem {
  const jobs = drawSize(random, 'jobs', size.jobs);
  const machines = drawSize(random, 'machines', size.machines);
  const durations = checkedRange('durations', size.durations ?? [1, 99], 0);
  return {
    name: `random job shop ${jobs} x ${machines}`,
    machines: numbered(machines, 'M').map((name) => ({ name })),
    jobs: numbered(jobs, 'J').map((name) => ({
      name,
      operations: permutation(random, machines).map((machine) => ({
        alternatives: [{ machine, duration: draw(random, durations) }],
      })),
    })),
  };
}

export interface FlexibleShopSize extends JobShopSize {
  /** Operations of a job; absent: as many as machines. */
  readonly operations?: Range;
  /** Machines that can do an operation; absent: 1 to all. */
  readonly alternatives?: Range;
  /** The time on a machine is the operation's time times a factor in [1 - spread, 1 + spread], rounded, at least 1; absent: 0.2. */
  readonly spread?: number;
}

/**
 * A flexible job shop in the manner of the set SD1 (Song et al. 2022): each operation has a time and a random set of machines, whose
 * own times spread about it.
 * @throws LeptonError `invalid-value`
 */
export function randomFlexibleShop(random: Pcg64, size: FlexibleShopSize): Problem {
  const jobs = drawSize(random, 'jobs', size.jobs);
  const machines = drawSize(random, 'machines', size.machines);
  const draws: OperationDraws = {
    operations: checkedRange('operations', size.operations ?? [machines, machines], 1),
    alternatives: checkedRange('alternatives', size.alternatives ?? [1, machines], 1),
    durations: checkedRange('durations', size.durations ?? [1, 20], 0),
    spread: size.spread ?? 0.2,
  };
  check(draws.alternatives[1] <= machines, wrong('alternatives', draws.alternatives, `at most ${machines}`));
  check(draws.spread >= 0 && draws.spread < 1, wrong('spread', draws.spread, 'in [0, 1)'));
  return {
    name: `random flexible shop ${jobs} x ${machines}`,
    machines: numbered(machines, 'M').map((name) => ({ name })),
    jobs: numbered(jobs, 'J').map((name) => ({
      name,
      operations: flexibleOperations(random, machines, draws),
    })),
  };
}

export interface DynamicShopSize extends FlexibleShopSize {
  /** Work that arrives, as a share of what the machines can do while they are not broken down. */
  readonly utilization: number;
  /** Due date = arrival + tightness x the job's mean work; smaller is harder. */
  readonly tightness: number;
  /** Of the jobs, so many are there at time 0; absent: 0. */
  readonly initialJobs?: number;
  /** Exponential, of every machine; absent: none. */
  readonly breakdowns?: { readonly meanTimeBetweenFailures: number; readonly meanTimeToRepair: number };
}

/**
 * A flexible shop in which jobs arrive as a Poisson process and are not known before. The mean time between arrivals is
 * work of a job / (machines x utilization x availability), where the work of an operation is its mean over its machines and
 * availability is MTBF / (MTBF + MTTR). An arrival is the one before it plus an exponential interval. Durations are 10 to 20 unless
 * said otherwise (Liu, Piplani and Toro 2022).
 * @throws LeptonError `invalid-value`
 */
export function randomDynamicShop(random: Pcg64, size: DynamicShopSize): Problem {
  const { utilization, tightness, initialJobs = 0, breakdowns } = size;
  check(utilization > 0, wrong('utilization', utilization, 'more than 0'));
  check(tightness > 0, wrong('tightness', tightness, 'more than 0'));
  const { machines, jobs } = randomFlexibleShop(random, { ...size, durations: size.durations ?? [10, 20] });
  const works = jobs.map(({ operations }) => sum(operations.map(meanDuration)));
  const availability =
    breakdowns === undefined
      ? 1
      : breakdowns.meanTimeBetweenFailures /
        (breakdowns.meanTimeBetweenFailures + breakdowns.meanTimeToRepair);
  const meanInterval = sum(works) / works.length / (machines.length * utilization * availability);
  let arrival = 0;
  return {
    name: `random dynamic shop ${jobs.length} x ${machines.length}, utilization ${utilization}, tightness ${tightness}`,
    machines: machines.map((machine) =>
      breakdowns === undefined
        ? machine
        : { ...machine, breakdowns: { kind: 'exponential' as const, ...breakdowns } },
    ),
    jobs: jobs.map((job, index) => {
      if (index >= initialJobs) arrival += meanInterval * random.standardExponential();
      return { ...job, release: arrival, known: arrival, due: arrival + tightness * works[index] };
    }),
  };
}

interface OperationDraws {
  readonly operations: Range;
  readonly alternatives: Range;
  readonly durations: Range;
  readonly spread: number;
}

function flexibleOperations(random: Pcg64, machines: number, draws: OperationDraws): readonly Operation[] {
  return Array.from({ length: draw(random, draws.operations) }, () => {
    const duration = draw(random, draws.durations);
    const chosen = permutation(random, machines).slice(0, draw(random, draws.alternatives));
    return {
      alternatives: chosen
        .sort((a, b) => a - b)
        .map((machine) => ({
          machine,
          duration: Math.max(1, Math.round(duration * random.uniform(1 - draws.spread, 1 + draws.spread))),
        })),
    };
  });
}
