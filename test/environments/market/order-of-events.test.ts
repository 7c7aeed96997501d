/** Fills, costs and nights on bars so small that every number is computed by hand. */
import { describe, expect, it } from '@jest/globals';
import type { LedgerEntry } from '../../../environments/market/ledger.js';
import { runAccount, type Decision } from '../../../environments/market/run-account.js';
import type { AccountOptions } from '../../../environments/market/settings.js';
import type { MarketData } from '../../../src/data/market-data.js';
import { barsOf, flatBars, marketOf } from './random-markets.js';

const free = { perValue: 0, slippage: 0 };
const still = { borrowRate: 0 };
const of = (...values: readonly number[]) => Float64Array.from(values);

/** Decisions by bar; nothing on the others. */
function play(data: MarketData, options: AccountOptions, decisions: Readonly<Record<number, Decision>>) {
  return runAccount(
    data,
    { initialCapital: 1000, costs: free, shorts: still, ...options },
    ({ bar }) => decisions[bar],
  );
}

const fillsOf = (ledger: readonly LedgerEntry[]) =>
  ledger.flatMap((entry) =>
    entry.kind === 'fill' ? [[entry.bar, entry.moment, entry.quantity, entry.price] as const] : [],
  );
const cancels = (ledger: readonly LedgerEntry[]) =>
  ledger.flatMap((entry) => (entry.kind === 'cancel' ? [[entry.bar, entry.reason] as const] : []));

// open 10 11 8 12, close 10 9 10 12
const market = marketOf(
  barsOf('A', {
    open: of(10, 11, 8, 12),
    high: of(10, 12, 11, 13),
    low: of(10, 8, 7, 11),
    close: of(10, 9, 10, 12),
  }),
);

describe('a market order', () => {
  it.each([
    ['next-open', [[1, 'open', 50, 11]], [1000, 900, 950, 1050]],
    ['next-close', [[1, 'close', 50, 9]], [1000, 1000, 1050, 1150]],
    ['same-close', [[0, 'close', 50, 10]], [1000, 950, 1000, 1100]],
  ] as const)('fills at the %s', (fill, fills, equity) => {
    const history = play(market, { fill }, { 0: 0.5 });
    expect(fillsOf(history.ledger)).toEqual(fills);
    expect([...history.equity]).toEqual(equity);
    expect(history.looksAhead).toBe(fill === 'same-close' ? true : undefined);
  });

  it('is cut to what the cash pays for, costs included', () => {
    const history = play(flatBars(10, 10), { costs: { ...free, perValue: 0.01, fixed: 2 } }, { 0: 1 });
    const [[, , quantity]] = fillsOf(history.ledger);
    expect(quantity).toBeCloseTo((1000 - 2) / 10.1, 9);
    expect(history.equity[1]).toBeCloseTo(10 * quantity, 9);
    expect(cancels(history.ledger)).toEqual([[1, 'not enough capital']]);
  });

  it('is cut to the most that the cash pays for where a larger order has a worse price', () => {
    for (const costs of [{ volumeShare: 5 }, { impact: 1 }, { volumeShare: 0.1, fixed: 3, perValue: 0.01 }]) {
      const close = Float64Array.from({ length: 30 }, (_, t) => 10 + (t % 3));
      const data = marketOf(barsOf('A', { close, volume: new Float64Array(30).fill(100) }));
      const { equity, positions } = play(data, { costs: { ...free, ...costs } }, { 27: 1 });
      expect(positions[28]).toBeGreaterThan(20);
      const cash = equity[28] - positions[28] * close[28];
      expect(cash).toBeGreaterThanOrEqual(0);
      expect(cash).toBeLessThan(1e-9);
    }
  });

  it('in whole shares is cut to whole shares', () => {
    const history = play(flatBars(30, 31), { shares: 'integer' }, { 0: 1 });
    expect(fillsOf(history.ledger)).toEqual([[1, 'open', 32, 31]]);
  });

  it('is repeated for the same target only as `rebalance` says', () => {
    const always = { 0: 0.5, 1: 0.5, 2: 0.5 };
    const data = flatBars(10, 10, 20, 20);
    expect(fillsOf(play(data, {}, always).ledger)).toHaveLength(1);
    expect(fillsOf(play(data, { rebalance: 0.2 }, always).ledger)).toHaveLength(1);
    // 50 shares at 20 are 2/3 of 1500; half of it are 37.5
    expect(fillsOf(play(data, { rebalance: 0 }, always).ledger)[1]).toEqual([3, 'open', -12.5, 20]);
  });

  it('waits on bars that cannot be traded', () => {
    const close = of(10, 11, 12, 13);
    const data = marketOf(barsOf('A', { close, tradable: Uint8Array.of(1, 0, 0, 1) }));
    expect(fillsOf(play(data, {}, { 0: 0.1 }).ledger)).toEqual([[3, 'open', 10, 13]]);
  });

  it('is filled bar by bar where volume is capped, and a new target cancels the rest', () => {
    const data = marketOf(barsOf('A', { close: of(10, 10, 10, 10, 10), volume: of(1e6, 300, 100, 0, 1e6) }));
    const costs = { ...free, volumeCap: 0.1 };
    const patient = play(data, { costs }, { 0: 0.5 });
    expect(fillsOf(patient.ledger).map(([bar, , quantity]) => [bar, quantity])).toEqual([
      [1, 30],
      [2, 10],
      [4, 10],
    ]);
    const changed = play(data, { costs }, { 0: 0.5, 1: 0 });
    expect(cancels(changed.ledger)).toEqual([[1, 'new target']]);
    expect(changed.positions[4]).toBe(0);
  });

  it('sells before it buys, so that the proceeds pay for the purchase', () => {
    const data = marketOf(
      barsOf('A', { close: of(10, 10, 10, 10) }),
      barsOf('B', { close: of(10, 10, 10, 10) }),
    );
    const history = play(data, {}, { 0: [0, 1], 1: [1, 0] });
    expect([...history.positions]).toEqual([0, 0, 0, 100, 100, 0, 100, 0]);
  });
});

