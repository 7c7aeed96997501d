import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import { problemDefects } from '../../../environments/production-line/check-problem.js';
import { plantFeatures, randomPlant } from '../../../environments/production-line/random-plant.js';
import {
  randomDynamicShop,
  randomFlexibleShop,
  randomJobShop,
} from '../../../environments/production-line/random-problem.js';
import { Pcg64 } from '../../../src/random/index.js';

describe('a random job shop', () => {
  it('sends every job to every machine once, for 1 to 99', () => {
    const { jobs, machines } = randomJobShop(new Pcg64(1), { jobs: 20, machines: 7 });
    expect(machines).toHaveLength(7);
    for (const { operations } of jobs) {
      const visited = operations.map(({ alternatives }) => alternatives[0].machine).sort((a, b) => a - b);
      expect(visited).toEqual([0, 1, 2, 3, 4, 5, 6]);
    }
    const durations = jobs.flatMap(({ operations }) =>
      operations.map(({ alternatives }) => alternatives[0].duration),
    );
    expect(Math.min(...durations)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...durations)).toBeLessThanOrEqual(99);
  });

  it('takes its size from a range, both ends included', () => {
    const random = new Pcg64(2);
    const sizes = Array.from(
      { length: 60 },
      () => randomJobShop(random, { jobs: [2, 4], machines: [3, 3] }).jobs.length,
    );
    expect(new Set(sizes)).toEqual(new Set([2, 3, 4]));
  });

  it('is the same for the same seed', () => {
    const make = () => randomJobShop(new Pcg64(3), { jobs: 4, machines: 4 });
    expect(make()).toEqual(make());
  });

  it.each([0, 1.5, -1])('refuses %p jobs', (jobs) => {
    expect(() => randomJobShop(new Pcg64(1), { jobs, machines: 2 })).toThrow('integers from 1 up');
  });
});

describe('a random dynamic shop', () => {
  const size = { jobs: 4000, machines: 5, operations: [1, 5], utilization: 0.8, tightness: 2 } as const;
  const shop = randomDynamicShop(new Pcg64(4), size);
  const arrivals = shop.jobs.map(({ release = 0 }) => release);
  const works = shop.jobs.map(({ operations }) =>
    operations
      .map(
        ({ alternatives }) =>
          alternatives.reduce((sum, { duration }) => sum + duration, 0) / alternatives.length,
      )
      .reduce((sum, work) => sum + work, 0),
  );

  it('lets jobs arrive one after the other, known when they come', () => {
    expect(arrivals.every((arrival, index) => index === 0 || arrival > arrivals[index - 1])).toBe(true);
    expect(shop.jobs.every(({ known, release }) => known === release)).toBe(true);
  });

  it('brings the work of the stated utilization', () => {
    const total = works.reduce((sum, work) => sum + work, 0);
    // The mean of 4000 exponential intervals is within 5 % (three standard errors).
    expect(Math.abs(total / (5 * (arrivals.at(-1) ?? 0)) - 0.8)).toBeLessThan(0.04);
  });

  it('has intervals whose deviation is their mean, as an exponential has', () => {
    const intervals = arrivals.slice(1).map((arrival, index) => arrival - arrivals[index]);
    const mean = intervals.reduce((sum, value) => sum + value, 0) / intervals.length;
    const variance =
      intervals.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / intervals.length;
    expect(Math.abs(Math.sqrt(variance) / mean - 1)).toBeLessThan(0.1);
  });

  it('gives each job its tightness times its mean work', () => {
    for (const [index, { due = 0, release = 0 }] of shop.jobs.slice(0, 50).entries())
      expect(due - release).toBeCloseTo(2 * works[index], 6);
  });

  it('slows arrivals down by what breakdowns take from the machines', () => {
    const breakdowns = { meanTimeBetweenFailures: 90, meanTimeToRepair: 10 };
    const slowed = randomDynamicShop(new Pcg64(4), { ...size, breakdowns });
    const last = slowed.jobs.at(-1)?.release ?? 0;
    expect(last).toBeCloseTo((arrivals.at(-1) ?? 0) / 0.9, 3);
    expect(slowed.machines[0].breakdowns).toEqual({ kind: 'exponential', ...breakdowns });
  });

  it('has the jobs of the beginning at time 0', () => {
    const { jobs } = randomDynamicShop(new Pcg64(5), { ...size, jobs: 10, initialJobs: 4 });
    expect(jobs.filter(({ release }) => release === 0)).toHaveLength(4);
  });
});

describe('random plants', () => {
  it('are sound whatever features they have', () => {
    fc.assert(
      fc.property(
        fc.nat(1e9),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 5 }),
        fc.subarray([...plantFeatures]),
        (seed, jobs, machines, features) => {
          expect(problemDefects(randomPlant(seed, { jobs, machines, features }))).toEqual([]);
        },
      ),
      runs(150),
    );
  });

  it('draw each feature apart: set-ups change nothing of the routes', () => {
    const plain = randomPlant(7, { features: ['dueDates'] });
    const more = randomPlant(7, { features: ['dueDates', 'setups', 'calendar'] });
    const routes = (problem: typeof plain) =>
      problem.jobs.map(({ operations, due }) => [due, operations.map(({ alternatives }) => alternatives)]);
    expect(routes(more)).toEqual(routes(plain));
    expect(more.machines.every(({ setups }) => setups !== undefined)).toBe(true);
  });

  it('have what they are asked for, over a few seeds', () => {
    const text = [1, 2, 3, 4]
      .map((seed) =>
        JSON.stringify(
          randomPlant(seed, {
            features: plantFeatures.filter((feature) => feature !== 'permutation' && feature !== 'failures'),
          }),
        ),
      )
      .join('');
    for (const key of [
      'closed',
      'setups',
      'listed',
      'buffer',
      'transport',
      'maintenance',
      'speeds',
      'stress',
      'crews',
      'noWait',
      'rework',
      'scrap',
      'known',
      'due',
      'weight',
      'pausable',
    ])
      expect(text).toContain(`"${key}"`);
  });
});

it('random flexible shops are sound, and keep to their ranges', () => {
  const shop = randomFlexibleShop(new Pcg64(9), {
    jobs: 10,
    machines: 4,
    operations: [2, 3],
    alternatives: [2, 3],
    durations: [10, 10],
    spread: 0.1,
  });
  expect(problemDefects(shop)).toEqual([]);
  for (const { operations } of shop.jobs) {
    expect([2, 3]).toContain(operations.length);
    for (const { alternatives } of operations) {
      expect([2, 3]).toContain(alternatives.length);
      for (const { duration } of alternatives) expect([9, 10, 11]).toContain(duration);
    }
  }
});
