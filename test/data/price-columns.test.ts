import { describe, expect, it } from '@jest/globals';
import { type Asset, checkBars, type CheckedFile } from '../../src/data/check-bars.js';
import { requireUsable } from '../../src/data/defects.js';
import type { MarketDataOptions } from '../../src/data/market-data-options.js';
import { readCsv } from '../../src/data/read-csv.js';

const check = (lines: readonly string[], options: MarketDataOptions = {}): CheckedFile =>
  checkBars(readCsv(lines.join('\n'), 'prices.csv'), 'prices', options);
const refusal =
  (...input: Parameters<typeof check>) =>
  (): void =>
    requireUsable(check(...input).defects);
const kindsOf = ({ defects }: CheckedFile) =>
  defects.map(({ kind, severity, rows }) => [kind, severity, rows]);

function assetOf(...input: Parameters<typeof check>): Asset {
  const { asset, defects } = check(...input);
  if (asset === undefined) throw new Error(JSON.stringify(defects));
  return asset;
}

describe('columns by their usual spellings', () => {
  it.each([
    ['Date,Open,High,Low,Close,Adj Close,Volume', 'Yahoo'],
    ['timestamp,open,high,low,close,adjusted_close,volume', 'Alpha Vantage'],
    ['Date,Open,High,Low,Close/Last,Adj. Close,Volume', 'Nasdaq'],
    ['DATE;OPEN;HIGH;LOW;CLOSE;ADJCLOSE;VOL', 'semicolons, capitals'],
    [',o,h,l,c,Close (adjusted)x,v', 'an index of pandas'],
  ])('%s', (header) => {
    const separator = header.includes(';') ? ';' : ',';
    const rows = ['2020-01-02', '2020-01-03'].map((date) => [date, 2, 4, 1, 3, 3, 100].join(separator));
    const { open, high, low, close, volume } = assetOf([header, ...rows]).bars;
    expect([open, high, low, close, volume].map(([first]) => first)).toEqual([2, 4, 1, 3, 100]);
  });

  it('a date and a time may have a column each', () => {
    const rows = ['2020-01-02,09:30,1,1,1,1', '2020-01-02,09:31,1,1,1,1', '2020-01-02,09:32,1,1,1,1'];
    const { times } = assetOf(['date,time,open,high,low,close', ...rows], { labels: 'end' });
    expect(new Date(times[0]).toISOString()).toBe('2020-01-02T09:30:00.000Z');
  });

  it('any other column of numbers is a feature; one of text is left out, and said', () => {
    const lines = [
      'date,ticker,open,high,low,close,mood,Close2',
      '2020-01-02,X,1,1,1,1,0.5,7',
      '2020-01-03,X,1,1,1,1,-0.5,8',
    ];
    expect(assetOf(lines).bars.features).toEqual({
      mood: Float64Array.of(0.5, -0.5),
      Close2: Float64Array.of(7, 8),
    });
    expect(check(lines).defects).toContainEqual(
      expect.objectContaining({ kind: 'no-number-column', column: 'ticker' }),
    );
  });

  it('a column that is there twice is refused', () => {
    const lines = ['date,open,high,low,close,Close', '2020-01-02,1,1,1,1,2', '2020-01-03,1,1,1,1,2'];
    expect(refusal(lines)).toThrow('prices.csv: repeated-columns is "Close more than once"');
  });

  it('a feature without a value keeps its last one, never a later one', () => {
    const lines = [
      'date,open,high,low,close,mood',
      '2020-01-02,1,1,1,1,',
      '2020-01-03,1,1,1,1,3',
      '2020-01-06,1,1,1,1,',
      '2020-01-07,1,1,1,1,5',
    ];
    const checked = check(lines);
    expect([...(checked.asset?.bars.features['mood'] ?? [])]).toEqual([3, 3, 5]);
    expect(kindsOf(checked).slice(-2)).toEqual([
      ['empty-beginning', 'mended', [2]],
      ['empty-feature', 'mended', [4]],
    ]);
  });
});

const header = 'date,open,high,low,close,volume';

it('two rows of one day are one daily bar: refused, or the later time wins', () => {
  const lines = [
    header,
    '2020-01-06T16:00Z,1,1,1,1,9',
    '2020-01-07T16:00Z,2,2,2,2,9',
    '2020-01-08T16:00Z,4,4,4,4,9',
    '2020-01-08T15:59Z,3,3,3,3,9',
  ];
  expect(refusal(lines)).toThrow('row 4: conflicting-duplicate');
  const { bars, times } = assetOf(lines, { duplicates: 'last' });
  expect([...bars.close]).toEqual([1, 2, 4]);
  expect([...times]).toEqual([6, 7, 8].map((date) => Date.UTC(2020, 0, date)));
});

