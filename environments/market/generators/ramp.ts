import { z } from 'zod';
import type { MarketData } from '../../../src/data/market-data.js';
import { strictRecord } from '../../../src/plain-data.js';
import type { Pcg64 } from '../../../src/random/index.js';
import { checkedSettings } from './bars-of-returns.js';
import { curveShape, marketOfCurve } from './curve.js';

/** Settings of `ramp`: by default from 100 up to 200, as TDQN (Théate & Ernst, 2021) has it. */
export const rampSchema = strictRecord({
  /** The first open. */
  from: z.number().positive().default(100),
  /** The last close. */
  to: z.number().positive().default(200),
  ...curveShape,
});

/** A price that goes in a straight line. Nothing is drawn. */
export function ramp(settings: z.input<typeof rampSchema>, bars: number, _generator?: Pcg64): MarketData {
  const checked = checkedSettings('ramp', rampSchema, settings, bars);
  const { from, to } = checked;
  return marketOfCurve('ramp', (t) => from + ((to - from) * t) / bars, bars, checked);
}
