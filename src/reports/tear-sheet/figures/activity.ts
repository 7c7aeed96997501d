import { yearAndMonth } from '../../../statistics/finance/calendar.js';
import { annualTurnover } from '../../../statistics/finance/trades.js';
import { mean } from '../../../statistics/summary.js';
import type { Figure, PlainData } from '../../figures/figure.js';
import { baseLayout, plotted } from '../../figures/figure.js';
import { isoDate } from '../dates.js';
import type { TearSheetInput } from '../tear-sheet-input.js';
import { percentAxis, timeLayout, yearAxis } from './time-figure.js';

/** Turnover, a bar a calendar year; a month where the bars are of one year. */
export function turnoverFigure(input: TearSheetInput): Figure {
  const { times, traded, curves } = input;
  const { equity } = curves[0];
  const years = grouped(times, (time) => yearAndMonth(time).year);
  const isYearly = years.size > 1;
  const groups = isYearly ? years : grouped(times, monthOf);
  // So many bars a year as there are in this one: value traded / mean equity, whether or not it is whole.
  const turnover = [...groups.values()].map((bars) =>
    annualTurnover(
      bars.map((bar) => traded[bar]),
      bars.map((bar) => equity[bar]),
      bars.length,
    ),
  );
  const unit = isYearly ? 'year' : 'month';
  return {
    id: 'turnover',
    title: 'Turnover',
    caption: `Value bought and sold in each calendar ${unit} (UTC) / mean equity of that ${unit}; parts of it are not scaled up.`,
    legend: [{ label: 'bought and sold', color: 'var(--accent)', mark: 'band' }],
    size: 'large',
    height: 220,
    data: [
      {
        type: 'bar',
        name: 'turnover',
        x: [...groups.keys()],
        y: plotted(turnover),
        marker: { color: 'var(--accent)' },
        hovertemplate: '%{x}: <b>%{y:.2f}</b> times equity<extra></extra>',
      },
    ],
    layout: {
      ...baseLayout({
        title: `times equity, a ${unit}`,
        xTitle: '',
        xaxis: isYearly ? yearAxis([...years.keys()]) : monthAxis,
        yaxis: { rangemode: 'tozero' },
      }),
      bargap: 0.35,
    },
  };
}

const monthAxis: PlainData = { title: {}, type: 'category', tickformat: '', nticks: 0, ticks: '' };

/** `2024-03` */
function monthOf(time: number): string {
  const { year, month } = yearAndMonth(time);
  return `${year}-${String(month).padStart(2, '0')}`;
}

/** Fewer months than these are too few steps to see anything. */
const fewestMonths = 6;

/** Gross and net exposure, means of each month; of each day, or each bar, where there are few months. */
export function exposureFigure(input: TearSheetInput): Figure {
  const { times, weights } = input;
  const { unit, groups } = spansOf(times);
  const means = (part: (weight: number) => number): number[] =>
    [...groups.values()].map((bars) =>
      mean(bars.map((bar) => weights.reduce((sum, column) => sum + part(column[bar]), 0))),
    );
  // Every step lasts until the next one begins, the last one until the last bar.
  const x = [...groups.keys(), times[times.length - 1]];
  const hasShorts = weights.some((column) => column.some((weight) => weight < 0));
  const line = (name: string, y: number[], style: PlainData): PlainData => ({
    ...{ type: 'scatter', mode: 'lines', name, x, y: plotted([...y, y[y.length - 1]]) },
    line: { width: 1.5, shape: 'hv', ...style },
    hovertemplate: '%{y:.0%}',
  });
  const gross = line('gross', means(Math.abs), { color: 'var(--accent)' });
  const net = line(
    'net',
    means((weight) => weight),
    { color: 'var(--second)', dash: 'dash' },
  );
  return {
    id: 'exposure',
    title: 'Exposure',
    caption:
      (unit === 'bar' ? 'At the close of each bar.' : `Means over the closes of each ${unit}.`) +
      ' Gross: sum of the sizes of the positions / equity; ' +
      (hasShorts ? 'net: short ones subtracted.' : 'net is the same, for nothing was sold short.'),
    legend: [
      { label: 'gross', color: 'var(--accent)', mark: 'line' },
      ...(hasShorts ? [{ label: 'net', color: 'var(--second)', mark: 'dashed' } as const] : []),
    ],
    size: 'large',
    height: 220,
    data: hasShorts ? [gross, net] : [gross],
    layout: timeLayout(input, {
      title: 'share of equity',
      xaxis: unit === 'month' ? { hoverformat: '%Y-%m' } : {},
      yaxis: { ...percentAxis, rangemode: 'tozero' },
    }),
  };
}

interface Spans {
  readonly unit: 'bar' | 'day' | 'month';
  /** The first bar's time of each, and the bars in it. */
  readonly groups: ReadonlyMap<number, readonly number[]>;
}

function spansOf(times: readonly number[]): Spans {
  const months = byFirst(times, monthOf);
  if (months.size >= fewestMonths) return { unit: 'month', groups: months };
  const days = byFirst(times, isoDate);
  if (days.size >= fewestMonths && days.size < times.length) return { unit: 'day', groups: days };
  return { unit: 'bar', groups: byFirst(times, String) };
}

/** Keyed by the time of the first bar: a group begins where there are bars. */
function byFirst(times: readonly number[], key: (time: number) => string): Map<number, readonly number[]> {
  return new Map([...grouped(times, key).values()].map((bars) => [times[bars[0]], bars]));
}

function grouped<Key>(times: readonly number[], key: (time: number) => Key): Map<Key, number[]> {
  const groups = new Map<Key, number[]>();
  for (const [bar, time] of times.entries()) {
    const group = groups.get(key(time));
    if (group === undefined) groups.set(key(time), [bar]);
    else group.push(bar);
  }
  return groups;
}
