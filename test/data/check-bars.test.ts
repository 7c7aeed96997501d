import { describe, expect, it } from '@jest/globals';
import { fc } from '../fast-check.js';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { checkBars } from '../../src/data/check-bars.js';
import { requireUsable } from '../../src/data/defects.js';
import { readCsv } from '../../src/data/read-csv.js';
import { readParquet } from '../../src/data/read-parquet.js';
import { resample } from '../../src/data/resample.js';
import { joinCalendars } from '../../src/data/calendar.js';

const header = 'Date,Open,High,Low,Close,Volume';
const days = ['2020-01-02,10,11,9,10.5,100', '2020-01-03,10.5,12,10,11,200', '2020-01-06,11,12,10,11.5,300'];
const check = (rows: readonly string[], options = {}, head = header) =>
  checkBars(readCsv([head, ...rows].join('\n'), 'prices.csv'), 'prices', options);
const load = (...input: Parameters<typeof check>) => requireUsable(check(...input).defects);

describe('what cannot be used is refused with file, row and column', () => {
  it.each([
    [
      'an empty file',
      () => requireUsable(checkBars(readCsv('', 'prices.csv'), 'a').defects),
      'prices.csv: empty-file',
    ],
    ['a header alone', () => load([]), 'prices.csv: empty-file is "a header and no rows"'],
    ['missing columns', () => load(days, {}, 'Date,Open,High,Low,Last2,Volume'), 'columns close too'],
    [
      'text in a number column',
      () => load([...days, '2020-01-07,1,x,1,1,1']),
      'prices.csv, row 5, column High: text-in-number-column',
    ],
    [
      'a negative price',
      () => load([...days, '2020-01-07,-1,1,1,1,1']),
      'prices.csv, row 5, column open: negative-price',
    ],
    [
      'a price of zero',
      () => load([...days, '2020-01-07,1,1,0,1,1']),
      'prices.csv, row 5, column low: zero-price',
    ],
    ['one row', () => load(days.slice(0, 1)), 'prices.csv, row 2: one-row'],
    [
      'a date that does not exist',
      () => load([...days, '2020-02-30,1,1,1,1,1']),
      'row 5, column Date: no-date',
    ],
    ['a date of two readings', () => load([...days, '01/02/2020,1,1,1,1,1']), 'month-first or day-first'],
    [
      'rows that conflict',
      () => load([...days, '2020-01-06,11,12,10,11.6,300']),
      'row 5: conflicting-duplicate',
    ],
    [
      'a row of fewer cells',
      () => load([...days, '2020-01-07,1']),
      'prices.csv, row 5: row is 2, but must be 6 cells',
    ],
  ])('%s', (_what, act, message) => expect(act).toThrow(message));
});

it('rows in any order, some of them twice, give the same data', () => {
  const expected = check(days).asset?.bars;
  fc.assert(
    fc.property(fc.shuffledSubarray([...days, ...days], { minLength: 6 }), (rows) => {
      expect(check(rows).asset?.bars).toEqual(expected);
    }),
    { seed: 1 },
  );
});

it('an empty price gets the last close and is not tradable, whatever follows; an empty beginning is dropped', () => {
  const empty = '2020-01-03,,,,,';
  const { asset, defects } = check(['2020-01-01,,,,,', days[0] ?? '', empty, days[2] ?? '']);
  expect([...(asset?.bars.close ?? [])]).toEqual([10.5, 10.5, 11.5]);
  expect([...(asset?.bars.tradable ?? [])]).toEqual([1, 0, 1]);
  expect(defects.map(({ kind, rows }) => [kind, rows])).toEqual([
    ['empty-beginning', [2]],
    ['empty-price', [4]],
  ]);
  expect(() => load([days[0] ?? '', empty, days[2] ?? ''], { fillLimit: 0 })).toThrow(
    'row 3: long-empty-run',
  );
});