it('a volume of zero is a bar like others, or with zeroVolume: halt one without trade', () => {
  const lines = [header, '2020-01-06,1,1,1,1,9', '2020-01-07,1,1,1,1,0', '2020-01-08,1,1,1,1,9'];
  expect([...assetOf(lines).bars.tradable]).toEqual([1, 1, 1]);
  expect(kindsOf(check(lines))).toEqual([['zero-volume', 'noted', [3]]]);
  expect([...assetOf(lines, { zeroVolume: 'halt' }).bars.tradable]).toEqual([1, 0, 1]);
});

it('zeroPrices: missing takes a price of 0 for an empty cell', () => {
  const lines = [header, '2020-01-06,2,2,2,2,9', '2020-01-07,0,2,2,2,9', '2020-01-08,3,3,3,3,9'];
  expect([...assetOf(lines, { zeroPrices: 'missing' }).bars.open]).toEqual([2, 2, 3]);
});

it('a mistyped option is refused, with the one that was meant', () => {
  const mistyped = { duplicate: 'last' } as unknown as MarketDataOptions;
  expect(() => check([header], mistyped)).toThrow('did you mean "duplicates"?');
  expect(() => check([header], { timeZone: 'America/Gotham' })).toThrow('an IANA time zone');
});

describe('splits', () => {
  const twoForOne = [
    '2020-01-06,100,100,100,100,9',
    '2020-01-07,50,51,49,50,18',
    '2020-01-08,50,51,49,50,18',
  ];

  it('that nobody entered are reported, and with splits: detect entered', () => {
    const reported = check([header, ...twoForOne]);
    expect(kindsOf(reported)).toEqual([['probable-split', 'noted', [3]]]);
    expect([...(reported.asset?.bars.splits ?? [])]).toEqual([1, 1, 1]);
    expect([...assetOf([header, ...twoForOne], { splits: 'detect' }).bars.splits]).toEqual([1, 2, 1]);
  });

  it('are told from a crash by an adjusted close, which falls with a crash alone', () => {
    const withAdjusted = (adjusted: readonly number[]) =>
      kindsOf(check([`${header},adj close`, ...twoForOne.map((row, i) => `${row},${adjusted[i]}`)])).map(
        ([kind]) => kind,
      );
    expect(withAdjusted([50, 50, 50])).toContain('probable-split');
    expect(withAdjusted([100, 50, 50])).not.toContain('probable-split');
  });

  it('of a reverse kind are found as well', () => {
    const lines = [header, '2020-01-06,1,1,1,1,9', '2020-01-07,10,10,10,10,1', '2020-01-08,10,10,10,10,1'];
    const [bars] = [assetOf(lines, { splits: 'detect' }).bars];
    expect(bars.splits[1]).toBeCloseTo(0.1, 15);
  });

  it('of a column are used as they are, 0 and nothing meaning none, 2:1 meaning 2', () => {
    const lines = [`${header},Stock Splits`, `${twoForOne[0]},0`, `${twoForOne[1]},2:1`, `${twoForOne[2]},`];
    const checked = check(lines);
    expect([...(checked.asset?.bars.splits ?? [])]).toEqual([1, 2, 1]);
    expect(checked.defects).toEqual([]);
  });

  it('of a column that the prices do not show are said to be in them already, and splits: ignore takes them so', () => {
    const lines = [`${header},splits`, '2020-01-06,50,50,50,50,9,1', '2020-01-07,50,51,49,50,9,2'];
    expect(kindsOf(check(lines))).toEqual([['split-without-jump', 'noted', [3]]]);
    expect([...assetOf(lines, { splits: 'ignore' }).bars.splits]).toEqual([1, 1]);
  });
});

describe('an adjusted close', () => {
  const lines = [`${header},adj close`, '2020-01-06,10,12,8,10,90,5', '2020-01-07,10,12,8,10,90,10'];

  it('is left out of raw prices, and that is said', () => {
    const { asset, defects } = check(lines);
    expect([...(asset?.bars.close ?? [])]).toEqual([10, 10]);
    expect(defects.map(({ kind, found }) => [kind, found])).toEqual([
      ['unused-adjusted-close', 'an adjusted close that differs from close in 1 of 2 rows'],
    ]);
    expect(asset?.bars.features).toEqual({});
  });

  it('scales, with prices: adjusted, all prices of its bar, and the volume the other way: the traded value stays', () => {
    const { bars } = assetOf(lines, { prices: 'adjusted' });
    expect([bars.open, bars.high, bars.low, bars.close, bars.volume].map(([first]) => first)).toEqual([
      5, 6, 4, 5, 180,
    ]);
  });

  it('is needed for prices: adjusted', () => {
    const rows = ['2020-01-06,1,1,1,1,9', '2020-01-07,1,1,1,1,9'];
    expect(refusal([header, ...rows], { prices: 'adjusted' })).toThrow('no column adjusted close');
    expect(refusal([...lines.slice(0, 2), '2020-01-07,10,12,8,10,90,'], { prices: 'adjusted' })).toThrow(
      'row 3: no-adjusted-close',
    );
  });
});
