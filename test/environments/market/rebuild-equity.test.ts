import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import { rebuildEquity } from '../../../environments/market/rebuild-equity.js';
import { runAccount } from '../../../environments/market/run-account.js';
import type { AccountHistory, LedgerEntry } from '../../../environments/market/ledger.js';
import { accountSettings, type AccountOptions } from '../../../environments/market/settings.js';
import { strategyPlan } from '../../../environments/market/strategies/index.js';
import type { MarketData } from '../../../src/data/market-data.js';
import {
  accountOptions,
  barsOf,
  flatBars,
  marketOf,
  randomMarket,
  randomStrategy,
  type RandomSetup,
} from './random-markets.js';

const setups: fc.Arbitrary<RandomSetup> = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  bars: fc.integer({ min: 2, max: 80 }),
  assets: fc.integer({ min: 1, max: 3 }),
  jump: fc.constantFrom(0.01, 0.05, 0.4),
  volume: fc.constantFrom(100, 1e6),
  options: accountOptions,
});

/** Two orders use up a volume of which rounding leaves 7e-15 shares, and a limit lies above the bar's range. */
const capWithDust: RandomSetup = {
  ...{ seed: 5, bars: 47, assets: 2, jump: 0.01, volume: 1e6 },
  options: {
    costs: { perValue: 0, slippage: 0, volumeCap: 0.0010000000000000013 },
    shorts: { borrowRate: 0 },
    interest: {},
    margin: {},
    brackets: {},
  },
};

function play({ seed, bars, assets, jump, volume, options }: RandomSetup) {
  const data = randomMarket(seed, bars, assets, { jump, volume });
  const most = 1 / accountSettings(options).margin.initial;
  return { data, options, history: runAccount(data, options, randomStrategy(seed, assets, most)) };
}

describe('the equity curve', () => {
  it('is rebuilt from bars and ledger within 1e-9 of the capital, and its sources add up, whatever the settings', () => {
    let fills = 0;
    let bankrupt = 0;
    fc.assert(
      fc.property(setups, (setup) => {
        const { data, history } = play(setup);
        const rebuilt = rebuildEquity(data, history);
        const scale = Math.max(history.initialCapital, ...history.equity.map(Math.abs));
        const { change, gains, costs, fees, interest, dividends } = rebuilt.sources;
        expect(largest(history.equity, rebuilt.equity)).toBeLessThan(1e-9 * scale);
        expect(largest(history.positions, rebuilt.positions)).toBeLessThan(1e-9 * scale);
        expect(Math.abs(change - (gains - costs - fees + interest + dividends))).toBeLessThan(1e-9 * scale);
        fills += history.ledger.filter(({ kind }) => kind === 'fill').length;
        bankrupt += history.ledger.some((entry) => entry.kind === 'order' && entry.reason === 'bankruptcy')
          ? 1
          : 0;
      }),
      runs(200),
    );
    expect(fills).toBeGreaterThan(2000);
    expect(bankrupt).toBeGreaterThan(1);
  });

  describe('through splits', () => {
    const bars = 40;
    const prices = Float64Array.from({ length: bars }, (_, t) => 100 + 10 * ((t % 10) - 5));
    const splitsAt = (ratios: Readonly<Record<number, number>>): MarketData => {
      const splits = Float64Array.from({ length: bars }, (_, t) => ratios[t] ?? 1);
      let scale = 1;
      const close = prices.map((price, t) => price / (scale *= splits[t]));
      return marketOf(barsOf('A', { close, splits, volume: new Float64Array(bars).fill(200) }));
    };
    const endOf = (data: MarketData, history: AccountHistory): number => {
      expect(largest(rebuildEquity(data, history).equity, history.equity)).toBeLessThan(1e-6);
      return history.equity[history.equity.length - 1];
    };

    it('leaves an order alone that was made after a split, whatever the ratio', () => {
      for (const ratio of [0.1, 0.5, 3]) {
        const data = splitsAt({ 3: ratio });
        const strategy = strategyPlan('sma-cross', { short: 2, long: 8 }).create({
          training: undefined,
          account: {},
          seed: 0,
          everything: data,
        });
        const history = runAccount(data, {}, (view) => strategy.decide(view));
        expect(history.ledger.findIndex(({ kind }) => kind === 'split')).toBe(0);
        expect(history.ledger.filter(({ kind }) => kind === 'fill').length).toBeGreaterThan(1);
        endOf(data, history);
      }
    });

    it('multiplies what is left of an order that is carried over: the account ends as without a split', () => {
      // 50 of 100 shares fill on bar 6, by the volume cap; the other 50 are 25 after one for two on bar 7.
      const account: AccountOptions = { costs: { volumeCap: 0.25, perValue: 0, slippage: 0 } };
      const play = (data: MarketData) =>
        runAccount(data, account, ({ bar }) => (bar === 5 ? { orders: [{ quantity: 100 }] } : undefined));
      const [plain, data] = [splitsAt({}), splitsAt({ 7: 0.5 })];
      const history = play(data);
      const filled = history.ledger.flatMap((entry) => (entry.kind === 'fill' ? [entry.quantity] : []));
      expect(filled).toEqual([50, 25]);
      expect(endOf(data, history)).toBeCloseTo(endOf(plain, play(plain)), 6);
    });

    it('knows the protocol tdqn, whose orders are written down on the bar that fills them', () => {
      const data = splitsAt({ 6: 0.1 });
      const account: AccountOptions = { protocol: 'tdqn', costs: { perValue: 0.001 } };
      const history = runAccount(data, account, ({ bar }) => (bar < 5 ? 0 : 1));
      expect(history.ledger.map(({ kind }) => kind)).toEqual(['split', 'order', 'fill']);
      endOf(data, history);
    });
  });

  it('keeps the rules that the settings state', () => {
    fc.assert(
      fc.property(setups, (setup) => {
        const { data, options, history } = play(setup);
        expect(badFills(data, options, history)).toEqual([]);
        expect(badNights(data, options, history)).toEqual([]);
      }),
      { ...runs(80), examples: [[capWithDust]] },
    );
  });

  it('is refused where the ledger was changed', () => {
    const data = flatBars(10, 11, 12, 13);
    const history = runAccount(data, {}, () => 1);
    const change = (kind: string, edit: (entry: LedgerEntry) => object): AccountHistory => ({
      ...history,
      ledger: history.ledger.map((entry) => (entry.kind === kind ? { ...entry, ...edit(entry) } : entry)),
    });
    expect(() => rebuildEquity(data, history)).not.toThrow();
    expect(() =>
      rebuildEquity(
        data,
        change('fill', () => ({ order: 7 })),
      ),
    ).toThrow('order before it');
    expect(() =>
      rebuildEquity(
        data,
        change('fill', () => ({ quantity: 1e9 })),
      ),
    ).toThrow('left of its order');
    expect(() =>
      rebuildEquity(
        data,
        change('fill', () => ({ bar: 9 })),
      ),
    ).toThrow('later than the last bar');
    const cheaper = rebuildEquity(
      data,
      change('fill', () => ({ commission: 0 })),
    );
    expect(largest(cheaper.equity, history.equity)).toBeGreaterThan(1);
  });
});