it('a close outside low to high widens the bar; where many are, adjusted and raw prices are mixed, and that is refused', () => {
  const many = Array.from({ length: 28 }, (_, i) => `2020-02-${String(i + 1).padStart(2, '0')},10,11,9,10,1`);
  const { asset, defects } = check([...many, '2020-03-01,10,11,9,8,1']);
  expect(defects.map(({ kind, rows }) => [kind, rows])).toContainEqual(['outside-range', [30]]);
  expect(asset?.bars.low.at(-1)).toBe(8);
  const mixed = many.map((row) => row.replace(',9,10,1', ',9,8,1'));
  expect(() => load(mixed)).toThrow('is close adjusted for dividends');
  expect(check(mixed, { outsideRange: 'keep' }).asset?.bars.low[0]).toBe(9);
});

it('local times of a zone follow its clock, and minutes are labelled by their end', () => {
  const rows = ['2020-03-06 09:30', '2020-03-06 09:31', '2020-03-09 09:30', '2020-03-09 09:31'].map(
    (time) => `${time},1,1,1,1,1`,
  );
  const { asset } = check(rows, { timeZone: 'America/New_York' });
  expect([...(asset?.times ?? [])].map((time) => new Date(time).toISOString().slice(5, 16))).toEqual([
    '03-06T14:31',
    '03-06T14:32',
    '03-09T13:31',
    '03-09T13:32',
  ]);
});

it('Parquet gives what CSV gives', async () => {
  const cells = days.map((row) => row.split(','));
  const columnData = header.split(',').map((name, column) => ({
    name,
    data: cells.map((row) => (column === 0 ? new Date(row[0]) : Number(row[column]))),
    type: column === 0 ? ('TIMESTAMP' as const) : ('DOUBLE' as const),
  }));
  const table = await readParquet(new Uint8Array(parquetWriteBuffer({ columnData })), 'prices.parquet');
  const { asset } = checkBars(table, 'prices');
  expect(asset?.bars).toEqual(check(days).asset?.bars);
  expect(asset?.times).toEqual(check(days).asset?.times);
});

describe('resampling', () => {
  const minutes = Array.from({ length: 300 }, (_, i) => {
    const time = new Date(Date.UTC(2020, 0, 2, 9, 0) + i * 60_000).toISOString();
    return `${time},${i + 1},${i + 3},${i + 0.5},${i + 2},${i}`;
  });
  const data = joinCalendars([check(minutes).asset].flatMap((asset) => asset ?? []));
  const hours = resample(data, { to: 'hour' });

  it('labels an hour by its end, and holds the minutes that are complete by then', () => {
    expect(new Date(hours.times[0] ?? 0).toISOString()).toBe('2020-01-02T10:00:00.000Z');
    expect(hours.assets[0]?.open[0]).toBe(1);
    expect(hours.assets[0]?.high[0]).toBe(62);
    expect(hours.assets[0]?.close[0]).toBe(61);
    expect(hours.assets[0]?.volume[0]).toBe((59 * 60) / 2);
    expect(hours.times).toHaveLength(5);
  });

  it('twice is once', () => expect(resample(hours, { to: 'hour' })).toEqual(hours));

  it('of data that was cut gives the bars that were complete at the cut, and no other', () => {
    for (const count of [61, 100, 119, 120, 250]) {
      const cut = joinCalendars([check(minutes.slice(0, count)).asset].flatMap((asset) => asset ?? []));
      const part = resample(cut, { to: 'hour' });
      expect(part.times).toEqual(hours.times.slice(0, Math.floor(count / 60)));
      expect(part.assets[0]?.close).toEqual(hours.assets[0]?.close.slice(0, Math.floor(count / 60)));
    }
  });
});

it('on the union of two calendars an asset without a row keeps its last close and is not tradable', () => {
  const both = [check(days).asset, { ...check(days.filter((_, i) => i !== 1)).asset }];
  const assets = both.flatMap((asset) =>
    asset?.bars && asset.times ? [asset as NonNullable<ReturnType<typeof check>['asset']>] : [],
  );
  const named = assets.map((asset, i) => ({ ...asset, bars: { ...asset.bars, name: `asset${i}` } }));
  const {
    assets: [, second],
  } = joinCalendars(named);
  expect([...(second?.close ?? [])]).toEqual([10.5, 10.5, 11.5]);
  expect([...(second?.tradable ?? [])]).toEqual([1, 0, 1]);
  expect(joinCalendars(named, { calendar: 'intersection' }).times).toHaveLength(2);
});
