/** What the random problems draw with. */
import { check, type ErrorParts } from '../../src/errors.js';
import type { Pcg64 } from '../../src/random/index.js';
import type { Operation } from './problem.js';

/** Both ends included. */
export type Range = readonly [low: number, high: number];

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Over the machines that can do it. */
export const meanDuration = ({ alternatives }: Operation): number =>
  sum(alternatives.map(({ duration }) => duration)) / alternatives.length;

export const numbered = (count: number, letter: string): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

export const draw = (random: Pcg64, [low, high]: Range): number => random.integers(low, high + 1);

/** Fisher and Yates. */
export function permutation(random: Pcg64, length: number): number[] {
  const order = Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const other = draw(random, [0, last]);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

export function drawSize(random: Pcg64, parameter: string, size: number | Range): number {
  return draw(random, checkedRange(parameter, typeof size === 'number' ? [size, size] : size, 1));
}

export function checkedRange(parameter: string, range: Range, least: number): Range {
  const [low, high] = range;
  const fits = Number.isSafeInteger(low) && Number.isSafeInteger(high) && least <= low && low <= high;
  check(fits, wrong(parameter, range, `integers from ${least} up, the lower one first`));
  return range;
}

export const wrong = (parameter: string, value: unknown, requirement: string): ErrorParts => ({
  component: 'random problem',
  parameter,
  value,
  requirement,
});
