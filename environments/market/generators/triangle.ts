import type { z } from 'zod';
import type { MarketData } from '../../../src/data/market-data.js';
import { strictRecord } from '../../../src/plain-data.js';
import type { Pcg64 } from '../../../src/random/index.js';
import { checkedSettings } from './bars-of-returns.js';
import { marketOfWave, waveShape } from './curve.js';

/** Settings of `triangle`: by default a wave of 252 bars between 100 and 200, as TDQN (Théate & Ernst, 2021) has it. */
export const triangleSchema = strictRecord(waveShape);

/** A price that rises in a straight line for half a period and falls for the other half; phase 0 is at the bottom. */
export function triangle(
  settings: z.input<typeof triangleSchema>,
  bars: number,
  generator: Pcg64,
): MarketData {
  const checked = checkedSettings('triangle', triangleSchema, settings, bars);
  const height = (place: number): number => 1 - Math.abs(1 - 2 * place);
  return marketOfWave('triangle', height, bars, checked, generator);
}