describe('limit and stop orders', () => {
  const order = (type: 'limit' | 'stop', quantity: number, price: number): Decision => ({
    orders: [{ type, quantity, price }],
  });
  const slip = { costs: { ...free, slippage: 0.01 } };

  it.each([
    [
      'a limit inside the range fills at its price, without slippage',
      order('limit', 10, 9),
      [1, 'inside', 10, 9],
    ],
    [
      'a limit below the range waits and fills at the better open',
      order('limit', 10, 7.9),
      [2, 'inside', 10, 7.9],
    ],
    [
      'a limit above the open fills at the open, slippage at most to the limit',
      order('limit', 10, 11.05),
      [1, 'open', 10, 11.05],
    ],
    [
      'a stop inside the range fills at its price and slips',
      order('stop', 10, 11.5),
      [1, 'inside', 10, 11.5 * 1.01],
    ],
    [
      'a stop that the open has gapped through fills at the open',
      order('stop', 10, 10.5),
      [1, 'open', 10, 11 * 1.01],
    ],
    ["a sale's stop waits for the price to fall", order('stop', -10, 7.5), [2, 'inside', -10, 7.5 * 0.99]],
    ["a sale's limit waits for the price to rise", order('limit', -10, 12.5), [3, 'inside', -10, 12.5]],
  ] as const)('%s', (_name, decision, [bar, moment, quantity, price]) => {
    const fills = fillsOf(play(market, slip, { 0: decision }).ledger);
    expect(fills).toEqual([[bar, moment, quantity, expect.closeTo(price, 12)]]);
  });

  it('are cancelled when the strategy says so', () => {
    const history = play(market, {}, { 0: order('limit', 10, 7), 1: { cancel: true } });
    expect([fillsOf(history.ledger), cancels(history.ledger)]).toEqual([[], [[1, 'strategy']]]);
  });

  it('follow a split', () => {
    const data = marketOf(barsOf('A', { close: of(10, 5, 4), splits: of(1, 2, 1), low: of(10, 4.9, 4) }));
    expect(fillsOf(play(data, {}, { 0: order('limit', 10, 9.6) }).ledger)).toEqual([[2, 'open', 20, 4]]);
  });
});

