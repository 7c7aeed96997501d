/** Plants drawn at random, for tests that want every feature of a plant at once. */
import { Pcg64 } from '../../src/random/index.js';
import type { Job, Machine, Operation, Problem } from './problem.js';
import { draw, meanDuration, numbered, permutation, sum } from './random-draws.js';
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
