import { check } from '../../../src/errors.js';
import type { Problem } from '../problem.js';
import type { Schedule } from '../schedule.js';
import { lowerBounds } from '../verifier/bounds.js';
import { objectivesOf } from '../verifier/objectives.js';
import { sampleSchedules } from './sample-schedules.js';
import { isPlainJobShop } from './shop.js';
import { improveSchedule } from './tabu-search.js';

export interface FindOptions {
  readonly seed: number | bigint;
  /** Schedules to sample; absent: 128. */
  readonly samples?: number;
  /** Moves of the tabu search; absent: 20 000. */
  readonly iterations?: number;
}

export interface Found {
  readonly schedule: Schedule;
  readonly makespan: number;
  /** No schedule can be shorter. */
  readonly bound: number;
  /** The schedule is as short as the bound: no other is shorter. */
  readonly isOptimal: boolean;
}

/**
 * A short schedule by all means that there are for one problem: the best of many samples, and where the problem is a plain job shop, tabu
 * search from there. Half of the samples are of MOPNR, half of FDD/MWKR.
 * @throws LeptonError `invalid-value`, `unsupported`
 */
export function findSchedule(problem: Problem, options: FindOptions): Found {
  const { seed, samples = 128, iterations = 20_000 } = options;
  check(Number.isSafeInteger(samples) && samples > 1, {
    ...{ component: 'findSchedule', parameter: 'samples', value: samples },
    requirement: 'an integer of at least 2, half of them of each rule',
  });
  const first = sampleSchedules(problem, { rule: 'MOPNR', seed, samples: Math.ceil(samples / 2) });
  const second = sampleSchedules(problem, { rule: 'FDD/MWKR', seed, samples: Math.floor(samples / 2) });
  const sampled = second.value < first.value ? second : first;
  const schedule = isPlainJobShop(problem)
    ? improveSchedule(problem, sampled.schedule, { iterations, seed })
    : sampled.schedule;
  const { makespan } = objectivesOf(problem, schedule);
  const bound = lowerBounds(problem).best;
  return { schedule, makespan, bound, isOptimal: makespan <= bound * (1 + 1e-12) };
}
