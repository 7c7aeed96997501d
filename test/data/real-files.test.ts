import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkBars } from '../../src/data/check-bars.js';
import { loadMarketData } from '../../src/data/load-market-data.node.js';
import { marketData } from '../../src/data/market-registry.js';
import { readCsv } from '../../src/data/read-csv.js';
import { priceFiles, textOf } from './files.js';

const checked = (path: string, options = {}) =>
  checkBars(readCsv(textOf(path), 'file.csv'), 'asset', options);
const kinds = (path: string, options = {}) => checked(path, options).defects.map(({ kind }) => kind);
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('S&P 500, 2000 to 2020', () => {
  it('is 5105 daily bars without a price outside its range, with three gaps of more than four days', () => {
    const { asset, defects } = checked(priceFiles.sp500);
    expect(asset?.times).toHaveLength(5105);
    expect(asset?.frequency.name).toBe('daily');
    expect(asset?.barsPerYear).toBe(252);
    expect(asset?.times[0]).toBe(Date.UTC(2000, 0, 3));
    expect(asset?.bars.close[0]).toBe(1455.219971);
    expect(defects.map(({ kind, rows }) => [kind, rows.length])).toEqual([['gap', 3]]);
  });
});

describe('Apple, 2013 to 2018', () => {
  it('is the file of the reference: 1260 rows', () => {
    expect(sha256(priceFiles.aapl)).toBe('18dc8bf6542da26625d992544a619a5fc210d6dfc799e81ab7fb7f9edbc21f9a');
    expect(checked(priceFiles.aapl).asset?.times).toHaveLength(1260);
  });

  it('has, with adjusted prices, the close of its adjusted column and the returns within each bar of its raw ones', () => {
    const raw = checked(priceFiles.aapl).asset?.bars;
    const adjusted = checked(priceFiles.aapl, { prices: 'adjusted' }).asset?.bars;
    expect(adjusted?.close[0]).toBeCloseTo(50.961628, 9);
    expect((adjusted?.close[0] ?? 0) / (adjusted?.open[0] ?? 1)).toBeCloseTo(
      (raw?.close[0] ?? 0) / (raw?.open[0] ?? 1),
      12,
    );
  });
});

describe('Microsoft, 2000 to 2014, newest first', () => {
  it('is turned around', () => {
    const { asset } = checked(priceFiles.msft);
    expect(asset?.times).toHaveLength(3673);
    expect(kinds(priceFiles.msft)).toContain('newest-first');
    expect([...(asset?.times ?? [])]).toEqual([...(asset?.times ?? [])].sort((a, b) => a - b));
  });

  it('has one split: 2:1 on 2003-02-18, when the close fell by 48.3 %', () => {
    const { asset, defects } = checked(priceFiles.msft);
    const splits = defects.filter(({ kind }) => kind === 'probable-split');
    expect(splits.map(({ found, severity }) => [severity, found])).toEqual([
      ['noted', 'close -48.3 % on 2003-02-18, like a split 2:1'],
    ]);
    expect(asset?.bars.splits.every((split) => split === 1)).toBe(true);
    const row = splits[0]?.rows[0] ?? 0;
    expect(textOf(priceFiles.msft).split('\n')[row - 1]).toMatch(/^2003-02-18,/);
  });

  it('enters it with splits: detect, and has none where prices are adjusted', () => {
    const bars = checked(priceFiles.msft, { splits: 'detect' }).asset;
    const found = [...(bars?.bars.splits ?? [])].flatMap((split, t) =>
      split === 1 ? [] : [[new Date(bars?.times[t] ?? 0).toISOString().slice(0, 10), split]],
    );
    expect(found).toEqual([['2003-02-18', 2]]);
    expect(kinds(priceFiles.msft, { prices: 'adjusted' })).not.toContain('probable-split');
  });
});

it('Microsoft and Texas Instruments go on one calendar, and are known by path and hash', async () => {
  const loaded = await loadMarketData([priceFiles.msft, priceFiles.txn], { splits: 'detect' });
  expect(loaded.data.assets.map(({ name }) => name)).toEqual(['MSFT', 'TXN']);
  expect(loaded.data.times).toHaveLength(3673);
  expect(loaded.data.barsPerYear).toBe(252);
  expect(marketData(loaded.name)).toBe(loaded.data);
  expect(loaded.name).toContain(loaded.hash);
});

it('files without a common time are refused, with their periods', async () => {
  const text = 'date,open,high,low,close\n1990-01-02,1,1,1,1\n1990-01-03,1,1,1,1\n';
  const asset = (day: string, name: string) =>
    checkBars(readCsv(text.replace(/1990/g, day), name), name).asset;
  const { joinCalendars } = await import('../../src/data/calendar.js');
  const assets = [asset('1990', 'old'), asset('1991', 'new')].flatMap((one) => one ?? []);
  expect(() => joinCalendars(assets)).toThrow(
    'old 1990-01-02 to 1990-01-03, new 1991-01-02 to 1991-01-03", but must be files that have a time in common',
  );
});
