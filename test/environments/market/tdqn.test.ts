/**
 * The protocol of Théate and Ernst on five bars, computed by hand from the rules in their paper and not from this code:
 * capital 1000, C = 1 %, closes 10, 10, 12, 11, 16, 8.
 */
import { describe, expect, it } from '@jest/globals';
import { makeEnvironment } from '../../../environments/registry.js';
import { marketSpecification } from '../../../environments/market/market.js';
import { rebuildEquity } from '../../../environments/market/rebuild-equity.js';
import { runAccount } from '../../../environments/market/run-account.js';
import { lowerBound, tdqnReturns } from '../../../environments/market/tdqn.js';
import { barsOf, flatBars, marketOf } from './random-markets.js';

const data = flatBars(10, 10, 12, 11, 16, 8);
const options = { protocol: 'tdqn', initialCapital: 1000, costs: { perValue: 0.01 } } as const;

describe('tdqn', () => {
  it('is all-in, long or short, in whole shares at the next close, and pays for both legs', () => {
    // bar 1: 99 shares = floor(1000 / 10.1) for 999.9, cash 0.1
    // bar 2: sold for 99 x 12 x 0.99 = 1176.12, cash 1176.22; short 97 = floor(1176.22 / 12.12) for 1152.36, cash 2328.58
    // bar 3: 97 x 12 x 1.1 x 1.01 = 1293.204 is less than the cash: nothing is bought back
    // bar 4: long again: 97 x 16 x 1.01 = 1567.52, cash 761.06; 47 = floor(761.06 / 16.16) for 759.52, cash 1.54
    const sides = [1, -1, -1, 1, 1];
    const history = runAccount(data, options, ({ bar }) => sides[bar]);
    const expected = [1000, 990.1, 2328.58 - 97 * 12, 2328.58 - 97 * 11, 1.54 + 47 * 16, 1.54 + 47 * 8];
    expected.forEach((equity, bar) => expect(history.equity[bar]).toBeCloseTo(equity, 9));
    expect([...history.positions]).toEqual([0, 99, -97, -97, 47, 47]);
    expect([...rebuildEquity(data, history).equity].map((x) => x.toFixed(9))).toEqual(
      [...history.equity].map((x) => x.toFixed(9)),
    );
  });

  it('buys a short position back as soon as a rise by 10 % could not be paid for', () => {
    // bar 1: short 99 for 980.1, cash 1980.1. bar 2 looks at close 10: 99 x 10 x 1.1 x 1.01 = 1099.89, fine.
    // With a close of 20: D = -1980.1 + 99 x 20 x 1.1 x 1.01 = 219.68, bound = 219.68 / (20 x 0.1 x 1.01) = 108.75: all 99.
    expect(lowerBound(1980.1, 99, 20, 0.01)).toBeCloseTo(219.68 / 2.02, 9);
    // D = -1980.1 + 99 x 18 x 1.111 = -0.298: the bound is negative
    expect(lowerBound(1980.1, 99, 18, 0.01)).toBeCloseTo(-0.298 / (18 * (0.02 + 0.101)), 9);
    const rising = flatBars(10, 10, 19, 18, 18);
    const { positions, equity } = runAccount(rising, options, () => -1);
    // bar 3 looks at close 19: D = -1980.1 + 99 x 19 x 1.111 = 109.691, bound = 57.16: 57 are bought at 18 for 1036.26
    expect([...positions]).toEqual([0, -99, -99, -42, -42]);
    expect(equity[3]).toBeCloseTo(1980.1 - 1036.26 - 42 * 18, 9);
  });

  it('does not take a split for a change of the price', () => {
    const split = (close: readonly number[], splits: readonly number[]) =>
      marketOf(barsOf('A', { close: Float64Array.from(close), splits: Float64Array.from(splits) }));
    const [plain, halved] = [
      split([10, 10, 10, 11, 11], [1, 1, 1, 1, 1]),
      split([10, 10, 10, 5.5, 5.5], [1, 1, 1, 2, 1]),
    ];
    const [before, after] = [plain, halved].map((market) => runAccount(market, options, () => -1));
    expect([...after.positions]).toEqual([0, -99, -99, -198, -198]);
    expect([...after.equity]).toEqual([...before.equity]);
  });

  it('counts the bars before the first fill as returns of 0', () => {
    const history = runAccount(data, options, () => 1, { from: 2 });
    const returns = tdqnReturns(history);
    expect(returns).toHaveLength(6);
    expect([...returns.slice(0, 3)]).toEqual([0, 0, 0]);
    expect(returns[4]).toBeCloseTo(history.equity[2] / history.equity[1] - 1, 12);
  });

  it('rewards returns within [-1, 1], and after a forced purchase the fall of the price', () => {
    const environment = makeEnvironment(
      marketSpecification('tdqn', { data: flatBars(10, 10, 19, 18, 18), features: ['close-location'] }),
      { ...options, window: 1, scaler: 'none' },
    );
    environment.reset();
    const rewards = Array.from({ length: 4 }, () => environment.step(0).reward);
    expect(rewards[1]).toBeCloseTo((1980.1 - 99 * 19) / (1980.1 - 990) - 1, 6);
    expect(rewards[2]).toBeCloseTo(1 / 19, 6);
  });

  it('leaves no other setting free', () => {
    const run = (others: object) => () => runAccount(data, { ...options, ...others }, () => 1);
    expect(run({ fill: 'next-open' })).toThrow('fill is "given"');
    expect(run({ costs: { perShare: 1 } })).toThrow('costs.perShare');
  });
});
