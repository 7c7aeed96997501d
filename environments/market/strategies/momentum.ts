import { z } from 'zod';
import { nameOf, strictRecord } from '../../../src/plain-data.js';
import { strategyKind } from './contract.js';

/** "Time series momentum" (Moskowitz, Ooi & Pedersen, Journal of Financial Economics 104, 2012), without its scaling by volatility. */
export const momentum = strategyKind({
  name: 'momentum',
  description: 'holds an asset while its return over the last bars is positive',
  parameters: strictRecord({
    /** Bars back: 252, 120 and 60 are usual. */
    bars: z.number().int().positive().default(252),
    /** What it does else: stay in cash, or sell short. */
    below: nameOf(['cash', 'short']).default('cash'),
  }),
  create: ({ bars, below }) => ({
    decide: (view) =>
      view.assets.map((_, asset) => {
        if (view.bar < bars) return 0;
        const rises = view.value('adjusted', 0, asset) > view.value('adjusted', bars, asset);
        return (rises ? 1 : below === 'short' ? -1 : 0) / view.assets.length;
      }),
  }),
});
