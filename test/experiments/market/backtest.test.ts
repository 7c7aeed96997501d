import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import { runAccount } from '../../../environments/market/run-account.js';
import { generateMarket } from '../../../environments/market/generators/index.js';
import { strategyPlan } from '../../../environments/market/strategies/index.js';
import { backtest, strategyTrader, type Trader } from '../../../experiments/index.js';
import { benchmarkFrom } from '../../../experiments/market/curves.js';
import { costsPaid } from '../../../experiments/market/account-figures.js';
import { equityCsv, ledgerCsv } from '../../../experiments/market/ledger-files.js';
import { proveLedger } from '../../../experiments/market/prove-ledger.js';
import { roundTrips } from '../../../experiments/market/round-trips.js';
import { verdictOf } from '../../../src/reports/tear-sheet/verdict.js';
import { loadMarketData } from '../../../src/data/load-market-data.node.js';
import {
  accountOptions,
  barsOf,
  flatBars,
  marketOf,
  randomMarket,
  randomStrategy,
} from '../../environments/market/random-markets.js';

const traderOf = (name: string, parameters = {}): Trader => strategyTrader(strategyPlan(name, parameters));
const free = { costs: { perValue: 0, slippage: 0 } };

describe('the S&P 500 from 2000 to 2020, against a calculation of its own', () => {
  const file = fileURLToPath(
    new URL('../../../node_modules/vega-datasets/data/sp500-2000.csv', import.meta.url),
  );
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  const column = (index: number): readonly number[] => rows.map((row) => Number(row.split(',')[index]));
  const [open, close] = [column(1), column(4)];
  const loading = loadMarketData(file);

  /** Equity of an account that holds while `holds(t)` said so at the close of t, bought and sold at the next open. */
  function equityOf(holds: (t: number) => boolean, rate: number): readonly number[] {
    let [cash, shares, wanted, before] = [100_000, 0, 0, false];
    return close.map((price, t) => {
      const fill = open[t];
      if (wanted > 0) {
        shares = Math.min(wanted, cash / (fill * (1 + rate) * (1 + rate)));
        cash -= shares * fill * (1 + rate) * (1 + rate);
      } else if (wanted < 0) {
        cash += shares * fill * (1 - rate) * (1 - rate);
        shares = 0;
      }
      const equity = cash + shares * price;
      const now = holds(t);
      wanted = now === before ? 0 : now ? equity / price : -1;
      before = now;
      return equity;
    });
  }

  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const rules: readonly (readonly [name: string, holds: (t: number) => boolean])[] = [
    ['buy-and-hold', () => true],
    ['sma-cross', (t) => t >= 199 && mean(close.slice(t - 49, t + 1)) > mean(close.slice(t - 199, t + 1))],
    ['momentum', (t) => t >= 252 && close[t] > close[t - 252]],
  ];
  for (const [name, holds] of rules) {
    for (const rate of [0, 0.001]) {
      it(`${name} with ${rate === 0 ? 'no costs' : 'commission and slippage of 10 basis points each'}`, async () => {
        const { data } = await loading;
        const account = { costs: { perValue: rate, slippage: rate } };
        const { sheet } = backtest({ data, trader: traderOf(name), account, costFactors: [], resamples: 10 });
        const expected = equityOf(holds, rate);
        const worst = expected.reduce(
          (most, value, t) => Math.max(most, Math.abs(sheet.curves[0].equity[t] / value - 1)),
          0,
        );
        expect(sheet.curves[0].equity).toHaveLength(5105);
        expect(worst).toBeLessThan(1e-9);
        expect(sheet.rebuiltWithin).toBeLessThan(1e-9);
      });
    }
  }
});

