import { describe, expect, it } from '@jest/globals';
import { joinCalendars } from '../../src/data/calendar.js';
import { type Asset, checkBars } from '../../src/data/check-bars.js';
import { inferBarsPerYear } from '../../src/data/frequency.js';
import { readCsv } from '../../src/data/read-csv.js';

const day = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 16);

/** Bars of some times; `cells` has what follows the date, under the header's other columns. */
function assetOf(name: string, header: string, rows: readonly string[], options = {}): Asset {
  const { asset, defects } = checkBars(readCsv([header, ...rows].join('\n'), `${name}.csv`), name, options);
  if (asset === undefined) throw new Error(JSON.stringify(defects));
  return asset;
}
const closes = (name: string, days: readonly number[], close: (day: number) => number): Asset =>
  assetOf(
    name,
    'date,open,high,low,close,volume',
    days.map((date) => {
      const price = close(date);
      return `2020-01-${String(date).padStart(2, '0')},${price},${price},${price},${price},7`;
    }),
  );

describe('several assets', () => {
  const one = closes('one', [6, 7, 8, 9], (date) => date);
  const other = closes('other', [3, 7, 9, 10], (date) => 10 * date);

  it('have, on the union, every bar from the first one on by which each has had one', () => {
    const { times, assets } = joinCalendars([one, other]);
    expect([...times].map((time) => new Date(time).getUTCDate())).toEqual([6, 7, 8, 9, 10]);
    expect(assets.map(({ close }) => [...close])).toEqual([
      [6, 7, 8, 9, 9],
      [30, 70, 70, 90, 90 + 10],
    ]);
    expect(assets.map(({ tradable }) => [...tradable])).toEqual([
      [1, 1, 1, 1, 0],
      [0, 1, 0, 1, 1],
    ]);
    expect([...assets[1].volume]).toEqual([0, 7, 0, 7, 7]);
  });

  it('have, on the intersection, the bars of all; what others paid in between is paid on the next', () => {
    const paying = assetOf('paying', 'date,open,high,low,close,dividends,splits', [
      '2020-01-06,8,8,8,8,0,1',
      '2020-01-07,8,8,8,8,1,1',
      '2020-01-08,4,4,4,4,0.5,2',
      '2020-01-09,4,4,4,4,0.25,1',
    ]);
    const holding = closes('holding', [6, 9], () => 1);
    const { times, assets } = joinCalendars([paying, holding], { calendar: 'intersection' });
    expect([...times].map((time) => new Date(time).getUTCDate())).toEqual([6, 9]);
    // A share of the 6th was paid 1; the two that it became were paid 0.5 and 0.25 each: 2.5, or 1.25 for each of the two.
    expect([...assets[0].splits]).toEqual([1, 2]);
    expect(assets[0].dividends[1]).toBe(1.25);
  });

  it('in any order of the files have the same calendar', () => {
    expect(joinCalendars([other, one]).times).toEqual(joinCalendars([one, other]).times);
  });

  it('without a common day, of the same name, or of different lengths of bars are refused', () => {
    const later = closes('later', [20, 21], () => 1);
    const weekly = assetOf('weekly', 'date,open,high,low,close', [
      '2020-01-06,1,1,1,1',
      '2020-01-13,1,1,1,1',
    ]);
    expect(() => joinCalendars([one, later])).toThrow('a time in common');
    expect(() => joinCalendars([one, one])).toThrow('different names');
    expect(() => joinCalendars([one, weekly])).toThrow('bars of one length');
    expect(() => joinCalendars([])).toThrow('at least one file');
  });
});

describe('bars in a year', () => {
  const every = (spacing: number, count: number, keep: (time: number) => boolean = () => true) =>
    Array.from({ length: count }, (_, i) => Date.UTC(2020, 0, 6) + i * spacing).filter(keep);
  const isWeekday = (time: number) => ![0, 6].includes(new Date(time).getUTCDay());
  const isSession = (time: number) =>
    isWeekday(time) && time % day >= 9.5 * 3_600_000 && time % day < 16 * 3_600_000;

  it.each([
    ['days of an exchange', every(day, 300, isWeekday), 252],
    ['days of a currency that never rests', every(day, 300), 365],
    ['weeks', every(7 * day, 60), 52],
    ['months', Array.from({ length: 30 }, (_, i) => Date.UTC(2020, i, 1)), 12],
    ['minutes of a session', every(60_000, 20_000, isSession), 252 * 390],
    ['hours that never rest', every(3_600_000, 2000), 365 * 24],
  ])('%s', (_what, times, perYear) => expect(inferBarsPerYear(times)).toBe(perYear));

  it('are what the option says where there is one', () => {
    const asset = closes('asset', [6, 7, 8], () => 1);
    expect(joinCalendars([asset], { barsPerYear: 250 }).barsPerYear).toBe(250);
  });
});

describe('a bar is labelled by when it is complete', () => {
  const timesOf = (dates: readonly string[], options = {}) =>
    [
      ...assetOf(
        'a',
        'date,open,high,low,close',
        dates.map((date) => `${date},1,1,1,1`),
        options,
      ).times,
    ].map(iso);

  it.each([
    ['days, by their day', ['2020-01-06', '2020-01-07'], ['2020-01-06T00:00', '2020-01-07T00:00']],
    ['weeks, on their Sunday', ['2020-01-06', '2020-01-13'], ['2020-01-12T00:00', '2020-01-19T00:00']],
    ['months, on their last day', ['2020-01-01', '2020-02-01'], ['2020-01-31T00:00', '2020-02-29T00:00']],
    [
      'hours, an hour later',
      ['2020-01-06 09:00', '2020-01-06 10:00'],
      ['2020-01-06T10:00', '2020-01-06T11:00'],
    ],
  ])('%s', (_what, dates, times) => expect(timesOf(dates)).toEqual(times));

  it('or by the label itself, where the file has labels of the end', () => {
    expect(timesOf(['2020-01-06 10:00', '2020-01-06 11:00'], { labels: 'end' })).toEqual([
      '2020-01-06T10:00',
      '2020-01-06T11:00',
    ]);
  });

  it('and a day with a time of an exchange is a day of that exchange', () => {
    const rows = ['2020-01-06T00:00:00-05:00', '2020-01-07T00:00:00-05:00', '2020-01-08T00:00:00-05:00'];
    expect(timesOf(rows)).toEqual(['2020-01-06T00:00', '2020-01-07T00:00', '2020-01-08T00:00']);
  });
});
