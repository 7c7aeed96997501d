/** Random plants under random policies: what the simulator leaves, to be held against the verifier. */
import { Pcg64 } from '../../../../src/random/index.js';
import { isLeptonError } from '../../../../src/errors.js';
import type { Problem } from '../../../../environments/production-line/problem.js';
import {
  plantFeatures,
  randomPlant,
  type PlantFeature,
} from '../../../../environments/production-line/random-plant.js';
import { compileProblem } from '../../../../environments/production-line/simulator/compile-problem.js';
import {
  RunningObjective,
  objectiveNames,
  type ObjectiveName,
} from '../../../../environments/production-line/simulator/objectives.js';
import type { ShopOptions } from '../../../../environments/production-line/simulator/options.js';
import { scheduleOf } from '../../../../environments/production-line/simulator/schedule-of.js';
import { Shop } from '../../../../environments/production-line/simulator/shop.js';
import type { Schedule } from '../../../../environments/production-line/schedule.js';

export interface Run {
  readonly problem: Problem;
  readonly features: readonly PlantFeature[];
  readonly options: ShopOptions;
  readonly schedule: Schedule;
  /** What the simulator says of it, and the sum of its rewards for each objective. */
  readonly objectives: Readonly<Record<string, number>>;
  readonly rewards: Readonly<Record<string, number>>;
}

const followed = objectiveNames.filter(
  (name): name is Exclude<ObjectiveName, 'moved' | 'meanShift'> => name !== 'moved' && name !== 'meanShift',
);

/** Another schedule for the plant of a run, by other decisions, and how far it is from the first, as the simulator says. */
export function secondRun(run: Run, seed: number): Pick<Run, 'schedule' | 'objectives'> {
  const random = new Pcg64(seed + 1);
  const shop = new Shop(compileProblem(run.problem), run.options);
  const names = ['moved', 'meanShift'] as const;
  shop.reset(seed + 1);
  while (!shop.isDone) shop.take(random.integers(0, shop.candidates.count));
  const valueOf = (name: ObjectiveName) => new RunningObjective(shop, { [name]: 1 }, run.schedule).value;
  return {
    schedule: scheduleOf(shop, 'chance'),
    objectives: Object.fromEntries(names.map((name) => [name, valueOf(name)])),
  };
}

/** Draws a plant, a scheme, options and a policy from the seed; undefined where the combination is refused. */
export function randomRun(seed: number, wanted?: readonly PlantFeature[]): Run | undefined {
  const random = new Pcg64(seed);
  const density = random.random();
  const features = wanted ?? plantFeatures.filter(() => random.random() < density);
  const problem = randomPlant(seed, {
    features,
    jobs: random.integers(1, 8),
    machines: random.integers(1, 5),
  });
  const options = randomOptions(random);
  try {
    const shop = new Shop(compileProblem(problem), options);
    return { problem, features, options, ...play(shop, seed, random) };
  } catch (error) {
    if (isLeptonError(error) && error.code === 'unsupported') return undefined;
    throw error;
  }
}

function randomOptions(random: Pcg64): ShopOptions {
  // Non-delay goes with everything.
  const scheme = [
    { kind: 'non-delay' } as const,
    { kind: 'bounded-delay', bound: random.integers(1, 20) } as const,
    { kind: 'active' } as const,
  ][random.integers(0, 3)];
  const maintenance = [
    { kind: 'none' } as const,
    { kind: 'action' } as const,
    { kind: 'age', age: 20 } as const,
    { kind: 'period', period: 25 } as const,
  ][random.integers(0, 4)];
  const decisions = ([undefined, 'machine', 'pair'] as const)[random.integers(0, 3)];
  return {
    scheme,
    maintenance,
    chooseSpeed: random.random() < 0.5,
    ...(decisions !== undefined && { decisions }),
  };
}

function play(shop: Shop, seed: number, random: Pcg64): Pick<Run, 'schedule' | 'objectives' | 'rewards'> {
  const running = followed.map((name) => ({
    name,
    objective: new RunningObjective(shop, { [name]: 1 }),
    sum: 0,
  }));
  shop.reset(seed);
  while (!shop.isDone) {
    shop.take(random.integers(0, shop.candidates.count));
    for (const one of running) one.sum += one.objective.reward();
  }
  return {
    schedule: scheduleOf(shop, 'chance'),
    objectives: Object.fromEntries(running.map(({ name, objective }) => [name, objective.value])),
    rewards: Object.fromEntries(running.map(({ name, sum }) => [name, sum])),
  };
}
