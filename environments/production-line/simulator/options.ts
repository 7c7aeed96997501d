import { check } from '../../../src/errors.js';
import type { Plant } from './compile-problem.js';

/** How far a machine may be kept idle for a job that is to come. */
export type Scheme =
  | { readonly kind: 'non-delay' }
  | { readonly kind: 'active' }
  | { readonly kind: 'bounded-delay'; readonly bound: number };

/** When preventive maintenance is done. */
export type MaintenancePolicy =
  | { readonly kind: 'none' }
  | { readonly kind: 'action' }
  | { readonly kind: 'age'; readonly age: number }
  | { readonly kind: 'period'; readonly period: number };

export interface ShopOptions {
  /** Absent: non-delay. */
  readonly scheme?: Scheme;
  /** A decision is about one machine, or about all idle ones; absent: 'pair' where operations have alternatives. */
  readonly decisions?: 'machine' | 'pair';
  /** Absent: none. */
  readonly maintenance?: MaintenancePolicy;
  /** Every speed is a candidate; absent or false: the first speed is used. */
  readonly chooseSpeed?: boolean;
  /** Orders to keep; see `right-shift.ts`. */
  readonly plan?: FixedOrder;
}

/** An order of the operations to be kept, and times before which they do not start. */
export interface FixedOrder {
  /** When set-up may begin at the earliest, for each operation. [N] */
  readonly notBefore: Float64Array;
  /** The operation that must have been started before, on the same machine; -1: none. [N] */
  readonly after: Int32Array;
  /** The machine that an operation is planned on; -1: any. [N] */
  readonly machine: Int32Array;
  /** The speed that it is planned at. [N] */
  readonly speed: Int32Array;
  /** The processing time where it is known already; NaN: it is not. [N] */
  readonly work: Float64Array;
}

/** Options with their defaults, checked. */
export interface Settings {
  readonly scheme: Scheme;
  readonly decidesPairs: boolean;
  readonly maintenance: MaintenancePolicy;
  readonly chooseSpeed: boolean;
  readonly plan: FixedOrder | undefined;
}

/** @throws LeptonError `invalid-value` */
export function readOptions(plant: Plant, options: ShopOptions): Settings {
  const { scheme = { kind: 'non-delay' }, maintenance = { kind: 'none' } } = options;
  if (scheme.kind === 'bounded-delay') checkPositive('scheme.bound', scheme.bound, 'time');
  if (maintenance.kind === 'age') checkPositive('maintenance.age', maintenance.age, 'age');
  if (maintenance.kind === 'period') checkPositive('maintenance.period', maintenance.period, 'time');
  return {
    scheme,
    maintenance,
    decidesPairs: (options.decisions ?? (plant.isFlexible ? 'pair' : 'machine')) === 'pair',
    chooseSpeed: options.chooseSpeed ?? false,
    plan: options.plan,
  };
}

const checkPositive = (parameter: string, value: number, what: string): void =>
  check(value > 0, { component: 'Shop', parameter, value, requirement: `a positive ${what}` });
