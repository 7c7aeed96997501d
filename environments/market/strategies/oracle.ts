import { strictRecord } from '../../../src/plain-data.js';
import { adjustedPrices } from '../adjusted.js';
import { strategyKind } from './contract.js';

/**
 * Knows the next bar. Nobody can trade like that: it is here to show what a leak looks like, and that the alarms notice.
 */
export const oracle = strategyKind({
  name: 'oracle',
  description: 'knows whether the next bar closes above its open: a look-ahead, here as an alarm only',
  looksAhead: true,
  parameters: strictRecord({}),
  create(_, { everything }) {
    const assets = everything.assets.map((asset) => ({
      ...adjustedPrices(asset),
      length: asset.close.length,
    }));
    return {
      decide: (view) =>
        assets.map(({ open, close, length }) => {
          const filled = view.bar + 1;
          if (filled >= length) return 0;
          // Filled at the next open, and turned over at the open after it at the earliest.
          const next = filled + 1 < length ? open[filled + 1] : close[filled];
          return (next > open[filled] ? 1 : -1) / assets.length;
        }),
    };
  },
});
