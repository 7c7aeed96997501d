/** The shape of a `Problem` as plain data: which keys there are and what kind of value each has. `check-problem.ts` goes on from here. */
import { z } from 'zod';
import { nameOf, strictRecord } from '../../src/plain-data.js';

const number = z.number({ error: 'a number' });
const notNegative = number.min(0, { error: 'a number, 0 or more' });
const positive = number.gt(0, { error: 'a number above 0' });
const count = z.int({ error: 'an integer, 0 or more' }).min(0, { error: 'an integer, 0 or more' });
const oneOrMore = z.int({ error: 'an integer, 1 or more' }).min(1, { error: 'an integer, 1 or more' });
const probability = notNegative.max(1, { error: 'a probability from 0 to 1' });
const text = z.string({ error: 'a text' });
const name = text.min(1, { error: 'a name' });
const flag = z.boolean({ error: 'true or false' });

const interval = strictRecord({ start: notNegative, end: notNegative });
const matrix = z.array(z.array(notNegative, { error: 'a list of numbers' }), { error: 'a list of rows' });

const breakdowns = z.discriminatedUnion(
  'kind',
  [
    strictRecord({ kind: z.literal('listed'), intervals: z.array(interval) }),
    strictRecord({
      kind: z.literal('exponential'),
      meanTimeBetweenFailures: positive,
      meanTimeToRepair: positive,
    }),
  ],
  { error: '{ kind: listed, ... } or { kind: exponential, ... }' },
);

const maintenance = strictRecord({
  shape: positive,
  scale: positive,
  repair: strictRecord({
    time: notNegative,
    cost: notNegative,
    effect: nameOf(['minimal', 'renewal']),
  }),
  preventive: strictRecord({
    time: notNegative,
    cost: notNegative,
    remainingAge: notNegative.max(1, { error: 'a share from 0 to 1' }),
  }),
  sensor: strictRecord({ deviation: notNegative }).exactOptional(),
  initialAge: notNegative.exactOptional(),
});

const machine = strictRecord({
  name,
  buffer: count.exactOptional(),
  closed: z.array(interval).exactOptional(),
  setups: matrix.exactOptional(),
  family: count.exactOptional(),
  breakdowns: breakdowns.exactOptional(),
  maintenance: maintenance.exactOptional(),
  speeds: z
    .array(strictRecord({ rate: positive, wear: notNegative }))
    .min(1, { error: 'a list of one speed or more' })
    .exactOptional(),
  power: strictRecord({
    working: notNegative,
    setup: notNegative.exactOptional(),
    idle: notNegative.exactOptional(),
  }).exactOptional(),
});

const operation = strictRecord({
  name: text.exactOptional(),
  alternatives: z
    .array(strictRecord({ machine: count, duration: notNegative }), { error: 'a list of machines' })
    .min(1, { error: 'a list of one machine or more: an operation that no machine can do is never done' }),
  family: count.exactOptional(),
  pausable: flag.exactOptional(),
  needs: z
    .array(strictRecord({ resource: count, count: oneOrMore.exactOptional() }), {
      error: 'a list of resources',
    })
    .exactOptional(),
  after: z.array(count).exactOptional(),
  stress: notNegative.exactOptional(),
  rework: probability.lt(1, { error: 'a probability below 1, or it is never done' }).exactOptional(),
  scrap: probability.exactOptional(),
});

const job = strictRecord({
  name,
  operations: z
    .array(operation, { error: 'a list of operations' })
    .min(1, { error: 'a list of one operation or more' }),
  release: notNegative.exactOptional(),
  known: notNegative.exactOptional(),
  // Below 0 for what is late already.
  due: number.exactOptional(),
  weight: notNegative.exactOptional(),
  noWait: flag.exactOptional(),
  product: text.exactOptional(),
});

const noise = z.discriminatedUnion(
  'kind',
  [
    strictRecord({ kind: z.enum(['uniform', 'triangular']), low: notNegative, high: notNegative }),
    strictRecord({ kind: z.literal('lognormal'), sigma: notNegative }),
  ],
  { error: '{ kind: uniform, ... }, { kind: triangular, ... } or { kind: lognormal, ... }' },
);

export const timeUnit = nameOf(['second', 'minute', 'hour', 'day']);

export const problemSchema = strictRecord({
  name: text,
  machines: z
    .array(machine, { error: 'a list of machines' })
    .min(1, { error: 'a list of one machine or more' }),
  jobs: z.array(job, { error: 'a list of jobs' }).min(1, { error: 'a list of one job or more' }),
  permutation: flag.exactOptional(),
  transport: matrix.exactOptional(),
  durations: noise.exactOptional(),
  crews: oneOrMore.exactOptional(),
  energyPrices: z
    .array(strictRecord({ from: notNegative, price: notNegative }), { error: 'a list of prices' })
    .min(1, { error: 'a list of one price or more' })
    .exactOptional(),
  resources: z
    .array(strictRecord({ name, count: oneOrMore, closed: z.array(interval).exactOptional() }), {
      error: 'a list of resources',
    })
    .exactOptional(),
  calendar: strictRecord({ unit: timeUnit, origin: text }).exactOptional(),
});
