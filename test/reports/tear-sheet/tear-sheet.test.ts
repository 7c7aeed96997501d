import { describe, expect, it } from '@jest/globals';
import { costsSentence, fillSentence, flattened } from '../../../src/reports/tear-sheet/account-facts.js';
import {
  money,
  percent,
  price,
  probability,
  ratio,
  shortNumbers,
  signedPercent,
  times,
  yearsLong,
} from '../../../src/reports/tear-sheet/numbers.js';
import { breakEvenSentence } from '../../../src/reports/tear-sheet/sections/costs.js';
import { renderTearSheet } from '../../../src/reports/tear-sheet/tear-sheet.js';
import type { TearSheetInput } from '../../../src/reports/tear-sheet/tear-sheet-input.js';
import { backtestOf, curve, firstDay, longBacktest, trade } from './fixtures.js';

const closes = [100, 110, 99, 99, 120, 132];
const small = backtestOf(closes, [1000, 1000, 1100, 550, 825, 1210]);
const plotly = 'globalThis.Plotly = {};';
const textOf = (page: string): string =>
  page
    .replace(/<(script|style)[^]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\s\u00a0]+|&nbsp;/g, ' ');

describe('a tear sheet', () => {
  it('has the same bytes for the same data', () => {
    expect(renderTearSheet(longBacktest(), plotly)).toBe(renderTearSheet(longBacktest(), plotly));
  });

  it('says what was tested, how it was filled, what that cost, and that it could be luck', () => {
    const text = textOf(renderTearSheet(small, plotly));
    expect(text).toContain('sma-cross on SPX');
    expect(text).toContain('2018-01-01 to 2018-01-08');
    expect(text).toContain(
      'Holds what rises. Decided at each close, filled at the next open; commission 5 bp, slippage 2 bp.',
    );
    expect(text).toContain('This result could well be luck.');
    expect(text).toContain('The data end on a Friday.');
    expect(text).not.toContain('Not a result to believe');
  });

  it('puts each figure beside that of holding', () => {
    const page = renderTearSheet(small, plotly);
    const row = (name: string): string[] => {
      const [, cells] = new RegExp(`<th scope="row">${name}</th>([^]*?)</tr>`).exec(page) ?? [];
      return [...(cells ?? '').matchAll(/<td[^>]*>([^]*?)<\/td>/g)].map(([, cell]) => textOf(cell).trim());
    };
    expect(row('Return a year, compounded')).toEqual(['8.8 %', '5.0 %']);
    expect(row('Sharpe ratio, a year')).toEqual(['0.61', '0.40']);
    expect(row('Profit factor')).toEqual(['∞']);
    expect(row('Mean win / mean loss')).toEqual(['–']);
    expect(row('Paid in all')).toEqual(['5.00 (0.5 %)']);
    expect(row('2018').slice(0, 3)).toEqual(['2.0', '−3.1', '']);
  });

  it('leads with the total return where there is less than a year, and says what a figure of a year is then', () => {
    const short = { ...small, luck: { ...small.luck, years: 0.5 } };
    const tile = /<dt>(Total return|Return a year)<\/dt>\s*<dd>\s*([^<]*)/;
    expect(tile.exec(renderTearSheet(small, plotly))?.slice(1)).toEqual(['Return a year', '8.8\u00a0%']);
    expect(tile.exec(renderTearSheet(short, plotly))?.slice(1)).toEqual(['Total return', '43.2\u00a0%']);
    expect(textOf(renderTearSheet(short, plotly))).toContain(
      'There are 6 months of bars: all figures of a year',
    );
  });

  it('says what an interval was resampled over', () => {
    const interval = { name: 'Sharpe ratio of a seed', mean: 1, low: 0, high: 2 };
    const intervals = [
      { ...interval, unit: 'seed' as const, count: 3 },
      { ...interval, name: 'Sharpe ratio less that of holding', unit: 'bar' as const, count: 2511 },
    ];
    const text = textOf(renderTearSheet({ ...small, intervals }, plotly));
    expect(text).toMatch(/Sharpe ratio of a seed +1\.00 +0\.00 +2\.00 +3 seeds/);
    expect(text).toContain('2 511 bars');
  });

  it('shows nothing of tests that say nothing', () => {
    const text = textOf(renderTearSheet({ ...small, luck: { ...small.luck, years: 5 / 252 } }, plotly));
    expect(text).toContain('Too short to tell skill from luck.');
    expect(text.match(/says nothing here/g)?.length).toBe(3);
  });

  it('warns above all else where fills look ahead', () => {
    const page = renderTearSheet({ ...small, account: { fill: 'same-close' } }, plotly);
    expect(page.indexOf('role="alert"')).toBeGreaterThan(0);
    expect(page.indexOf('role="alert"')).toBeLessThan(page.indexOf('Skill or luck?'));
    const text = textOf(page);
    expect(text).toContain('filled at the close that the decision has seen');
    expect(text).toContain('This is not a result to believe.');
    expect(text).toContain('says nothing here');
    expect(text).not.toMatch(/ enough /);
  });

  it('shows hostile names as text', () => {
    const evil = '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\'&';
    const hostile: TearSheetInput = {
      ...small,
      title: evil,
      strategy: { name: evil, description: evil, parameters: { [evil]: evil } },
      data: { ...small.data, assets: [evil], hash: evil },
      curves: [curve(evil, 'strategy', closes), small.curves[1], curve(evil, 'benchmark', closes)],
      prices: [{ ...small.prices[0], asset: evil }],
      trades: [{ ...trade, entryReason: evil, exitReason: evil }],
      alarms: [evil],
      warnings: [evil],
      riskFree: evil,
      folds: longBacktest().folds!.map((fold) => ({ ...fold, name: evil })),
      intervals: [{ name: evil, mean: 0, low: 0, high: 0, unit: 'seed', count: 1 }],
      account: { fill: evil, [evil]: evil },
      command: evil,
    };
    const page = renderTearSheet(hostile, plotly);
    expect(page).not.toContain('<img src=x');
    expect(page.match(/<script/g)!.length).toBe(3);
    const figures = /<script type="application\/json"[^>]*>([^]*?)<\/script>/.exec(page)![1];
    expect(JSON.stringify(JSON.parse(figures))).not.toMatch(/<img|<script/);
  });

  it('takes what JSON made of it, with dashes for what is no number', () => {
    const parsed = JSON.parse(JSON.stringify(small)) as TearSheetInput;
    const text = textOf(renderTearSheet(parsed, plotly));
    expect(text).toContain('Profit factor –');
    expect(text).not.toMatch(/NaN|undefined|null|not a number/);
  });

  it('says nothing of what is not there', () => {
    const { command: _, ...rest } = small;
    const bare = { ...rest, trades: [], costSensitivity: [], drawdowns: [], curves: [small.curves[0]] };
    const text = textOf(renderTearSheet(bare, plotly));
    expect(text).toContain('Nothing was traded.');
    for (const absent of ['Reproduce', 'Worst drawdowns', 'Folds and seeds', 'All baselines', 'Against '])
      expect(text).not.toContain(absent);
    expect(text).not.toMatch(/NaN|undefined|not a number/);
  });

  it('refuses columns that do not belong together, by name', () => {
    const short = { ...small, traded: [1, 2] };
    expect(() => renderTearSheet(short, plotly)).toThrow(/traded\.length is 2, but must be 6/);
    expect(() => renderTearSheet({ ...small, times: [firstDay] }, plotly)).toThrow(/times\.length is 1/);
  });
});

