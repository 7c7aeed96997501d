import { strictRecord } from '../../../src/plain-data.js';
import type { MarketView } from '../view.js';
import { strategyKind, type Strategy } from './contract.js';

/** The same weights for ever; the account trades only when they are first decided. */
function holding(sign: number): Strategy {
  return { decide: ({ assets }: MarketView) => assets.map(() => (sign === 0 ? 0 : sign / assets.length)) };
}

export const buyAndHold = strategyKind({
  name: 'buy-and-hold',
  description: 'buys all assets in equal parts on the first day and never trades again',
  parameters: strictRecord({}),
  create: () => holding(1),
});

export const sellAndHold = strategyKind({
  name: 'sell-and-hold',
  description: 'sells all assets short in equal parts on the first day and never trades again',
  parameters: strictRecord({}),
  create: () => holding(-1),
});

export const flat = strategyKind({
  name: 'flat',
  description: 'stays in cash',
  parameters: strictRecord({}),
  create: () => holding(0),
});

export { holding };
