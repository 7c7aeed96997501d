import { describe, expect, it } from '@jest/globals';
import type { Info } from '../../../../environments/contract.js';
import { lineRows } from '../../../../environments/production-line/line-rows.js';
import { lineSettings } from '../../../../environments/production-line/line-options.js';
import {
  plantFeatures,
  randomPlant,
  type PlantFeature,
} from '../../../../environments/production-line/random-plant.js';
import { scheduleOf } from '../../../../environments/production-line/simulator/schedule-of.js';
import { objectivesOf } from '../../../../environments/production-line/verifier/objectives.js';
import { verifySchedule } from '../../../../environments/production-line/verifier/verify.js';
import { makeVectorEnvironment } from '../../../../environments/registry.js';
import { isLeptonError } from '../../../../src/errors.js';
import { Pcg64 } from '../../../../src/random/pcg64.js';
import { fc, runs } from '../../../fast-check.js';

const objectives = [
  'makespan',
  'totalTardiness',
  'weightedTardiness',
  'numberLate',
  'flowTime',
  'weightedFlowTime',
  'setupTime',
  'maintenanceCost',
  'repairCost',
  'energyCost',
] as const;

/** Rows of one production line; undefined where its features do not go together. */
function rowsOf(options: Info) {
  try {
    return lineRows(lineSettings(options), 1);
  } catch (error) {
    return onlyRefused(error);
  }
}

function onlyRefused(error: unknown): undefined {
  if (isLeptonError(error) && error.code === 'unsupported' && error.message.includes('together with'))
    return undefined;
  throw error;
}

const anyLine = fc.record({
  seed: fc.nat(100_000),
  jobs: fc.integer({ min: 1, max: 8 }),
  machines: fc.integer({ min: 1, max: 5 }),
  features: fc.subarray([...plantFeatures] as PlantFeature[], { maxLength: 9 }),
  weights: fc.dictionary(fc.constantFrom(...objectives), fc.integer({ min: 1, max: 5 }), { minKeys: 1 }),
  actions: fc.constantFrom('rules', 'candidates'),
  scheme: fc.constantFrom('non-delay', 'active', { boundedDelay: 7 }),
  maintenance: fc.constantFrom('none', 'action', { age: 40 }, { period: 40 }),
  chooseSpeed: fc.boolean(),
});

describe('any line, decided at random', () => {
  it('has rows for all candidates and bounded features, and rewards that add up to minus the objective', () => {
    let played = 0;
    fc.assert(
      fc.property(anyLine, ({ seed, jobs, machines, features, weights, ...options }) => {
        const problem = randomPlant(seed, { jobs, machines, features });
        const rows = rowsOf({ ...options, problem, objective: weights });
        if (rows === undefined) return;
        const [episode] = rows.episodes;
        const observations = {
          shop: new Float32Array(64), // [G]
          [options.actions === 'rules' ? 'choices' : 'candidates']: new Float32Array(19 * 256), // [A, F]
        };
        const mask = new Uint8Array(256); // [A]
        const rewards = new Float64Array(1); // [1]
        const random = new Pcg64(seed);
        let sum = 0;
        let beyond = 0;
        try {
          rows.start(0, seed);
        } catch (error) {
          return onlyRefused(error);
        }
        while (!episode.isDone) {
          rows.observe(0, observations);
          rows.mask(0, mask);
          for (const values of Object.values(observations))
            if (!values.every((value) => Math.abs(value) <= 10)) beyond++;
          const allowed = [...mask.keys()].filter((action) => mask[action] === 1);
          rows.step(0, [allowed[random.integers(0, allowed.length)]], rewards);
          sum += rewards[0];
        }
        expect(beyond).toBe(0);
        const schedule = scheduleOf(episode.shop, 'random');
        const values = objectivesOf(problem, schedule);
        const objective = objectives.reduce((total, name) => total + (weights[name] ?? 0) * values[name], 0);
        expect(verifySchedule(problem, schedule)).toEqual([]);
        expect(Math.abs(sum + objective)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(objective)));
        played++;
      }),
      runs(80),
    );
    expect(played).toBeGreaterThan(25);
  });
});

describe('the rows for candidates', () => {
  it('are enough for the greatest of the random shops that may be drawn', () => {
    const options = { actions: 'candidates', random: { flexibleShop: { jobs: [1, 30], machines: [2, 3] } } };
    const world = makeVectorEnvironment('production-line', { options });
    // All thirty jobs may wait for three machines each.
    expect(String(world.actionSpace)).toBe('Discrete(92)');
  });
});
