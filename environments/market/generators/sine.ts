import type { z } from 'zod';
import type { MarketData } from '../../../src/data/market-data.js';
import { sin } from '../../../src/numerics/index.js';
import { strictRecord } from '../../../src/plain-data.js';
import type { Pcg64 } from '../../../src/random/index.js';
import { checkedSettings } from './bars-of-returns.js';
import { marketOfWave, waveShape } from './curve.js';

/** Settings of `sine`: by default a wave of 252 bars between 100 and 200, as TDQN (Théate & Ernst, 2021) has it. */
export const sineSchema = strictRecord(waveShape);

/** A price that is a sine wave; phase 0 is in the middle, on the way up. */
export function sine(settings: z.input<typeof sineSchema>, bars: number, generator: Pcg64): MarketData {
  const checked = checkedSettings('sine', sineSchema, settings, bars);
  const height = (place: number): number => (1 + sin(2 * Math.PI * place)) / 2;
  return marketOfWave('sine', height, bars, checked, generator);
}
