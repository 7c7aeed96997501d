import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../../environments/production-line/problem.js';
import { randomPlant } from '../../../../environments/production-line/random-plant.js';
import {
  objectiveNames,
  RunningObjective,
  type ObjectiveWeights,
} from '../../../../environments/production-line/simulator/objectives.js';
import type { ShopOptions } from '../../../../environments/production-line/simulator/options.js';
import { scheduleOf } from '../../../../environments/production-line/simulator/schedule-of.js';
import { objectivesOf, stabilityOf } from '../../../../environments/production-line/verifier/objectives.js';
import { Pcg64 } from '../../../../src/random/index.js';
import { playRandomly, shopOf } from './play.js';

const weights: ObjectiveWeights = {
  makespan: 1,
  totalTardiness: 3,
  weightedTardiness: 2,
  numberLate: 50,
  flowTime: 1,
  weightedFlowTime: 1,
  setupTime: 4,
  moved: 7,
  maintenanceCost: 1,
  repairCost: 1,
  energyCost: 1,
};
const integers = randomPlant(4, {
  features: [
    ...(['unequal', 'dueDates', 'weights', 'setups', 'releases', 'breakdowns', 'maintenance'] as const),
    ...(['buffers', 'energy', 'resources', 'calendar', 'pausable'] as const),
  ],
  jobs: 7,
  machines: 4,
});
const plain = randomPlant(5, {
  features: ['unequal', 'dueDates', 'weights', 'setups', 'releases'],
  jobs: 7,
  machines: 4,
});

const powered = randomPlant(6, {
  features: ['unequal', 'setups', 'releases', 'energy', 'calendar', 'pausable'],
  jobs: 7,
  machines: 4,
});

describe('RunningObjective', () => {
  it.each<readonly [string, typeof plain, ShopOptions, number]>([
    ['integers without delay', plain, {}, 0],
    ['integers in an active schedule', plain, { scheme: { kind: 'active' } }, 0],
    ['integers with bounded delay', plain, { scheme: { kind: 'bounded-delay', bound: 9 } }, 0],
    ['energy at prices by the time', powered, {}, 0],
    ['energy in an active schedule', powered, { scheme: { kind: 'active' } }, 0],
    ['failures at fractional times', integers, { maintenance: { kind: 'action' } }, 1e-9],
  ])(
    '%s: rewards add up to minus the objective of the schedule, and never are positive',
    (_, problem, options, tolerance) => {
      const previous = shopOf(problem, options, 1);
      playRandomly(previous, 5);
      const plan = scheduleOf(previous, 'before');
      for (let seed = 0; seed < 8; seed++) {
        const shop = shopOf(problem, options, seed);
        const objective = new RunningObjective(shop, weights, plan);
        const random = new Pcg64(seed);
        let sum = objective.reward();
        while (!shop.isDone) {
          shop.take(random.integers(0, shop.candidates.count));
          const reward = objective.reward();
          expect(reward).toBeLessThanOrEqual(1e-9);
          sum += reward;
        }
        expect(Math.abs(sum + objective.value)).toBeLessThanOrEqual(tolerance * objective.value);
        const schedule = scheduleOf(shop, 'random');
        const found = { ...objectivesOf(problem, schedule), ...stabilityOf(schedule, plan) };
        for (const [name, value] of Object.entries(found)) {
          const known = objectiveNames.find((one) => one === name);
          expect(known).toBeDefined();
          if (known !== undefined)
            expect(Math.abs(objective.term(known) - value)).toBeLessThan(1e-9 * (1 + value));
        }
      }
    },
  );

  it('counts energy by what each machine does, and by the price of the time', () => {
    // M1: set up 0-2, works 2-5 and 8-10 (closed 5-8). M2: idles 0-10. Prices: 1 until 4, 3 until 9, then 10.
    const problem: Problem = {
      name: 'energy',
      machines: [
        {
          ...{ name: 'M1', closed: [{ start: 5, end: 8 }], power: { working: 10, setup: 4, idle: 1 } },
          setups: [[0], [2]],
        },
        { name: 'M2', power: { working: 100, idle: 2 } },
        { name: 'M3' },
      ],
      energyPrices: [
        { from: 0, price: 1 },
        { from: 4, price: 3 },
        { from: 9, price: 10 },
      ],
      jobs: [{ name: 'A', operations: [{ alternatives: [{ machine: 0, duration: 5 }], pausable: true }] }],
    };
    const setup = 4 * 2;
    const work = 10 * (2 + 3 + 3 + 10);
    const idle = 2 * (4 + 15 + 10);
    for (const options of [{}, { scheme: { kind: 'active' } } as const]) {
      const shop = shopOf(problem, options);
      playRandomly(shop, 1);
      expect(new RunningObjective(shop, {}).term('energyCost')).toBe(setup + work + idle);
      expect(objectivesOf(problem, scheduleOf(shop, 'random')).energyCost).toBe(setup + work + idle);
    }
    const { energyPrices: _, ...unpriced } = problem;
    const shop = shopOf(unpriced);
    playRandomly(shop, 1);
    expect(new RunningObjective(shop, {}).term('energyCost')).toBe(4 * 2 + 10 * 5 + 2 * 10);
  });

  it('refuses terms that there are not, and stability without a plan', () => {
    const shop = shopOf(plain);
    const typo: Record<string, number> = { makespann: 1 };
    expect(() => new RunningObjective(shop, typo)).toThrow('did you mean makespan?');
    expect(() => new RunningObjective(shop, { moved: 1 })).toThrow('the plan before, for moved');
    expect(() => new RunningObjective(shop, { flowTime: NaN })).toThrow('weights.flowTime is NaN');
  });
});
