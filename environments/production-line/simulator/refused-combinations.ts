import { fail } from '../../../src/errors.js';
import type { Problem } from '../problem.js';
import { isLine } from './strands.js';

/** A property of a problem, or of how it is to be scheduled, that does not go together with every other one. */
export type Feature =
  | 'active scheme'
  | 'no-wait jobs'
  | 'permutation'
  | 'finite buffers'
  | 'stochastic durations'
  | 'breakdowns'
  | 'wear'
  | 'rework or scrap'
  | 'set-ups'
  | 'calendars'
  | 'dynamic arrivals'
  | 'limited resources'
  | 'assembly'
  | 'alternatives';

/** Pairs that are refused, and why. The documentation prints this table. */
export const refusedCombinations: readonly (readonly [Feature, Feature, string])[] = [
  [
    'active scheme',
    'stochastic durations',
    'it decides ahead of time, when nobody knows how long things take',
  ],
  ['active scheme', 'breakdowns', 'it decides ahead of time, when nobody knows what will break down'],
  ['active scheme', 'wear', 'it decides ahead of time, when nobody knows when a machine will fail'],
  ['active scheme', 'rework or scrap', 'it decides ahead of time, when nobody knows what will come out'],
  ['active scheme', 'dynamic arrivals', 'it schedules jobs that are not known yet'],
  ['active scheme', 'finite buffers', 'when a job leaves a machine depends on decisions that come later'],
  ['active scheme', 'no-wait jobs', 'a reserved chain leaves holes, which it does not keep'],
  [
    'no-wait jobs',
    'stochastic durations',
    'a chain is reserved by its planned durations, and would be torn apart',
  ],
  ['no-wait jobs', 'breakdowns', 'a machine that breaks down would tear a reserved chain apart'],
  ['no-wait jobs', 'wear', 'a machine that fails would tear a reserved chain apart'],
  ['no-wait jobs', 'rework or scrap', 'an operation that is repeated would tear its chain apart'],
  ['no-wait jobs', 'finite buffers', 'a job that blocks a reserved machine would tear a chain apart'],
  ['no-wait jobs', 'assembly', 'a part that waits for another one waits'],
  ['finite buffers', 'assembly', 'parts that wait for each other would hold places that these need'],
  ['permutation', 'assembly', 'a part has no place in one order of jobs'],
];

/** Raises `unsupported` where two of these are refused together. */
export function refuseCombinations(component: string, features: ReadonlySet<Feature>): void {
  for (const [one, other, why] of refusedCombinations) {
    if (!features.has(one) || !features.has(other)) continue;
    fail('unsupported', {
      component,
      parameter: 'the problem',
      value: `${one} together with ${other}`,
      requirement: `without one of them: ${why}`,
      hint: 'docs/environments/production-line.md has the table of refused combinations',
    });
  }
}

/** What a problem has of the features that may be refused; the scheme is not part of it. */
export function featuresOf(problem: Problem): Set<Feature> {
  const operations = problem.jobs.flatMap((job) => job.operations);
  const has: Partial<Record<Feature, boolean>> = {
    'no-wait jobs': problem.jobs.some((job) => job.noWait === true && job.operations.length > 1),
    permutation: problem.permutation === true,
    'finite buffers': problem.machines.some(({ buffer }) => buffer !== undefined && buffer < Infinity),
    'stochastic durations': problem.durations !== undefined,
    breakdowns: problem.machines.some(({ breakdowns }) => breakdowns !== undefined),
    wear: problem.machines.some(({ maintenance }) => maintenance !== undefined),
    'rework or scrap': operations.some(({ rework = 0, scrap = 0 }) => rework > 0 || scrap > 0),
    'set-ups': problem.machines.some(({ setups }) => setups !== undefined),
    calendars: problem.machines.some(({ closed = [] }) => closed.length > 0),
    'dynamic arrivals': problem.jobs.some(({ known = 0 }) => known > 0),
    'limited resources': operations.some(({ needs = [] }) => needs.length > 0),
    assembly: !problem.jobs.every(isLine),
    alternatives: operations.some(({ alternatives }) => alternatives.length > 1),
  };
  const isFeature = (name: string): name is Feature => name in has;
  return new Set(Object.keys(has).filter((name): name is Feature => isFeature(name) && has[name] === true));
}
