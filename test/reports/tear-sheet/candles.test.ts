import { describe, expect, it } from '@jest/globals';
import { candlesOf } from '../../../src/reports/tear-sheet/candles.js';
import { dateFormat, firstOfMonth, isoDate, isoMinute } from '../../../src/reports/tear-sheet/dates.js';
import { backtestOf, firstDay } from './fixtures.js';

const day = 86_400_000;

function bars(count: number) {
  const closes = Array.from({ length: count }, (_, t) => 100 + ((t * 7) % 13));
  const { times, prices } = backtestOf(closes, closes);
  return { times, prices: prices[0] };
}

describe('candles', () => {
  it('are the bars themselves while there are few', () => {
    const { times, prices } = bars(20);
    const candles = candlesOf(times, prices, 20);
    expect(candles).toMatchObject({ unit: 'bar', times, open: prices.open, close: prices.close });
  });

  it('are weeks where there are too many days: first open, highest, lowest, last close', () => {
    const { times, prices } = bars(20);
    const candles = candlesOf(times, prices, 10);
    expect(candles.unit).toBe('week');
    expect(candles.counts).toEqual([5, 5, 5, 5]);
    const week = (column: readonly number[], i: number) => column.slice(5 * i, 5 * i + 5);
    for (let i = 0; i < 4; i++) {
      expect(candles.open[i]).toBe(prices.open[5 * i]);
      expect(candles.close[i]).toBe(prices.close[5 * i + 4]);
      expect(candles.high[i]).toBe(Math.max(...week(prices.high, i)));
      expect(candles.low[i]).toBe(Math.min(...week(prices.low, i)));
    }
    // The middle of a week from Monday to Sunday.
    expect(candles.times[0]).toBe(firstDay + 3.5 * day);
  });

  it('are months where even weeks are too many', () => {
    const { times, prices } = bars(260);
    const candles = candlesOf(times, prices, 20);
    expect(candles.unit).toBe('month');
    expect(candles.counts.slice(0, 3)).toEqual([23, 20, 22]);
    expect(candles.counts.reduce((sum, count) => sum + count, 0)).toBe(260);
  });

  it('join minutes to hours, a close on the full hour being the end of the hour before', () => {
    const { prices } = bars(120);
    const times = Array.from({ length: 120 }, (_, t) => firstDay + 60_000 * (t + 1));
    expect(candlesOf(times, prices, 100)).toMatchObject({ unit: 'hour', counts: [60, 60] });
  });
});

describe('dates', () => {
  it('are those of the calendar', () => {
    for (let offset = -40_000; offset < 40_000; offset += 37) {
      const time = offset * day + 12_345_678;
      expect(isoDate(time)).toBe(new Date(time).toISOString().slice(0, 10));
      expect(isoMinute(time)).toBe(new Date(time).toISOString().slice(0, 16).replace('T', ' '));
    }
    expect(firstOfMonth(2024, 3)).toBe(Date.UTC(2024, 2, 1) / day);
  });

  it('have minutes only where bars are shorter than a day', () => {
    expect(dateFormat(252)(firstDay)).toBe('2018-01-01');
    expect(dateFormat(98_280)(firstDay)).toBe('2018-01-01 00:00');
  });
});
