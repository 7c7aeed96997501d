import { yearAndMonth } from '../../../statistics/finance/calendar.js';
import { annualTurnover } from '../../../statistics/finance/trades.js';
import { mean } from '../../../statistics/summary.js';
import type { Figure, PlainData } from '../../figures/figure.js';
import { baseLayout, plotted } from '../../figures/figure.js';
import { dayLength, firstOfMonth } from '../dates.js';
import type { TearSheetInput } from '../tear-sheet-input.js';
import { percentAxis, timeLayout } from './time-figure.js';

/** Turnover, a bar a calendar year. */
export function turnoverFigure(input: TearSheetInput): Figure {
  const { times, traded, curves } = input;
  const { equity } = curves[0];
  const years = grouped(times, (time) => yearAndMonth(time).year);
  const turnover = [...years.values()].map((bars) => {
    const values = bars.map((bar) => traded[bar]);
    // So many bars a year as there are in this year: value traded / mean equity, whether or not the year is whole.
    return annualTurnover(
      values,
      bars.map((bar) => equity[bar]),
      bars.length,
    );
  });
  return {
    id: 'turnover',
    title: 'Turnover',
    caption:
      'Value bought and sold in each calendar year (UTC) / mean equity of that year; parts of years are not scaled up.',
    legend: [{ label: 'bought and sold', color: 'var(--accent)', mark: 'band' }],
    size: 'large',
    height: 220,
    data: [
      {
        type: 'bar',
        name: 'turnover',
        x: [...years.keys()],
        y: plotted(turnover),
        marker: { color: 'var(--accent)' },
        hovertemplate: '%{x}: <b>%{y:.2f}</b> times equity<extra></extra>',
      },
    ],
    layout: {
      ...baseLayout({
        title: 'times equity, a year',
        xTitle: '',
        xaxis: {
          title: {},
          rangemode: 'normal',
          tickformat: 'd',
          nticks: 12,
          ticks: '',
          ...(years.size === 1 ? { dtick: 1 } : {}),
        },
        yaxis: { rangemode: 'tozero' },
      }),
      bargap: 0.35,
    },
  };
}

/** Gross and net exposure, means of each month. */
export function exposureFigure(input: TearSheetInput): Figure {
  const { times, weights, data } = input;
  const months = grouped(times, (time) => {
    const { year, month } = yearAndMonth(time);
    return firstOfMonth(year, month) * dayLength;
  });
  const sums = (part: (weight: number) => number): number[] =>
    [...months.values()].map((bars) =>
      mean(bars.map((bar) => weights.reduce((sum, column) => sum + part(column[bar]), 0))),
    );
  const x = [...months.keys()];
  const hasShorts = weights.some((column) => column.some((weight) => weight < 0));
  const line = (name: string, y: number[], style: PlainData): PlainData => ({
    ...{ type: 'scatter', mode: 'lines', name, x, y: plotted(y) },
    line: { width: 1.5, shape: 'hv', ...style },
    hovertemplate: '%{y:.0%}',
  });
  const gross = line('gross', sums(Math.abs), { color: 'var(--accent)' });
  const net = line(
    'net',
    sums((weight) => weight),
    { color: 'var(--second)', dash: 'dash' },
  );
  return {
    id: 'exposure',
    title: 'Exposure',
    caption:
      'Means over the closes of each month. Gross: sum of the sizes of the positions / equity; ' +
      (hasShorts ? 'net: short ones subtracted.' : 'net is the same, for nothing was sold short.'),
    legend: [
      { label: 'gross', color: 'var(--accent)', mark: 'line' },
      ...(hasShorts ? [{ label: 'net', color: 'var(--second)', mark: 'dashed' } as const] : []),
    ],
    size: 'large',
    height: 220,
    data: hasShorts ? [gross, net] : [gross],
    layout: timeLayout({
      title: 'share of equity',
      barsPerYear: data.barsPerYear,
      xaxis: { hoverformat: '%Y-%m' },
      yaxis: { ...percentAxis, rangemode: 'tozero' },
    }),
  };
}

function grouped(times: readonly number[], key: (time: number) => number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [bar, time] of times.entries()) {
    const group = groups.get(key(time));
    if (group === undefined) groups.set(key(time), [bar]);
    else group.push(bar);
  }
  return groups;
}
