import { existsSync, readFileSync } from 'node:fs';
import { check, fail } from '../../src/errors.js';
import type { MarketData } from '../../src/data/market-data.js';
import { readCsv } from '../../src/data/read-csv.js';
import { readNumber } from '../../src/data/read-number.js';
import { orderOf, readTime } from '../../src/data/read-time.js';
import { timeZone } from '../../src/data/time-zone.js';
import { pow } from '../../src/numerics/index.js';
import { isoDate } from '../../src/reports/tear-sheet/dates.js';
import type { BacktestOptions } from './backtest.js';

/**
 * A risk-free rate: a number, a fraction a year; or a CSV file whose first column is a day and whose second one the yearly rate from that day on,
 * as a fraction. Each return gets the rate that was known at the bar before it.
 */
export function readRiskFree(
  text: string,
  { times, barsPerYear }: MarketData,
  from: number,
  to: number,
): NonNullable<BacktestOptions['riskFree']> {
  const rate = Number(text);
  if (text.trim() !== '' && Number.isFinite(rate)) return checkedRate(rate, '--risk-free');
  if (!existsSync(text)) {
    return fail('file-not-found', {
      component: '--risk-free',
      parameter: 'value',
      value: text,
      requirement: 'a rate a year like 0.02, or a file that exists',
    });
  }
  const known = ratesIn(text);
  const rates = new Float64Array(to - from); // [N - 1]
  let next = 0;
  let yearly = NaN;
  for (let bar = from; bar < to; bar++) {
    for (; next < known.length && known[next].time <= times[bar]; next++) yearly = known[next].rate;
    check(!Number.isNaN(yearly), {
      component: text,
      parameter: 'first day',
      value: known.length === 0 ? 'none' : isoDate(known[0].time),
      requirement: `at most the first bar's, ${isoDate(times[from])}`,
    });
    rates[bar - from] = pow(1 + yearly, 1 / barsPerYear) - 1;
  }
  return { source: text, rates };
}

interface KnownRate {
  readonly time: number;
  readonly rate: number;
}

/** Oldest first, whatever the order of the file. On a day without a rate (an empty cell, a `.`) the one before goes on. */
function ratesIn(file: string): readonly KnownRate[] {
  const { columns, rows, rowNumbers } = readCsv(readFileSync(file, 'utf8'), file);
  check(columns.length >= 2, {
    component: file,
    parameter: 'columns',
    value: columns.join(', '),
    requirement: 'at least two: day and rate',
  });
  const order = orderOf(rows.map(([day]) => day));
  const rates = rows.flatMap(([day, cell], index): readonly KnownRate[] => {
    const place = `${file}, row ${rowNumbers[index]}`;
    const read = readTime(day, timeZone('UTC'), order);
    if (!('instant' in read)) {
      return fail('invalid-value', {
        component: `${place}, column ${columns[0]}`,
        parameter: 'day',
        value: day,
        requirement: read.expected,
      });
    }
    const rate = readNumber(cell, 'point');
    if (Number.isNaN(rate)) return [];
    return [{ time: read.instant, rate: checkedRate(rate ?? cell, `${place}, column ${columns[1]}`) }];
  });
  return rates.sort((a, b) => a.time - b.time);
}

function checkedRate(rate: unknown, place: string): number {
  const isRate = typeof rate === 'number' && rate > -1 && rate < 1;
  if (isRate) return rate;
  return fail('invalid-value', {
    component: place,
    parameter: 'rate',
    value: rate,
    requirement: 'a fraction a year, between -1 and 1: 0.02 is two per cent',
  });
}
