import { describe, expect, it } from '@jest/globals';
import { ExpectedObjective } from '../../../../environments/production-line/decisions/expected-objective.js';
import { Workload } from '../../../../environments/production-line/decisions/workload.js';
import { randomPlant, type PlantFeature } from '../../../../environments/production-line/random-plant.js';
import { compileProblem } from '../../../../environments/production-line/simulator/compile-problem.js';
import type { ShopOptions } from '../../../../environments/production-line/simulator/options.js';
import { Shop } from '../../../../environments/production-line/simulator/shop.js';
import { Pcg64 } from '../../../../src/random/pcg64.js';
import { fc, runs } from '../../../fast-check.js';
import { naiveMakespan, naiveTardiness, naiveWorkload } from './naive-decisions.js';

/** Plants whose times are integers and whose operations are not repeated: all sums are exact there. */
const features: readonly (readonly PlantFeature[])[] = [
  [],
  ['unequal', 'zeros', 'releases', 'dueDates'],
  ['unequal', 'arrivals', 'dueDates', 'failures', 'setups'],
  ['arrivals', 'transport', 'buffers', 'dueDates'],
  ['calendar', 'pausable', 'maintenance', 'dueDates', 'releases'],
];
const schemes: readonly NonNullable<ShopOptions['scheme']>[] = [
  { kind: 'non-delay' },
  { kind: 'bounded-delay', bound: 6 },
  { kind: 'active' },
];

describe('what is kept up to date from decision to decision', () => {
  it('is what it comes to when it is computed anew from the state', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.constantFrom(...features),
        fc.constantFrom(...schemes),
        (seed, chosen, scheme) => {
          // Active schedules refuse most of what happens by itself.
          const isActive = scheme.kind === 'active';
          const features = isActive
            ? chosen.filter((one) => one === 'unequal' || one === 'releases')
            : chosen;
          const plant = compileProblem(randomPlant(seed, { jobs: 7, machines: 4, features }));
          const shop = new Shop(plant, { scheme });
          const workload = new Workload(shop);
          const makespan = new ExpectedObjective(shop, workload, { makespan: 1 });
          const tardiness = new ExpectedObjective(shop, workload, { totalTardiness: 1 });
          const random = new Pcg64(seed);
          shop.reset(seed);
          workload.reset();
          while (!shop.isDone) {
            const { load, jobs, waitingJobs, work, longestJob, greatestLoad, operationsLeft } = workload;
            expect({
              ...{ load: [...load], jobs, waitingJobs, work, longestJob, greatestLoad, operationsLeft },
            }).toEqual(naiveWorkload(shop));
            expect([makespan.value, tardiness.value]).toEqual([naiveMakespan(shop), naiveTardiness(shop)]);
            // Not every decision is looked at.
            for (let i = random.integers(1, 4); i > 0 && !shop.isDone; i--)
              shop.take(random.integers(0, shop.candidates.count));
            workload.refresh();
          }
        },
      ),
      runs(60),
    );
  });
});