describe('brackets', () => {
  // bought at 10 on bar 1
  const data = (open: number, high: number, low: number) =>
    marketOf(
      barsOf('A', {
        open: of(10, 10, open),
        high: of(10, 10, high),
        low: of(10, 10, low),
        close: of(10, 10, open),
      }),
    );
  const brackets = { stopLoss: 0.1, takeProfit: 0.2 };

  it.each([
    ['the stop-loss at its price', data(10, 10, 8.5), [2, 'inside', -50, 9]],
    ['the take-profit at its price', data(10, 12.5, 10), [2, 'inside', -50, 12]],
    ['the stop-loss where both are touched', data(10, 12.5, 8.5), [2, 'inside', -50, 9]],
    ['at the open where it has gapped through', data(8, 8, 8), [2, 'open', -50, 8]],
    ['at the better open', data(13, 13, 13), [2, 'open', -50, 13]],
  ] as const)('close a position: %s', (_name, bars, fill) => {
    const { ledger } = play(bars, { brackets }, { 0: 0.5 });
    expect(fillsOf(ledger)[1]).toEqual(fill);
  });

  it('close a short position on the other side', () => {
    const { ledger } = play(data(10, 11.5, 10), { brackets }, { 0: -0.5 });
    expect(fillsOf(ledger)[1]).toEqual([2, 'inside', 50, 11]);
  });

  it('leave the same target a new one', () => {
    const bars = marketOf(
      barsOf('A', { close: of(10, 10, 10, 10), low: of(10, 10, 8, 10), open: of(10, 10, 10, 10) }),
    );
    const { ledger } = play(bars, { brackets }, { 0: 0.5, 1: 0.5, 2: 0.5 });
    expect(fillsOf(ledger).map(([bar, , quantity]) => [bar, quantity > 0])).toEqual([
      [1, true],
      [2, false],
      [3, true],
    ]);
  });
});

describe('a night', () => {
  it('multiplies shares by a split and pays dividends on the new ones, to the long and by the short', () => {
    const data = marketOf(
      barsOf('A', { close: of(10, 10, 5), splits: of(1, 1, 2), dividends: of(0, 0, 0.1) }),
    );
    const long = play(data, {}, { 0: 0.5 });
    expect([long.positions[2], long.equity[2]]).toEqual([100, 1010]);
    const short = play(data, {}, { 0: -0.5 });
    expect([short.positions[2], short.equity[2]]).toEqual([-100, 990]);
  });

  it('charges the borrow fee on every bar, on the value at the close before', () => {
    const shorts = { borrowRate: 0.252 };
    const { ledger, equity } = play(flatBars(10, 10, 20, 20), { shorts }, { 0: -0.5 });
    const fees = ledger.flatMap((entry) => (entry.kind === 'borrow-fee' ? [[entry.bar, entry.amount]] : []));
    // 50 shares: a thousandth of 500, then of 1000
    expect(fees).toEqual([
      [2, -0.5],
      [3, -1],
    ]);
    expect(equity[3]).toBeCloseTo(1000 - 500 - 1.5, 9);
  });

  it('pays interest on cash, not on the proceeds of short sales, and charges it on borrowed cash', () => {
    const interest = { cash: 0.252, borrowed: 0.504 };
    const data = flatBars(10, 10, 10);
    expect(play(data, { interest }, {}).equity[1]).toBe(1001);
    expect(play(data, { interest }, { 0: -1 }).equity[2]).toBeCloseTo(1001 + 1.001, 9); // on what is not proceeds
    const margin = { initial: 0.5 };
    // 200 shares for 2000, of which 999 are borrowed
    expect(play(data, { interest, margin }, { 0: 2 }).equity[2]).toBeCloseTo(1001 - 999 * 0.002, 9);
  });
});

