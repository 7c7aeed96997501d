import { describe, expect, it } from '@jest/globals';
import {
  plantFeatures,
  randomPlant,
  type PlantFeature,
} from '../../../../environments/production-line/random-plant.js';
import { compileProblem } from '../../../../environments/production-line/simulator/compile-problem.js';
import type { ShopOptions } from '../../../../environments/production-line/simulator/options.js';
import {
  featuresOf,
  refusedCombinations,
} from '../../../../environments/production-line/simulator/refused-combinations.js';
import { scheduleOf } from '../../../../environments/production-line/simulator/schedule-of.js';
import { Shop } from '../../../../environments/production-line/simulator/shop.js';
import { verifySchedule } from '../../../../environments/production-line/verifier/verify.js';
import { Pcg64 } from '../../../../src/random/index.js';
import { playRandomly, shopOf } from './play.js';

const eventSchemes: readonly ShopOptions[] = [
  { scheme: { kind: 'non-delay' }, maintenance: { kind: 'action' }, chooseSpeed: true },
  { scheme: { kind: 'bounded-delay', bound: 15 }, maintenance: { kind: 'age', age: 20 } },
  { scheme: { kind: 'non-delay' }, maintenance: { kind: 'period', period: 30 }, decisions: 'pair' },
];

/** All that the core must be able to do at once. */
const everything = [
  'unequal',
  'flexible',
  'zeros',
  'fractions',
  'releases',
  'arrivals',
  'dueDates',
  'setups',
  'calendar',
  'pausable',
  'breakdowns',
  'buffers',
  'transport',
  'maintenance',
  'speeds',
  'stress',
  'crews',
  'noise',
  'rework',
  'scrap',
  'resources',
] as const;

/** Messages of what is wrong with the schedules of random policies. */
function faults(seed: number, features: readonly PlantFeature[], options: ShopOptions): readonly string[] {
  const draw = new Pcg64(seed);
  const problem = randomPlant(seed, {
    features,
    jobs: draw.integers(2, 9),
    machines: draw.integers(2, 6),
  });
  const shop = shopOf(problem, options, seed);
  playRandomly(shop, seed);
  return verifySchedule(problem, scheduleOf(shop, 'random')).map(({ message }) => `seed ${seed}: ${message}`);
}

