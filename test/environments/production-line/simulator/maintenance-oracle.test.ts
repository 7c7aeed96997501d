import { describe, expect, it } from '@jest/globals';
import type { Maintenance, Problem } from '../../../../environments/production-line/problem.js';
import { compileProblem } from '../../../../environments/production-line/simulator/compile-problem.js';
import type { MaintenancePolicy } from '../../../../environments/production-line/simulator/options.js';
import { Shop } from '../../../../environments/production-line/simulator/shop.js';

const planned = 5;
const failure = 15;
const scale = 100;
const horizon = 15_000;

/** One machine that works without an end in steps of one unit; repairs and maintenance cost money and no time. */
function plant(shape: number, effect: Maintenance['repair']['effect']) {
  const problem: Problem = {
    name: 'wear',
    machines: [
      {
        name: 'M',
        maintenance: {
          shape,
          scale,
          repair: { time: 0, cost: failure, effect },
          preventive: { time: 0, cost: planned, remainingAge: 0 },
        },
      },
    ],
    jobs: [
      {
        name: 'J',
        operations: Array.from({ length: horizon }, () => ({ alternatives: [{ machine: 0, duration: 1 }] })),
      },
    ],
  };
  return compileProblem(problem);
}

/** Cost for a unit of time, the same chance for every policy. */
function costRate(shape: number, effect: Maintenance['repair']['effect']) {
  const line = plant(shape, effect);
  return (maintenance: MaintenancePolicy): number => {
    let cost = 0;
    const seeds = [1, 2];
    for (const seed of seeds) {
      const shop = new Shop(line, { maintenance });
      for (shop.reset(seed); !shop.isDone;) shop.take(0);
      cost += shop.state.maintenanceCost + shop.state.repairCost;
    }
    return cost / (seeds.length * horizon);
  };
}

/** Long-run cost of maintenance at age T, shape 2: under minimal repair, and with renewal (by Simpson's rule). */
const minimalCost = (age: number): number => (planned + failure * (age / scale) ** 2) / age;
function renewalCost(age: number): number {
  const survival = (x: number): number => Math.exp(-((x / scale) ** 2));
  const steps = 200;
  let length = 0;
  for (let i = 0; i < steps; i++) {
    const [a, b] = [(age * i) / steps, (age * (i + 1)) / steps];
    length += ((b - a) / 6) * (survival(a) + 4 * survival((a + b) / 2) + survival(b));
  }
  return (failure * (1 - survival(age)) + planned * survival(age)) / length;
}

const ages = Array.from({ length: 11 }, (_, i) => 36 + 7 * i);

describe('preventive maintenance at shape 2, scale 100, costs 5 and 15', () => {
  it.each([
    ['minimal', minimalCost, 58],
    ['renewal', renewalCost, 74],
  ] as const)(
    'with %s repair the best age of a search costs at most 3 %% more than the optimum',
    (effect, cost, best) => {
      const rate = costRate(2, effect);
      const rates = ages.map((age) => rate({ kind: 'age', age }));
      const found = ages[rates.indexOf(Math.min(...rates))];
      const optimum = Math.min(...Array.from({ length: 200 }, (_, i) => cost(i + 1)));
      expect(Math.abs(cost(best) / optimum - 1)).toBeLessThan(0.001);
      expect(cost(found) / optimum).toBeLessThanOrEqual(1.03);
      // What the simulator pays is what the formula says.
      expect(Math.abs(Math.min(...rates) / optimum - 1)).toBeLessThan(0.1);
      expect(rate({ kind: 'none' })).toBeGreaterThan(1.1 * Math.min(...rates));
    },
  );

  it('never pays at shape 1: failures come as often whatever is done', () => {
    for (const effect of ['minimal', 'renewal'] as const) {
      const rate = costRate(1, effect);
      const without = rate({ kind: 'none' });
      expect(Math.abs(without / (failure / scale) - 1)).toBeLessThan(0.1);
      for (const age of [20, 60, 200]) {
        const paid = rate({ kind: 'age', age });
        expect(paid).toBeGreaterThan(without);
        // Without renewal the failures are the very same ones.
        if (effect === 'minimal') expect(Math.abs((paid - without) / (planned / age) - 1)).toBeLessThan(0.02);
      }
    }
  });
});
