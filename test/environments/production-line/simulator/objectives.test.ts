import { describe, expect, it } from '@jest/globals';
import { randomPlant } from '../../../../environments/production-line/random-problem.js';
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
};
const integers = randomPlant(4, {
  features: ['unequal', 'dueDates', 'weights', 'setups', 'releases', 'breakdowns', 'maintenance', 'buffers'],
  jobs: 7,
  machines: 4,
});
const plain = randomPlant(5, {
  features: ['unequal', 'dueDates', 'weights', 'setups', 'releases'],
  jobs: 7,
  machines: 4,
});

describe('RunningObjective', () => {
  it.each<readonly [string, typeof plain, ShopOptions, number]>([
    ['integers without delay', plain, {}, 0],
    ['integers in an active schedule', plain, { scheme: { kind: 'active' } }, 0],
    ['integers with bounded delay', plain, { scheme: { kind: 'bounded-delay', bound: 9 } }, 0],
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

  it('refuses terms that there are not, and stability without a plan', () => {
    const shop = shopOf(plain);
    const typo: Record<string, number> = { makespann: 1 };
    expect(() => new RunningObjective(shop, typo)).toThrow('did you mean makespan?');
    expect(() => new RunningObjective(shop, { moved: 1 })).toThrow('the plan before, for moved');
    expect(() => new RunningObjective(shop, { flowTime: NaN })).toThrow('weights.flowTime is NaN');
  });
});
