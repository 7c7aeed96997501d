/** The keys of a plant's YAML file; `plant.ts` makes a problem of it. */
import { z } from 'zod';
import { nameOf, strictRecord } from '../../../src/plain-data.js';
import { problemSchema, timeUnit } from '../problem-schema.js';
import { durationForm, momentForm } from './units.js';

const name = z.string({ error: 'a name' }).min(1, { error: 'a name' });
const duration = z.union([z.number(), z.string()], { error: durationForm });
const moment = z.union([z.number(), z.string()], { error: momentForm });
const clock = z
  .string({ error: 'a time of day like "06:00"' })
  .regex(/^([01]?\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'a time of day like "06:00"' });
const names = z.union([name, z.array(name).min(1, { error: 'a list of one name or more' })], {
  error: 'a name or a list of names',
});
const flag = z.boolean({ error: 'true or false' });
const number = z.number({ error: 'a number' });
const fromTo = strictRecord({ from: moment, to: moment });

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const shift = strictRecord({
  days: z
    .array(nameOf(weekdays), { error: `a list of ${weekdays.join(', ')}` })
    .min(1, { error: 'a list of one day or more' }),
  from: clock,
  to: clock,
  breaks: z.array(strictRecord({ from: clock, to: clock })).default([]),
});

const maintenance = strictRecord({
  shape: number,
  scale: duration,
  repair: strictRecord({ time: duration, cost: number, effect: nameOf(['minimal', 'renewal']) }),
  preventive: strictRecord({ time: duration, cost: number, remainingAge: number.default(0) }),
  sensor: strictRecord({ deviation: number }).exactOptional(),
  initialAge: duration.exactOptional(),
});

const calendar = {
  shifts: z
    .array(name, { error: 'a list of names of shifts' })
    .min(1, { error: 'a list of one shift or more; closed says when else a machine is closed' })
    .exactOptional(),
  closed: z.array(fromTo).default([]),
};

const machine = strictRecord({
  name,
  ...calendar,
  buffer: number.exactOptional(),
  family: name.exactOptional(),
  setups: z.record(z.string(), z.union([duration, z.record(z.string(), duration)])).exactOptional(),
  breakdowns: z
    .union(
      [z.array(fromTo), strictRecord({ meanTimeBetweenFailures: duration, meanTimeToRepair: duration })],
      { error: 'a list of { from, to }, or { meanTimeBetweenFailures, meanTimeToRepair }' },
    )
    .exactOptional(),
  maintenance: maintenance.exactOptional(),
  speeds: z.array(strictRecord({ rate: number, wear: number })).exactOptional(),
  power: strictRecord({
    working: number,
    setup: number.exactOptional(),
    idle: number.exactOptional(),
  }).exactOptional(),
});

const operation = strictRecord({
  name: name.exactOptional(),
  machine: z.union([names, z.record(z.string(), duration)], {
    error: 'a machine, a list of machines, or a map of machines with their durations',
  }),
  duration: duration.exactOptional(),
  perOrder: flag.default(false),
  family: name.exactOptional(),
  pausable: flag.exactOptional(),
  after: z.union([name, z.array(name)], { error: 'a name or a list of names' }).exactOptional(),
  needs: z
    .union([names, z.record(z.string(), number)], {
      error: 'a resource, a list of resources, or a map of resources with how many of each',
    })
    .exactOptional(),
  stress: number.exactOptional(),
  rework: number.exactOptional(),
  scrap: number.exactOptional(),
});

const route = z
  .array(operation, { error: 'a list of operations' })
  .min(1, { error: 'a list of one operation or more' });

const order = strictRecord({
  name,
  product: name.exactOptional(),
  route: route.exactOptional(),
  quantity: number.gt(0, { error: 'a number above 0' }).default(1),
  family: name.exactOptional(),
  release: moment.exactOptional(),
  known: moment.exactOptional(),
  due: moment.exactOptional(),
  weight: number.exactOptional(),
  noWait: flag.exactOptional(),
});

export const plantSchema = strictRecord({
  plant: name,
  unit: timeUnit.default('minute'),
  origin: z.string({ error: 'a date and time like 2026-03-02T06:00' }).exactOptional(),
  horizon: duration.default('364 d'),
  families: z.array(name).default([]),
  shifts: z.record(z.string(), shift).default({}),
  holidays: z.array(z.union([z.string(), fromTo], { error: 'a date, or { from, to }' })).default([]),
  machines: z
    .array(machine, { error: 'a list of machines' })
    .min(1, { error: 'a list of one machine or more' }),
  transport: z
    .union([duration, z.record(z.string(), z.record(z.string(), duration))], {
      error: 'a duration, or a map of machines to maps of machines to durations',
    })
    .exactOptional(),
  durations: problemSchema.shape.durations,
  crews: number.exactOptional(),
  energyPrices: z.array(strictRecord({ from: moment, price: number })).exactOptional(),
  resources: z
    .array(strictRecord({ name, count: number.default(1), ...calendar }), { error: 'a list of resources' })
    .default([]),
  permutation: flag.exactOptional(),
  products: z
    .record(z.string(), strictRecord({ family: name.exactOptional(), noWait: flag.exactOptional(), route }))
    .default({}),
  orders: z.array(order, { error: 'a list of orders' }).min(1, { error: 'a list of one order or more' }),
});

export type Plant = z.output<typeof plantSchema>;
export type PlantMachine = Plant['machines'][number];
export type PlantOrder = Plant['orders'][number];
export type PlantOperation = z.output<typeof operation>;
export type PlantShift = z.output<typeof shift>;
