import { check, fail } from '../src/errors.js';
import { nearestName } from '../src/nearest-name.js';
import type { Info } from './contract.js';

/** Raises `unknown-name` if an option has none of these names, so that a mistyped setting is never silently ignored. */
export function checkOptionNames(component: string, options: Info, names: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const nearest = nearestName(name, names);
    fail('unknown-name', {
      component,
      parameter: 'option',
      value: name,
      requirement: names.length === 0 ? 'absent: there are no options' : `one of ${names.join(', ')}`,
      ...(nearest !== undefined && { hint: `did you mean ${nearest}?` }),
    });
  }
}

/** The option as a finite number, or the default where it is absent. Raises `invalid-value`. */
export function numberOption(component: string, options: Info, name: string, otherwise: number): number {
  const value = options[name] ?? otherwise;
  check(Number.isFinite(value), { component, parameter: name, value, requirement: 'a finite number' });
  return value as number;
}

/** The option as true or false, or the default where it is absent. Raises `invalid-value`. */
export function booleanOption(component: string, options: Info, name: string, otherwise: boolean): boolean {
  const value = options[name] ?? otherwise;
  check(typeof value === 'boolean', { component, parameter: name, value, requirement: 'true or false' });
  return value;
}

/**
 * The bounds of a start state: the `low` and `high` of `reset`'s options, which may hold nothing else. Raises
 * `invalid-value` where they cross.
 */
export function readStartBounds(
  component: string,
  options: Info,
  otherwise: readonly [low: number, high: number],
): readonly [low: number, high: number] {
  checkOptionNames(component, options, ['low', 'high']);
  const low = numberOption(component, options, 'low', otherwise[0]);
  const high = numberOption(component, options, 'high', otherwise[1]);
  check(low <= high, {
    component,
    parameter: 'low',
    value: low,
    requirement: `at most high, which is ${high}`,
  });
  return [low, high];
}
