import { check } from '../../errors.js';

/** @throws LeptonError `invalid-value` where two series of one calendar differ in length */
export function checkSameLength(first: ArrayLike<number>, second: ArrayLike<number>): void {
  check(first.length === second.length, {
    component: 'statistics',
    parameter: 'the length of the second series',
    value: second.length,
    requirement: `${first.length}, as that of the first one`,
    hint: 'alignOnTimes puts two series with times on one calendar',
  });
}
