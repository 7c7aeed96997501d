/** Problems drawn at random: for training, for studies, and for tests that want every feature of a plant at once. */
import { check } from '../../src/errors.js';
import { Pcg64 } from '../../src/random/index.js';
import type { Job, Machine, Operation, Problem } from './problem.js';
import {
  checkedRange,
  draw,
  drawSize,
  numbered,
  permutation,
  sum,
  wrong,
  type Range,
} from './random-draws.js';
import {
  disjoint,
  familyCount,
  plantBefore,
  plantNeeds,
  plantNoise,
  plantPower,
  plantPrices,
  plantResources,
  plantSetups,
  plantSpeeds,
  plantTransport,
  plantWear,
} from './random-plant-parts.js';

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

/** What `randomPlant` can be asked for. */
export const plantFeatures = [
  'flexible', // several machines for an operation
  'unequal', // jobs of different lengths, machines visited twice
  'forward', // routes visit machines in ascending order only, so that finite buffers cannot lock
  'permutation', // a permutation flow shop: every job on every machine, in the same order
  'zeros', // some operations take no time
  'fractions', // times that are no integers
  'releases', // known beforehand
  'arrivals', // not known before they are released
  'dueDates',
  'weights',
  'setups', // families, with and without a row for the beginning
  'calendar', // closed intervals
  'pausable', // half of the operations
  'breakdowns', // listed
  'failures', // exponential
  'buffers', // 0 to 2 places
  'transport',
  'maintenance', // wear, with and without sensors
  'speeds',
  'stress',
  'crews', // one crew
  'noise', // of processing times, one of the three kinds
  'noWait', // half of the jobs
  'rework',
  'scrap',
  'resources', // operators with shifts, and tools
  'energy', // power of machines, and prices by the time
  'assembly', // routes that branch and join
] as const;
export type PlantFeature = (typeof plantFeatures)[number];

export interface PlantSize {
  /** Absent: 5. */
  readonly jobs?: number;
  /** Absent: 3. */
  readonly machines?: number;
  readonly features?: readonly PlantFeature[];
}

/**
 * A small plant with the features that are asked for. The seed decides everything; a feature more changes only what belongs to it.
 * `permutation` goes before `flexible`, `unequal` and `forward`.
 */
export function randomPlant(
  seed: number,
  { jobs = 5, machines = 3, features = [] }: PlantSize = {},
): Problem {
  const plant = new PlantDraw(seed, features);
  const routes = plantRoutes(new Pcg64(BigInt(seed) * 64n), plant, jobs, machines);
  const horizon = Math.ceil((2 * sum(routes.flat().map(meanDuration))) / machines) + 10;
  return {
    name: `random plant ${seed}`,
    machines: numbered(machines, 'M').map((name) => plantMachine(plant, name, horizon)),
    jobs: routes.map((route, job) => plantJob(plant, route, job, horizon)),
    ...(plant.has('permutation') && { permutation: true }),
    ...(plant.has('transport') && { transport: plantTransport(plant.random('transport'), machines) }),
    ...(plant.has('noise') && { durations: plantNoise(plant.random('noise')) }),
    ...(plant.has('crews') && { crews: 1 }),
    ...(plant.has('energy') && { energyPrices: plantPrices(plant.random('energy'), horizon) }),
    ...(plant.has('resources') && { resources: plantResources(plant.random('resources'), horizon) }),
  };
}

/** A generator of its own for each feature, so that one more shifts no other's numbers. */
class PlantDraw {
  readonly #features: ReadonlySet<PlantFeature>;
  readonly #generators: ReadonlyMap<PlantFeature, Pcg64>;

  constructor(seed: number, features: readonly PlantFeature[]) {
    this.#features = new Set(features);
    this.#generators = new Map(
      plantFeatures.map((feature, index) => [feature, new Pcg64(BigInt(seed) * 64n + BigInt(index + 1))]),
    );
  }

  has(feature: PlantFeature): boolean {
    return this.#features.has(feature);
  }

  random(feature: PlantFeature): Pcg64 {
    return this.#generators.get(feature) ?? new Pcg64(0);
  }

  /** With the feature's own dice; false where the plant lacks it. */
  happens(feature: PlantFeature, probability: number): boolean {
    return this.#features.has(feature) && this.random(feature).random() < probability;
  }
}

