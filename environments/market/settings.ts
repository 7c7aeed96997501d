/** What an account may do and what that costs, as plain data with defaults that suit daily bars of large shares. */
import { z } from 'zod';
import { check } from '../../src/errors.js';
import { checkPlainData, nameOf, strictRecord } from '../../src/plain-data.js';

const component = 'market account';
const fraction = (otherwise: number) => z.number().min(0).max(1).default(otherwise);
const amount = () => z.number().min(0).default(0);

/**
 * What a fill costs. Shares of a price are fractions: 0.0005 is 5 basis points. The commission of one fill is
 * max(minimum, fixed + perShare |q| + perValue |q| p + tiers); the price paid is p (1 + c) for a purchase and p (1 - c)
 * for a sale with c = spread / 2 + slippage + volumeShare (|q| / V)^2 + impact s sqrt(|q| / V), V the bar's volume and
 * s the standard deviation of the 20 log returns before the bar.
 */
export const costsSchema = strictRecord({
  /** Cash a share. */
  perShare: amount(),
  /** A fraction of the traded value. */
  perValue: fraction(0.0005),
  /** Cash a fill. */
  fixed: amount(),
  /** The least cash a fill. */
  minimum: amount(),
  /** Fractions of the traded value, each for the part of one fill's value from `from` up to the next tier's. */
  tiers: z.array(strictRecord({ from: z.number().min(0), perValue: z.number().min(0).max(1) })).default([]),
  /** The whole distance between bid and ask, as a fraction of the price; a fill pays half. */
  spread: fraction(0),
  slippage: fraction(0.0005),
  /** zipline's volume share: 0.1 there. */
  volumeShare: amount(),
  /** The square-root law's factor: about 1. */
  impact: amount(),
  /** The most of a bar's volume that is filled, as a fraction; the rest of an order waits. Absent: no limit. */
  volumeCap: z.number().positive().max(1).exactOptional(),
});
export type Costs = z.output<typeof costsSchema>;

export const accountSchema = strictRecord({
  initialCapital: z.number().positive().default(100_000),
  /**
   * When a market order fills after the decision at a bar's close. `same-close` fills at the close that the decision
   * has seen: that is look-ahead, and every result says so.
   */
  fill: nameOf(['next-open', 'next-close', 'same-close']).default('next-open'),
  shares: nameOf(['fractional', 'integer']).default('fractional'),
  costs: costsSchema.prefault({}),
  /** Whether positions below 0 are allowed, and what lending the shares costs a year, as a fraction of their value. */
  shorts: strictRecord({ allowed: z.boolean().default(true), borrowRate: fraction(0.005) }).prefault({}),
  /** Fractions a year: what free cash earns, and what borrowed cash costs. */
  interest: strictRecord({ cash: fraction(0), borrowed: fraction(0.06) }).prefault({}),
  /**
   * `initial`: how much equity a fill must leave for each unit of exposure; 1 allows no borrowing. `maintenance`: below
   * this much equity for each unit of exposure at a close everything is sold at the next open; 0: never.
   */
  margin: strictRecord({
    initial: z.number().positive().max(1).default(1),
    maintenance: z.number().min(0).max(1).default(0),
  }).prefault({}),
  /** Exits, as fractions of the average entry price. Both touched in one bar: the stop-loss counts. */
  brackets: strictRecord({
    stopLoss: z.number().positive().max(1).exactOptional(),
    takeProfit: z.number().positive().exactOptional(),
  }).prefault({}),
  /**
   * When the same target is decided again: `on-change` leaves the position alone; a number trades as soon as a weight
   * is off its target by more than that (0: on every bar).
   */
  rebalance: z.union([z.literal('on-change'), z.number().min(0)]).default('on-change'),
  /** `tdqn`: the accounting of Théate and Ernst (2021), see `tdqn.ts`. */
  protocol: nameOf(['standard', 'tdqn']).default('standard'),
});
export type AccountOptions = z.input<typeof accountSchema>;
export type AccountSettings = z.output<typeof accountSchema>;

/** The settings with every default in its place. Raises `invalid-value` where they are mistyped or contradict each other. */
export function accountSettings(options: AccountOptions = {}): AccountSettings {
  const settings = checkPlainData(accountSchema, withProtocol(options), component);
  const { tiers } = settings.costs;
  const rising = tiers.every(({ from }, index) => index === 0 || from > tiers[index - 1].from);
  check(rising, {
    component,
    parameter: 'costs.tiers',
    value: tiers.map(({ from }) => from),
    requirement: 'tiers that begin one above the other',
  });
  check(settings.margin.maintenance <= settings.margin.initial, {
    component,
    parameter: 'margin.maintenance',
    value: settings.margin.maintenance,
    requirement: `at most margin.initial, which is ${settings.margin.initial}`,
  });
  return settings;
}

/** Fills look ahead: they happen at a price that the decision has seen. */
export const looksAhead = ({ fill }: Pick<AccountSettings, 'fill'>): boolean => fill === 'same-close';

/** The protocol brings its own settings; only its rate of costs and the capital are free. */
function withProtocol(options: AccountOptions): unknown {
  if (options.protocol !== 'tdqn') return options;
  const { protocol, initialCapital, costs = {}, ...others } = options;
  const { perValue = 0.001, ...otherCosts } = costs;
  const free = Object.keys(others).concat(Object.keys(otherCosts).map((name) => `costs.${name}`));
  check(free.length === 0, {
    component,
    parameter: free[0],
    value: 'given',
    requirement: 'absent: the protocol tdqn leaves only initialCapital and costs.perValue free',
  });
  return {
    protocol,
    ...(initialCapital !== undefined && { initialCapital }),
    fill: 'next-close',
    shares: 'integer',
    costs: { perValue, slippage: 0 },
    shorts: { borrowRate: 0 },
  };
}