describe('sentences about costs', () => {
  it('name each kind that is charged', () => {
    expect(costsSentence({ costs: { perShare: 0.005, minimum: 1, spread: 0.0002, volumeCap: 0.1 } })).toBe(
      '0.005 a share, at least 1 a fill, spread 2\u00a0bp, at most 10\u00a0% of volume',
    );
    expect(costsSentence({})).toBe('no costs');
    expect(costsSentence({ costs: { fixed: 10 } })).toBe('10 a fill');
  });

  it('say when orders are filled', () => {
    expect(fillSentence({ fill: 'next-close' })).toBe('filled at the next close');
    expect(fillSentence({})).toBe('fills not stated');
  });

  it('find the costs at which holding is as good', () => {
    // 8 % at 1 times, 4 % at 3 times, holding 5 %: at 2.5 times.
    expect(breakEvenSentence(small)).toContain('at about 2.5 times the costs');
    const dear = small.costSensitivity.map((row) => ({ ...row, annualReturn: row.annualReturn - 0.06 }));
    expect(breakEvenSentence({ ...small, costSensitivity: dear })).toContain(
      'less than buy-and-hold even without costs',
    );
    expect(breakEvenSentence({ ...small, costSensitivity: small.costSensitivity.slice(0, 2) })).toContain(
      'more than buy-and-hold even at 1 times',
    );
  });

  it('list settings by their full names', () => {
    expect(flattened({ fill: 'next-open', costs: { spread: 0, tiers: [] } })).toEqual([
      ['fill', 'next-open'],
      ['costs.spread', '0'],
      ['costs.tiers', '[]'],
    ]);
  });
});

describe('numbers', () => {
  it('are short in the reasons of the ledger, too', () => {
    expect(shortNumbers('target -0.3333333333333333')).toBe('target −0.333');
    expect(shortNumbers('weights 0.25, -1: stop-loss')).toBe('weights 0.25, −1: stop-loss');
  });

  it('have sensible digits, and dashes where there is none', () => {
    expect(percent(0.12345)).toBe('12.3\u00a0%');
    expect(percent(12.3456)).toBe('1\u202f235\u00a0%');
    expect(signedPercent(0.0287, 2)).toBe('+2.87\u00a0%');
    expect(signedPercent(0)).toBe('0.0\u00a0%');
    expect(signedPercent(-0.01)).toBe('−1.0\u00a0%');
    expect(ratio(NaN)).toBe('–');
    expect(ratio(2785.72)).toBe('2\u202f786');
    expect(ratio(-Infinity)).toBe('−∞');
    expect(probability(0.99999)).toBe('above 99.9\u00a0%');
    expect(probability(0)).toBe('below 0.1\u00a0%');
    expect(money(1234.5)).toBe('1\u202f235');
    expect(money(12.345)).toBe('12.35');
    expect(price(0.51234)).toBe('0.5123');
    expect(money(0)).toBe('0');
    expect(percent(474_443_529_495_847)).toBe('4.7\u00a0×\u00a010¹⁶\u00a0%');
    expect(money(-1.79e16)).toBe('−1.8\u00a0×\u00a010¹⁶');
    expect([times(71.987), times(0.034), times(13_244.6)]).toEqual([
      '72.0\u00a0×',
      '0.03\u00a0×',
      '13\u202f245\u00a0×',
    ]);
    expect(yearsLong(0.0476)).toBe('17\u00a0days');
    expect(yearsLong(1 / 365.25)).toBe('1\u00a0day');
    expect(yearsLong(0.5)).toBe('6\u00a0months');
    expect(yearsLong(20.94)).toBe('20.9\u00a0years');
  });
});
