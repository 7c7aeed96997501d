import { describe, expect, it } from '@jest/globals';
import { runAccount } from '../../../environments/market/run-account.js';
import { bestOfPath } from '../../../experiments/studies/best-of-path.js';
import { barsOf, marketOf } from '../../environments/market/random-markets.js';

const closes = [100, 104, 101, 97, 99, 99, 120, 80, 83];
const close = Float64Array.from(closes);
const open = Float64Array.from(closes, (_, t) => closes[Math.max(0, t - 1)]);
const data = marketOf(barsOf('A', { open, close }));

describe('the best that can be earned on a path', () => {
  it('is what the best of all ways to decide earns in the simulator', () => {
    const decisions = closes.length - 1;
    let best = 0;
    for (let way = 0; way < 2 ** decisions; way++) {
      const { equity, initialCapital } = runAccount(
        data,
        {
          costs: { perValue: 0, slippage: 0 },
          shorts: { borrowRate: 0 },
          interest: { borrowed: 0 },
          rebalance: 0,
        },
        ({ bar }) => ((way >> bar) & 1) * 2 - 1,
      );
      best = Math.max(best, equity[equity.length - 1] / initialCapital);
    }
    expect(bestOfPath(data.assets[0], [-1, 1], 0, decisions)).toBeCloseTo(best, 12);
  });

  it('is refused where bars have gaps', () => {
    expect(() => bestOfPath({ open: close, close }, [-1, 1], 0, 3)).toThrow('open of bar 1');
  });
});