describe('margin', () => {
  it('sells everything at the next open below the maintenance margin, whatever is decided', () => {
    const data = flatBars(10, 10, 7, 7, 7);
    const options = { margin: { initial: 0.5, maintenance: 0.3 }, interest: { borrowed: 0 } };
    // 200 shares on 1000 of equity; at 7 there are 400 for 1400, below 0.3
    const { ledger, positions, equity } = play(data, options, { 0: 2, 2: 1 });
    expect(fillsOf(ledger)).toEqual([
      [1, 'open', 200, 10],
      [3, 'open', -200, 7],
    ]);
    expect(ledger).toContainEqual(expect.objectContaining({ kind: 'order', bar: 2, reason: 'liquidation' }));
    expect([...positions]).toEqual([0, 200, 200, 0, 0]);
    expect(equity[4]).toBe(400);
  });

  it('counts other positions at the close where it fills at the close', () => {
    const data = marketOf(
      barsOf('A', { open: of(10, 10, 10), close: of(10, 10, 16) }),
      barsOf('B', { close: of(10, 10, 10) }),
    );
    // 50 of A are short when they rise to 16: 700 of equity for 800 of exposure allow no B
    const { positions, ledger } = play(data, { fill: 'next-close' }, { 0: [-0.5, 0], 1: [-0.5, 0.5] });
    expect([...positions]).toEqual([0, 0, -50, 0, -50, 0]);
    expect(cancels(ledger)).toEqual([[2, 'not enough capital']]);
  });

  it('without it no fill leaves more exposure than equity', () => {
    const close = of(10, 12, 12);
    const { positions } = play(marketOf(barsOf('A', { close })), {}, { 0: -1 });
    expect(positions[1]).toBeCloseTo(-1000 / 12, 9);
  });
});

describe('an account at 0 or below', () => {
  it('is closed out and never recovers', () => {
    const { equity, positions, ledger } = play(flatBars(10, 10, 25, 1, 1), {}, { 0: -1, 2: -1, 3: 1 });
    expect([...equity]).toEqual([1000, 1000, -500, -500, -500]);
    expect([...positions]).toEqual([0, -100, 0, 0, 0]);
    expect(ledger).toContainEqual(expect.objectContaining({ kind: 'order', reason: 'bankruptcy' }));
  });
});

describe('what a strategy may ask', () => {
  const bad = (options: AccountOptions, decision: Decision) => () => play(market, options, { 0: decision });
  it.each([
    ['weights beyond the margin', bad({}, 1.5), 'add up to at most 1'],
    [
      'short weights where they are not allowed',
      bad({ shorts: { allowed: false } }, -1),
      'shorts.allowed is false',
    ],
    ['another number of weights', bad({}, [0.5, 0.5]), '1 weights'],
    ['NaN', bad({}, NaN), '1 weights'],
    ['a limit without a price', bad({}, { orders: [{ type: 'limit', quantity: 1 }] }), 'a price for a limit'],
    ['parts of shares', bad({ shares: 'integer' }, { orders: [{ quantity: 0.5 }] }), 'as the settings allow'],
    ['an asset that is not there', bad({}, { orders: [{ asset: 3, quantity: 1 }] }), 'an asset of the data'],
    [
      'a mistyped kind of order',
      bad({}, { orders: [{ type: 'lmt' as never, quantity: 1, price: 9 }] }),
      'unknown name "lmt"',
    ],
    ['a decision with a mistyped name', bad({}, { weight: [1] } as never), 'did you mean "weights"?'],
    ['a decision that is none', bad({}, null as never), 'decision'],
    ['settings that are mistyped', bad({ cost: {} } as never, 1), 'did you mean "costs"?'],
    [
      'a range outside the data',
      () => runAccount(market, {}, () => 0, { from: 2, to: 9 }),
      'bars from 0 to 3',
    ],
  ])('%s is refused', (_name, run, message) => {
    expect(run).toThrow(expect.objectContaining({ message: expect.stringContaining(message) }));
  });

  it('weights as a Float64Array too', () => {
    expect([...play(market, {}, { 0: of(0.5) }).positions]).toEqual([0, 50, 50, 50]);
  });

  it('no bar after the decision, and no way to change the data', () => {
    runAccount(market, {}, (view) => {
      expect(() => view.value('close', -1)).toThrow('bars after the decision cannot be seen');
      expect(() => view.value('clsoe')).toThrow('did you mean close?');
      expect(() => view.history('close', 1.5)).toThrow('count is 1.5');
      const closes = view.history('close');
      expect(closes).toHaveLength(view.bar + 1);
      closes.fill(0);
      expect(view.history('close', 1)[0]).toBe([10, 9, 10, 12][view.bar]);
      return 0;
    });
    expect(market.assets[0].close[0]).toBe(10);
  });
});
