import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../fast-check.js';
import { joinCalendars } from '../../src/data/calendar.js';
import { checkBars } from '../../src/data/check-bars.js';
import type { MarketData } from '../../src/data/market-data.js';
import { readCsv } from '../../src/data/read-csv.js';
import { resample, type ResamplePeriod } from '../../src/data/resample.js';
import { priceFiles, textOf } from './files.js';

function dataOf(text: string, options = {}): MarketData {
  const { asset, defects } = checkBars(readCsv(text, 'prices.csv'), 'prices', options);
  if (asset === undefined) throw new Error(JSON.stringify(defects));
  return joinCalendars([asset]);
}

/** Days in succession, with splits and dividends. */
const eventfulDays = fc
  .array(
    fc.record({
      close: fc.integer({ min: 1, max: 100 }),
      split: fc.constantFrom(1, 1, 1, 2, 0.5),
      dividend: fc.constantFrom(0, 0, 0.25, 1),
    }),
    { minLength: 40, maxLength: 120 },
  )
  .map((days) =>
    dataOf(
      [
        'date,open,high,low,close,splits,dividends',
        ...days.map(({ close, split, dividend }, i) => {
          const date = new Date(Date.UTC(2020, 0, 6) + i * 86_400_000).toISOString().slice(0, 10);
          return `${date},${close},${close},${close},${close},${split},${dividend}`;
        }),
      ].join('\n'),
    ),
  );

/** One share before the first bar, and what it was paid until the bars that are labelled by these times. */
function holder(
  { times, assets: [bars] }: MarketData,
  last: number,
): { readonly shares: number; readonly cash: number } {
  let [shares, cash] = [1, 0];
  times.forEach((time, t) => {
    if (time > last) return;
    shares *= bars.splits[t];
    cash += shares * bars.dividends[t];
  });
  return { shares, cash };
}

describe.each<ResamplePeriod>(['week', 'month'])('days in bars of a %s', (to) => {
  it('leave whoever holds a share with as many shares and as much cash', () => {
    fc.assert(
      fc.property(eventfulDays, (daily) => {
        const longer = resample(daily, { to });
        const last = longer.times[longer.times.length - 1];
        const [expected, held] = [holder(daily, last), holder(longer, last)];
        expect(held.shares).toBe(expected.shares);
        expect(Math.abs(held.cash - expected.cash)).toBeLessThan(1e-9 * (1 + expected.cash));
      }),
      runs(50),
    );
  });

  it('are the same when taken twice', () => {
    fc.assert(
      fc.property(eventfulDays, (daily) => {
        const once = resample(daily, { to });
        expect(resample(once, { to, isLastComplete: true })).toEqual(once);
      }),
      runs(20),
    );
  });
});

describe('the S&P 500 by months', () => {
  const daily = dataOf(textOf(priceFiles.sp500));
  const monthly = resample(daily, { to: 'month' });

  it('has 243 whole ones, 2000-01 to 2020-03; April 2020 is not over', () => {
    expect(monthly.times).toHaveLength(243);
    expect(monthly.barsPerYear).toBe(12);
    expect(new Date(monthly.times[242]).toISOString().slice(0, 10)).toBe('2020-03-31');
  });

  it('has the first open, highest high, lowest low, last close and all volume of each, read from the file itself', () => {
    const rows = textOf(priceFiles.sp500)
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const march = rows.filter(([date]) => date?.startsWith('2020-03')).map((row) => row.slice(1).map(Number));
    const column = (index: number) => march.map((row) => row[index] ?? Number.NaN);
    const [bars] = monthly.assets;
    expect(bars.open[242]).toBe(column(0)[0]);
    expect(bars.high[242]).toBe(Math.max(...column(1)));
    expect(bars.low[242]).toBe(Math.min(...column(2)));
    expect(bars.close[242]).toBe(column(3).at(-1));
    expect(bars.volume[242]).toBe(column(5).reduce((sum, volume) => sum + volume, 0));
  });

  it('knows at no label more than the days up to it: cut there, the data gives the same bars', () => {
    for (const month of [5, 100, 241]) {
      const end = daily.times.findIndex((time) => time > monthly.times[month]);
      const [bars] = daily.assets;
      const cut = {
        ...daily,
        times: daily.times.slice(0, end),
        assets: [
          Object.fromEntries(
            Object.entries(bars).map(([name, column]) => [
              name,
              ArrayBuffer.isView(column) ? (column as Float64Array).slice(0, end) : column,
            ]),
          ) as unknown as typeof bars,
        ],
      };
      const again = resample(cut, { to: 'month', isLastComplete: true });
      expect(again.times).toEqual(monthly.times.slice(0, month + 1));
      expect(again.assets[0].high).toEqual(monthly.assets[0].high.slice(0, month + 1));
    }
  });
});

it('Microsoft by months keeps its split: February 2003 opens in the shares after it', () => {
  const monthly = resample(dataOf(textOf(priceFiles.msft), { splits: 'detect' }), { to: 'month' });
  const month = [...monthly.times].findIndex((time) => new Date(time).toISOString().startsWith('2003-02'));
  const [bars] = monthly.assets;
  expect(bars.splits[month]).toBe(2);
  // 48.11 on 2003-02-03, before the split.
  const [first] = textOf(priceFiles.msft)
    .split('\n')
    .filter((line) => line.startsWith('2003-02-03'));
  expect(bars.open[month]).toBe(Number(first?.split(',')[1]) / 2);
  expect(bars.high[month]).toBeLessThan(26);
});

it('minutes that do not divide a day, and data without a complete period, are refused', () => {
  const data = dataOf(`date,open,high,low,close\n2020-01-06,1,1,1,1\n2020-01-07,1,1,1,1`);
  expect(() => resample(data, { to: { minutes: 7 } })).toThrow('divides the 1440 minutes');
  expect(() => resample(data, { to: 'month' })).toThrow('at least a complete one');
});