describe('a shop under random policies', () => {
  it.each(eventSchemes)('makes feasible schedules with everything at once: %j', (options) => {
    const found = Array.from({ length: 60 }, (_, seed) => faults(seed, everything, options));
    expect(found.flat()).toEqual([]);
  });

  it('makes feasible schedules of any features, in any scheme, unless the combination is refused', () => {
    const schemes: readonly ShopOptions[] = [...eventSchemes, { scheme: { kind: 'active' } }];
    let refused = 0;
    const found: string[] = [];
    for (let seed = 0; seed < 240; seed++) {
      const draw = new Pcg64(1000 + seed);
      const features = plantFeatures.filter(() => draw.random() < 0.2);
      const options = schemes[seed % schemes.length];
      try {
        found.push(...faults(seed, features, options));
      } catch (error) {
        if (!(error instanceof Error) || !error.message.includes('together with')) throw error;
        refused++;
      }
    }
    expect(found).toEqual([]);
    expect(refused).toBeGreaterThan(20);
    expect(refused).toBeLessThan(160);
  });

  it.each(eventSchemes)('makes feasible schedules of jobs that branch, with all else: %j', (options) => {
    const branching = [
      ...everything.filter((feature) => feature !== 'buffers'),
      ...(['assembly', 'weights', 'energy'] as const),
    ];
    let parallel = 0;
    for (let seed = 0; seed < 60; seed++) {
      const draw = new Pcg64(seed);
      const features = seed % 2 === 0 ? branching : branching.filter(() => draw.random() < 0.4);
      expect(faults(seed, [...features, 'assembly', 'unequal'], options)).toEqual([]);
      const problem = randomPlant(seed, { features: ['assembly', 'unequal'], jobs: 3, machines: 4 });
      const shop = shopOf(problem, options, seed);
      playRandomly(shop, seed);
      const { tasks } = scheduleOf(shop, 'random');
      for (const one of tasks)
        for (const other of tasks)
          if (one.job === other.job && one.start < other.start && other.start < one.end) parallel++;
    }
    expect(parallel).toBeGreaterThan(100);
  });

  it('ends with buffers of no places and jobs that visit machines in all directions', () => {
    const found = Array.from({ length: 150 }, (_, seed) => {
      const problem = randomPlant(seed, { features: ['unequal', 'buffers'], jobs: 12, machines: 4 });
      const machines = problem.machines.map((machine) => ({ ...machine, buffer: 0 }));
      const shop = shopOf({ ...problem, machines }, {}, seed);
      playRandomly(shop, seed);
      return verifySchedule({ ...problem, machines }, scheduleOf(shop, 'random'));
    });
    expect(found.flat()).toEqual([]);
  });

  it('keeps the chains of jobs that cannot wait, with all that goes with them', () => {
    const companions = [
      'flexible',
      'unequal',
      'zeros',
      'fractions',
      'releases',
      'arrivals',
      'calendar',
      'transport',
      'setups',
      'resources',
      'pausable',
      'permutation',
      'energy',
    ] as const;
    const found = Array.from({ length: 100 }, (_, seed) => {
      const draw = new Pcg64(seed);
      const features = companions.filter(() => draw.random() < 0.45);
      return faults(seed, ['noWait', ...features], seed % 2 === 0 ? {} : eventSchemes[1]);
    });
    expect(found.flat()).toEqual([]);
  });

  it.each(eventSchemes)('keeps one order where operations are repeated and jobs are lost: %j', (options) => {
    const found = Array.from({ length: 40 }, (_, seed) => {
      const draw = new Pcg64(seed);
      const companions = everything.filter((feature) => !['flexible', 'unequal'].includes(feature));
      const features = companions.filter(() => draw.random() < 0.4);
      return faults(seed, ['permutation', 'rework', 'scrap', ...features], options);
    });
    expect(found.flat()).toEqual([]);
  });

  it('takes a decision for every task, and one for every wait and maintenance', () => {
    const problem = randomPlant(3, { features: ['unequal', 'setups', 'calendar'], jobs: 8, machines: 4 });
    const shop = shopOf(problem);
    const operations = problem.jobs.flatMap((job) => job.operations).length;
    expect(playRandomly(shop, 1)).toBe(operations);
    expect(shop.isDone).toBe(true);
    expect(shop.candidates.count).toBe(0);
  });
});

describe('refusedCombinations', () => {
  it('has at most 15 pairs, each with its reason and each once', () => {
    expect(refusedCombinations.length).toBeLessThanOrEqual(15);
    const pairs = refusedCombinations.map(([one, other]) => [one, other].toSorted().join(' & '));
    expect(new Set(pairs).size).toBe(refusedCombinations.length);
    for (const [, , why] of refusedCombinations) expect(why.length).toBeGreaterThan(20);
  });

  it('is enforced for every pair', () => {
    // What each feature is in a random plant.
    const asked: Readonly<Record<string, readonly PlantFeature[]>> = {
      'active scheme': [],
      'no-wait jobs': ['noWait'],
      'finite buffers': ['buffers'],
      'stochastic durations': ['noise'],
      breakdowns: ['failures', 'breakdowns'],
      wear: ['maintenance'],
      'rework or scrap': ['rework', 'scrap'],
      permutation: ['permutation'],
      'dynamic arrivals': ['arrivals'],
      assembly: ['assembly'],
    };
    for (const [one, other] of refusedCombinations)
      for (const feature of asked[other]) {
        const features = [...asked[one], feature];
        const problem = randomPlant(1, { features, jobs: 6, machines: 4 });
        expect(featuresOf(problem)).toContain(other);
        const make = () =>
          new Shop(compileProblem(problem), {
            scheme: { kind: one === 'active scheme' ? 'active' : 'non-delay' },
          });
        expect(make).toThrow(`${one} together with ${other}`);
      }
  });
});
