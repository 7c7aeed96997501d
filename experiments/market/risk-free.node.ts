import { existsSync, readFileSync } from 'node:fs';
import { check, fail } from '../../src/errors.js';
import type { MarketData } from '../../src/data/market-data.js';
import { readCsv } from '../../src/data/read-csv.js';
import { pow } from '../../src/numerics/index.js';
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
  if (text.trim() !== '' && Number.isFinite(rate)) return checkedRate(rate, text);
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
      value: new Date(known[0]?.time ?? 0).toISOString().slice(0, 10),
      requirement: `at most the first bar's, ${new Date(times[from]).toISOString().slice(0, 10)}`,
    });
    rates[bar - from] = pow(1 + yearly, 1 / barsPerYear) - 1;
  }
  return { source: text, rates };
}

function ratesIn(file: string): readonly { readonly time: number; readonly rate: number }[] {
  const { columns, rows, rowNumbers } = readCsv(readFileSync(file, 'utf8'), file);
  check(columns.length >= 2, {
    component: file,
    parameter: 'columns',
    value: columns.join(', '),
    requirement: 'at least two: day and rate',
  });
  return rows.map(([day, value], index) => {
    const time = typeof day === 'string' ? new Date(day).getTime() : NaN;
    const place = `${file}, row ${rowNumbers[index]}`;
    check(Number.isFinite(time), {
      component: place,
      parameter: 'day',
      value: day,
      requirement: 'like 2020-01-31',
    });
    return { time, rate: checkedRate(Number(value), place) };
  });
}

function checkedRate(rate: number, place: string): number {
  check(rate > -1 && rate < 1, {
    component: place,
    parameter: 'rate',
    value: rate,
    requirement: 'a fraction a year, between -1 and 1: 0.02 is two per cent',
  });
  return rate;
}
