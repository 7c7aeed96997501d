import { z } from 'zod';
import { checkPlainData, nameOf, strictRecord } from '../plain-data.js';

/** How price files are read and what is done about their defects. `docs/market-data.md` has the table. */
export const marketDataOptionsSchema = strictRecord({
  timeZone: z
    .string()
    .default('UTC')
    .refine(isTimeZone, { error: 'expected an IANA time zone, like America/New_York' }),
  dates: nameOf(['unambiguous', 'month-first', 'day-first']).default('unambiguous'),
  decimals: nameOf(['unambiguous', 'point', 'comma']).default('unambiguous'),
  labels: nameOf(['start', 'end']).default('start'),
  duplicates: nameOf(['refuse', 'last']).default('refuse'),
  fillLimit: z.int().min(0).default(5),
  zeroPrices: nameOf(['refuse', 'missing']).default('refuse'),
  outsideRange: nameOf(['widen', 'keep', 'refuse']).default('widen'),
  zeroVolume: nameOf(['tradable', 'halt']).default('tradable'),
  prices: nameOf(['raw', 'adjusted']).default('raw'),
  splits: nameOf(['report', 'detect', 'ignore']).default('report'),
  calendar: nameOf(['union', 'intersection']).default('union'),
  barsPerYear: z.number().positive().exactOptional(),
});

export type MarketDataOptions = z.input<typeof marketDataOptionsSchema>;
export type MarketDataSettings = z.output<typeof marketDataOptionsSchema>;

/** The options with their defaults. Raises `invalid-value`, also for a mistyped key. */
export function marketDataSettings(options: MarketDataOptions = {}): MarketDataSettings {
  return checkPlainData(marketDataOptionsSchema, options, 'market data');
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