describe('a backtest', () => {
  const data = generateMarket({ generator: { ornsteinUhlenbeckPairs: {} }, bars: 400 }, 11);

  it('has figures of the equity that its ledger gives, for every curve', () => {
    const { sheet, history } = backtest({
      data,
      trader: traderOf('momentum', { bars: 20 }),
      baselines: [traderOf('flat')],
    });
    expect(sheet.curves.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'momentum strategy',
      'buy-and-hold baseline',
      'flat baseline',
    ]);
    const [ours, , flat] = sheet.curves;
    expect(ours.figures.totalReturn).toBeCloseTo(ours.equity[ours.equity.length - 1] / 100_000 - 1, 9);
    expect(flat.figures.totalReturn).toBe(0);
    expect(proveLedger(data, history)).toBeLessThan(1e-9);
    expect(sheet.times).toHaveLength(sheet.curves[0].equity.length);
    expect(sheet.weights[0]).toHaveLength(400);
  });

  it('refuses a ledger that does not give the equity', () => {
    const { history } = backtest({ data, trader: traderOf('buy-and-hold') });
    const equity = history.equity.slice();
    equity[200] += 1;
    expect(() => proveLedger(data, { ...history, equity })).toThrow('equity at bar 200');
  });

  it('costs as much as the ledger says, and more where costs are multiplied', () => {
    const trader = traderOf('random', { flip: 0.5 });
    const { sheet, history } = backtest({ data, trader });
    const paid = costsPaid(history.ledger);
    expect(sheet.costs).toEqual(paid);
    const sum = (values: readonly number[] = []): number => values.reduce((total, value) => total + value, 0);
    for (const [kind, amount] of Object.entries(paid)) {
      const byBar = sheet.costsByBar?.[kind as keyof typeof paid];
      expect(byBar).toHaveLength(400);
      expect(sum(byBar)).toBeCloseTo(amount, 6);
    }
    // Borrow fees on the nights of a short position, commissions on the bars of a fill.
    const charged = sheet.costsByBar?.commissions.flatMap((paidThere, t) => (paidThere > 0 ? [t] : []));
    expect(charged).toEqual([
      ...new Set(history.ledger.flatMap((entry) => (entry.kind === 'fill' ? [entry.bar] : []))),
    ]);
    expect(paid.commissions).toBeGreaterThan(0);
    const returns = sheet.costSensitivity.map(({ totalReturn }) => totalReturn);
    expect(sheet.costSensitivity.map(({ factor }) => factor)).toEqual([0, 1, 2, 5]);
    expect([...returns].sort((a, b) => b - a)).toEqual(returns);
    const without = backtest({ data, trader, account: free }).sheet;
    expect(without.curves[0].figures.totalReturn).toBeCloseTo(returns[0], 12);
    expect(without.costs.commissions).toBe(0);
  });

  it('deflates the Sharpe ratio by the trials that were made', () => {
    const trader = traderOf('momentum', { bars: 20 });
    const [one, many] = [1, 100].map((trials) => backtest({ data, trader, trials }).sheet.luck);
    expect(one.deflatedSharpe).toBeCloseTo(one.probabilisticSharpe, 12);
    expect(many.deflatedSharpe).toBeLessThan(one.deflatedSharpe);
    expect(many.trials).toBe(100);
  });

  it('is judged in the words of the page', () => {
    const { sheet } = backtest({ data, trader: traderOf('oracle') });
    const { headline, reasons } = verdictOf(sheet);
    expect(sheet.luck.verdict).toBe([headline, ...reasons].join(' '));
    expect(headline).toBe('This is not a result to believe.');
  });

  it('of an account that owes more than it has ends there: all is lost a year, and the debt is told', () => {
    // Short at 10 from bar 1 on; at 30 on bar 3 the loss of 2000 is twice the capital.
    const rising = flatBars(10, 10, 12, 30, 5, 5);
    const account = { ...free, shorts: { borrowRate: 0 }, initialCapital: 1000 };
    const { sheet } = backtest({ data: rising, trader: traderOf('sell-and-hold'), account, resamples: 10 });
    const [ours] = sheet.curves;
    expect(ours.equity).toEqual([1000, 1000, 800, -1000, -1000, -1000]);
    expect(sheet.positions[0]).toEqual([0, -100, -100, 0, 0, 0]);
    expect(ours.figures).toMatchObject({ annualReturn: -1, calmar: -0.5, totalReturn: -2, maxDrawdown: -2 });
    expect(sheet.warnings).toContain(
      'the account went bankrupt on 1970-01-04 and never trades again, and owes 100.0 % of its capital: the last loss was larger than what was left',
    );
  });

  it('of some days is said to be short in days', () => {
    const { sheet } = backtest({
      data: flatBars(10, 10, 12, 11, 10, 9),
      trader: traderOf('buy-and-hold'),
      resamples: 10,
    });
    expect(sheet.warnings[0]).toMatch(/^[1-9][\d.]* days are few/);
  });

  it('raises an alarm for fills at the close that was seen, and for the oracle', () => {
    const alarms = (trader: Trader, account = {}) => backtest({ data, trader, account }).sheet.alarms;
    expect(alarms(traderOf('momentum', { bars: 20 }))).toEqual([]);
    expect(alarms(traderOf('momentum', { bars: 20 }), { fill: 'same-close' })).toEqual([
      expect.stringMatching('same-close'),
    ]);
    expect(alarms(traderOf('oracle'))).toEqual([
      expect.stringMatching('sees the future'),
      expect.stringMatching('out of reach on real prices'),
    ]);
  });

  it('compares with an index on its own calendar, by the last price that was known', () => {
    const index = { ...flatBars(10, 20), times: Float64Array.of(data.times[1] - 5, data.times[3] + 5) };
    const { prices } = benchmarkFrom(index, data.times);
    expect([...prices.slice(0, 5)]).toEqual([NaN, 10, 10, 10, 20]);
  });

  it('subtracts a risk-free rate from Sharpe ratios only', () => {
    const trader = traderOf('buy-and-hold');
    const [zero, some] = [0, 0.05].map(
      (riskFree) => backtest({ data, trader, riskFree }).sheet.curves[0].figures,
    );
    expect(some.totalReturn).toBe(zero.totalReturn);
    // (1.05)^(1/252) - 1 a bar, over the deviation of a bar, times the root of 252.
    const rate = 1.05 ** (1 / 252) - 1;
    expect(zero.sharpe - some.sharpe).toBeCloseTo((rate * 252) / zero.annualVolatility, 9);
  });

  it('writes a ledger and an equity curve that spreadsheets can read', () => {
    const { sheet, history } = backtest({ data, trader: traderOf('buy-and-hold') });
    const [header, ...lines] = ledgerCsv(data, history).trimEnd().split('\n');
    expect(lines).toHaveLength(history.ledger.length);
    expect(header.split(',')).toHaveLength(14);
    expect(lines.every((line) => line.split(',').length === 14)).toBe(true);
    expect(equityCsv(sheet).trimEnd().split('\n')).toHaveLength(401);
  });
});

