import { z } from 'zod';
import { strictRecord } from '../../../src/plain-data.js';
import { strategyKind } from './contract.js';

export const meanReversion = strategyKind({
  name: 'mean-reversion',
  description:
    'buys what has fallen far below its mean and sells short what has risen far above, until the mean is reached',
  parameters: strictRecord({
    /** Bars of mean and standard deviation. */
    bars: z.number().int().min(2).default(20),
    /** Standard deviations at which a position is taken. */
    entry: z.number().positive().default(1),
    /** Standard deviations at which it is closed. */
    exit: z.number().min(0).default(0),
  }),
  create({ bars, entry, exit }) {
    let sides: number[] = [];
    return {
      decide(view) {
        sides = view.assets.map((_, asset) => {
          const before = sides[asset] ?? 0;
          const distance = distanceFromMean(view.history('adjusted', bars, asset), bars);
          if (distance === undefined) return 0;
          if (Math.abs(distance) >= entry) return distance > 0 ? -1 : 1;
          return before * distance > -exit && before !== 0 ? 0 : before;
        });
        return sides.map((side) => side / view.assets.length);
      },
    };
  },
});

/** Of the last value, in standard deviations; undefined where there are too few values or none differs. */
function distanceFromMean(values: Float64Array, bars: number): number | undefined {
  if (values.length < bars) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / bars;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const deviation = Math.sqrt(squares / (bars - 1));
  return deviation > 0 ? (values[bars - 1] - mean) / deviation : undefined;
}