/** Every fill: later than its decision, on a tradable bar, at a price within its rules, within the volume cap. */
function badFills(data: MarketData, options: AccountOptions, history: AccountHistory): readonly string[] {
  const { fill, costs } = accountSettings(options);
  const orders = new Map(
    history.ledger.flatMap((entry) => (entry.kind === 'order' ? [[entry.order, entry]] : [])),
  );
  const volumes = new Map<string, number>();
  const ratio = (asset: number, from: number, to: number) =>
    data.assets[asset].splits.slice(from + 1, to + 1).reduce((product, split) => product * split, 1);
  return history.ledger.flatMap((entry) => {
    if (entry.kind !== 'fill') return [];
    const order = orders.get(entry.order);
    if (order === undefined) return ['a fill without an order'];
    if (order.reason === 'bankruptcy') return [];
    const { open, high, low, close, volume, tradable } = data.assets[entry.asset];
    const { bar, moment, reference, price, quantity } = entry;
    const key = `${bar}/${entry.asset}`;
    const filled = (volumes.get(key) ?? 0) + Math.abs(quantity);
    volumes.set(key, filled);
    const most = costs.volumeCap === undefined ? Infinity : costs.volumeCap * volume[bar] * (1 + 1e-12);
    const limit = (order.price ?? NaN) / ratio(entry.asset, order.bar, bar);
    const isLimit = order.type === 'limit' && order.reason === 'strategy';
    const broken = {
      early: bar - order.bar < (fill === 'same-close' ? 0 : 1),
      halted: tradable[bar] === 0,
      'not at the open': moment === 'open' && reference !== open[bar],
      'not at the close': moment === 'close' && reference !== close[bar],
      'outside the range': reference < low[bar] || reference > high[bar],
      'better than the market': (price - reference) * quantity < 0,
      'worse than its limit': isLimit && (price - limit) * quantity > 1e-9 * Math.abs(limit * quantity),
      'more than the cap': filled > most,
    };
    return Object.entries(broken).flatMap(([what, isTrue]) =>
      isTrue ? [`${what}: ${JSON.stringify(entry)}`] : [],
    );
  });
}

/** Borrow fees and dividends on every bar, from the positions and the bars alone. */
function badNights(data: MarketData, options: AccountOptions, history: AccountHistory): readonly string[] {
  const { shorts } = accountSettings(options);
  const sums = new Map<string, number>();
  for (const entry of history.ledger) {
    if (entry.kind !== 'borrow-fee' && entry.kind !== 'dividend') continue;
    sums.set(`${entry.kind}/${entry.bar}/${entry.asset}`, entry.amount);
  }
  const isOff = (kind: string, expected: number) =>
    Math.abs((sums.get(kind) ?? 0) - expected) > 1e-9 * history.initialCapital;
  return Array.from(history.positions.slice(0, -data.assets.length), (held, index) => {
    const asset = index % data.assets.length;
    const bar = history.firstBar + Math.floor(index / data.assets.length) + 1;
    const { close, dividends, splits } = data.assets[asset];
    const fee = (Math.min(0, held) * close[bar - 1] * shorts.borrowRate) / data.barsPerYear;
    const paid = held * splits[bar] * dividends[bar];
    const broken = isOff(`borrow-fee/${bar}/${asset}`, fee) || isOff(`dividend/${bar}/${asset}`, paid);
    return broken ? [`night before bar ${bar}`] : [];
  }).flat();
}

function largest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = 0;
  for (let index = 0; index < a.length; index++) most = Math.max(most, Math.abs(a[index] - b[index]));
  return most;
}
