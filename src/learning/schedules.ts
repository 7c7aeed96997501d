/** Numbers that change in the course of a training: learning rates, exploration, the exponents of a replay. */
import { z } from 'zod';
import { check } from '../errors.js';
import { pow } from '../numerics/index.js';
import { checkPlainData, eitherForm, oneKeyRecord, strictRecord } from '../plain-data.js';

/** The value at a step; steps count from 0, in the unit of whoever asks. */
export type Schedule = (step: number) => number;

/** From one value to another in so many steps. */
export interface Interpolation {
  /** The value at step 0. */
  readonly from: number;
  /** The value at `steps` and ever after. */
  readonly to: number;
  /** Greater than 0. */
  readonly steps: number;
}

/** The same value at every step. */
export const constant =
  (value: number): Schedule =>
  () =>
    value;

/** On a straight line from `from` to `to`, then flat. */
export const linear =
  ({ from, to, steps }: Interpolation): Schedule =>
  (step) =>
    step >= steps ? to : from + (to - from) * (step / steps);

/** The same, by a factor instead of a difference. */
export interface ExponentialDecay extends Interpolation {
  /** The factor of each `steps` steps; by default to / from, which arrives at `to` at step `steps`. */
  readonly decay?: number | undefined;
}

/** from * decay^(step / steps), and flat from where it reaches `to`. All are greater than 0. */
export const exponential =
  ({ from, to, steps, decay = to / from }: ExponentialDecay): Schedule =>
  (step) => {
    const value = from * pow(decay, step / steps);
    return from > to ? Math.max(value, to) : Math.min(value, to);
  };

/** What a schedule is at a step. */
export type Point = readonly [step: number, value: number];

/** On straight lines from point to point, and flat before the first and after the last. Steps increase. */
export function piecewise(points: readonly Point[]): Schedule {
  const last = points.length - 1;
  return (step) => {
    let index = 0;
    while (index <= last && stepOf(points, index) <= step) index++;
    if (index === 0) return valueOf(points, 0);
    if (index > last) return valueOf(points, last);
    const start = stepOf(points, index - 1);
    const value = valueOf(points, index - 1);
    const part = (step - start) / (stepOf(points, index) - start);
    return value + (valueOf(points, index) - value) * part;
  };
}

const stepOf = (points: readonly Point[], index: number): number => points[index][0];
const valueOf = (points: readonly Point[], index: number): number => points[index][1];

const lengthShape = {
  steps: z.number().positive().exactOptional().meta({ description: 'steps until the end value' }),
  fraction: z
    .number()
    .positive()
    .max(1)
    .exactOptional()
    .meta({ description: 'instead of steps: part of the whole training' }),
};

interface Length {
  readonly steps?: number;
  readonly fraction?: number;
}

const hasOneLength = ({ steps, fraction }: Length): boolean =>
  (steps === undefined) !== (fraction === undefined);
const oneLength = { error: 'expected either steps or fraction' };

const linearOf = (value: z.ZodNumber) =>
  strictRecord({ from: value, to: value, ...lengthShape }).refine(hasOneLength, oneLength);

const exponentialOf = (value: z.ZodNumber) =>
  strictRecord({
    from: value.positive(),
    to: value.positive(),
    ...lengthShape,
    decay: z.number().positive().exactOptional().meta({ description: 'factor of that many steps' }),
  })
    .refine(hasOneLength, oneLength)
    .refine(({ from, to, decay = to / from }) => (to - from) * (decay - 1) >= 0, {
      error: 'expected a decay that leads from `from` to `to`',
    });

const piecewiseOf = (value: z.ZodNumber) =>
  z
    .array(z.tuple([z.number().nonnegative(), value]).readonly())
    .min(1)
    .readonly()
    .refine((points) => points.every(([step], index) => index === 0 || stepOf(points, index - 1) < step), {
      error: 'expected steps that increase',
    });

/** A schedule as plain data: a number, or `{ linear }`, `{ exponential }` or `{ piecewise }` with the arguments of that function; of numbers that the given schema allows. */
export const scheduleOf = (value: z.ZodNumber) =>
  eitherForm(
    value,
    oneKeyRecord({
      linear: linearOf(value),
      exponential: exponentialOf(value),
      piecewise: piecewiseOf(value),
    }),
  );

/** A schedule of any numbers. */
export const scheduleSchema = scheduleOf(z.number());

export type ScheduleSpecification = z.input<typeof scheduleSchema>;

/**
 * The schedule that plain data describes. `{ linear: { from: 1, to: 0.05, fraction: 0.5 } }` is epsilon as in CleanRL.
 *
 * @param horizon the steps that a `fraction` is a part of: the length of the whole training, also after it was resumed
 * @throws `invalid-value` where it describes none, or has a fraction of an unknown horizon
 */
export function makeSchedule(specification: ScheduleSpecification, horizon?: number): Schedule {
  const checked = checkPlainData(scheduleSchema, specification, 'schedule');
  if (typeof checked === 'number') return constant(checked);
  if ('piecewise' in checked) return piecewise(checked.piecewise);
  return 'linear' in checked
    ? linear({ ...checked.linear, steps: lengthOf(checked.linear, horizon) })
    : exponential({ ...checked.exponential, steps: lengthOf(checked.exponential, horizon) });
}

function lengthOf({ steps, fraction = 1 }: Length, horizon: number | undefined): number {
  if (steps !== undefined) return steps;
  check(horizon !== undefined && horizon > 0, {
    component: 'schedule',
    parameter: 'horizon',
    value: horizon,
    requirement: 'greater than 0 where a fraction of it is asked for',
  });
  return fraction * horizon;
}