describe('round trips', () => {
  it('earn what the account earned, interest on cash aside, on any market with any settings', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), accountOptions, (seed, account) => {
        const data = randomMarket(seed, 60, 2, { jump: 0.03, volume: 1e5 });
        const history = runAccount(data, account, randomStrategy(seed, 2, 1));
        const profit = roundTrips(data, history).reduce((sum, trip) => sum + trip.profit, 0);
        const { interest } = costsPaid(history.ledger);
        const change = history.equity[history.equity.length - 1] - history.initialCapital;
        return Math.abs(profit + interest - change) <= 1e-8 * history.initialCapital;
      }),
      runs(100),
    );
  });

  it('end where a position is closed or turned over, with prices, bars and profit by hand', () => {
    const data = marketOf(barsOf('A', { close: Float64Array.of(10, 10, 12, 12, 9, 9) }));
    const wanted = [1, 1, -1, -1, 0];
    const account = { ...free, shorts: { borrowRate: 0 }, initialCapital: 100 };
    const history = runAccount(data, account, ({ bar }) => wanted[bar]);
    // Bought 10 at 10 on bar 1; sold at 12 and 10 short on bar 3 (120 / 12); bought back at 9 on bar 5.
    expect(roundTrips(data, history)).toMatchObject([
      { side: 'long', entryPrice: 10, exitPrice: 12, profit: 20, bars: 2, quantity: 10, return: 0.2 },
      { side: 'short', entryPrice: 12, exitPrice: 9, profit: 30, bars: 2, quantity: 10, return: 0.25 },
    ]);
  });
});
