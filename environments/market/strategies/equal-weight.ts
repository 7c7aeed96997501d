import { z } from 'zod';
import { strictRecord } from '../../../src/plain-data.js';
import { strategyKind } from './contract.js';

/** "Optimal versus naive diversification" (DeMiguel, Garlappi & Uppal, Review of Financial Studies 22, 2009): 1/N is hard to beat. */
export const equalWeight = strategyKind({
  name: 'equal-weight',
  description: 'holds all assets in equal parts and brings them back to that every so many bars',
  parameters: strictRecord({ every: z.number().int().positive().default(21) }),
  create({ every }) {
    let bar = 0;
    return {
      account: { rebalance: 0 },
      decide: ({ assets }) => (bar++ % every === 0 ? assets.map(() => 1 / assets.length) : undefined),
    };
  },
});
