import { check, fail } from '../src/errors.js';
import { checkSeed } from './lazy-generator.js';

/** What a row of a batch is doing; between the two lies how its episode ended. */
export const RUNNING = 0;
export const NEVER_STARTED = 4;

/** Raises `invalid-value` unless there can be so many worlds. */
export function checkCount(component: string, count: number): void {
  check(Number.isSafeInteger(count) && count > 0, {
    component,
    parameter: 'count',
    value: count,
    requirement: 'a positive integer',
  });
}

/** Raises `invalid-value` unless there is a seed for each world, or none at all. */
export function checkSeeds(component: string, seeds: readonly number[] | undefined, count: number): void {
  check(seeds === undefined || seeds.length === count, {
    component,
    parameter: 'seeds',
    value: seeds?.length,
    requirement: `a list of ${count} integers, one for each world`,
  });
  seeds?.forEach(checkSeed);
}

/** Raises `wrong-order` for a row that is stepped and has to be reset first. */
export function failNotRunning(component: string, row: number, state: number): never {
  const value = state === NEVER_STARTED ? 'a world that was never reset' : 'a world whose episode ended';
  return fail('wrong-order', {
    component,
    parameter: `row ${row}`,
    value,
    requirement: 'reset before it is stepped',
    hint: 'call reset(seeds, out), or reset(seeds, out, only) with a 1 for the ended worlds',
  });
}