function plantRoutes(random: Pcg64, plant: PlantDraw, jobs: number, machines: number): Operation[][] {
  const inOrder = plant.has('permutation');
  const lengths = plant.random('unequal');
  return Array.from({ length: jobs }, () => {
    const shuffled = permutation(random, machines);
    const visits =
      plant.has('unequal') && !inOrder
        ? Array.from({ length: draw(lengths, [1, 2 * machines]) }, () => draw(lengths, [0, machines - 1]))
        : shuffled;
    const route = inOrder || plant.has('forward') ? [...visits].sort((a, b) => a - b) : visits;
    return route.map((machine) => {
      const duration = plantDuration(random, plant);
      const own = { machine, duration: plant.happens('zeros', 0.15) ? 0 : duration };
      const isFixed = inOrder || plant.has('forward');
      return { alternatives: isFixed ? [own] : [own, ...plantAlternatives(plant, machines, machine)] };
    });
  });
}

const plantAlternatives = (plant: PlantDraw, machines: number, own: number): Operation['alternatives'] =>
  Array.from({ length: machines }, (_, machine) => machine)
    .filter((machine) => machine !== own && plant.happens('flexible', 0.4))
    .map((machine) => ({ machine, duration: plantDuration(plant.random('flexible'), plant) }));

const plantDuration = (random: Pcg64, plant: PlantDraw): number =>
  draw(random, [1, 20]) + (plant.has('fractions') ? 0.125 : 0);

function plantJob(plant: PlantDraw, route: readonly Operation[], job: number, horizon: number): Job {
  const late = plant.has('arrivals') ? 'arrivals' : 'releases';
  const release = plant.has(late) ? draw(plant.random(late), [0, Math.ceil(horizon / 2)]) : 0;
  const slack = plant.random('dueDates').uniform(1, 3);
  return {
    name: `J${job + 1}`,
    operations: route.map((operation, index) => ({
      ...plantOperation(plant, operation),
      ...(plant.happens('assembly', 0.6) && { after: plantBefore(plant.random('assembly'), index) }),
    })),
    ...(release > 0 && { release }),
    ...(plant.has('arrivals') && { known: release }),
    ...(plant.has('dueDates') && { due: release + Math.ceil(sum(route.map(meanDuration)) * slack) }),
    ...(plant.has('weights') && { weight: draw(plant.random('weights'), [1, 4]) }),
    ...(plant.happens('noWait', 0.5) && { noWait: true }),
  };
}

const plantOperation = (plant: PlantDraw, operation: Operation): Operation => ({
  ...operation,
  ...(plant.has('setups') && { family: draw(plant.random('setups'), [0, familyCount - 1]) }),
  ...(plant.happens('pausable', 0.5) && { pausable: true }),
  ...(plant.has('stress') && { stress: draw(plant.random('stress'), [1, 4]) / 2 }),
  ...(plant.happens('rework', 0.5) && { rework: 0.2 }),
  ...(plant.happens('scrap', 0.3) && { scrap: 0.1 }),
  ...(plant.has('resources') && { needs: plantNeeds(plant.random('resources')) }),
});

function plantMachine(plant: PlantDraw, name: string, horizon: number): Machine {
  const failures = plant.random('failures');
  return {
    name,
    ...(plant.has('buffers') && { buffer: draw(plant.random('buffers'), [0, 2]) }),
    ...(plant.has('calendar') && { closed: disjoint(plant.random('calendar'), horizon) }),
    ...(plant.has('setups') && plantSetups(plant.random('setups'))),
    ...(plant.has('breakdowns') && {
      breakdowns: { kind: 'listed', intervals: disjoint(plant.random('breakdowns'), horizon) },
    }),
    ...(plant.has('failures') && {
      breakdowns: {
        kind: 'exponential',
        meanTimeBetweenFailures: draw(failures, [30, 90]),
        meanTimeToRepair: draw(failures, [2, 8]),
      },
    }),
    ...(plant.has('maintenance') && { maintenance: plantWear(plant.random('maintenance')) }),
    ...(plant.has('speeds') && { speeds: plantSpeeds }),
    ...(plant.has('energy') && { power: plantPower(plant.random('energy')) }),
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

const meanDuration = ({ alternatives }: Operation): number =>
  sum(alternatives.map(({ duration }) => duration)) / alternatives.length;
