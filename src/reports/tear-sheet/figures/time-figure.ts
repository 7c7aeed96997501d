import type { PlainData } from '../../figures/figure.js';
import { baseLayout } from '../../figures/figure.js';
import { dayLength } from '../dates.js';
import type { TearSheetInput } from '../tear-sheet-input.js';
import { niceTicks } from '../../strip.js';
import { closedHours } from './closed-hours.js';

interface TimeAxes {
  readonly title: string;
  readonly yaxis?: PlainData;
  readonly xaxis?: PlainData;
  readonly shapes?: readonly PlainData[];
  readonly annotations?: readonly PlainData[];
}

export type Timed = Pick<TearSheetInput, 'times' | 'data'>;

/** The layout of a figure over dates; all curves of one date are read together. Hours without bars take no room. */
export function timeLayout({ times, data }: Timed, { xaxis, ...axes }: TimeAxes): PlainData {
  const isDaily = data.barsPerYear <= 366;
  const isShort = times[times.length - 1] - times[0] < fewDays * dayLength;
  return {
    ...baseLayout({
      ...axes,
      xTitle: '',
      xaxis: {
        type: 'date',
        tickformat: '',
        hoverformat: isDaily ? '%Y-%m-%d' : '%Y-%m-%d %H:%M',
        ...(isDaily && isShort ? { dtick: dayLength, tickformat: '%-d %b\n%Y' } : {}),
        rangebreaks: isDaily ? [] : closedHours(times),
        rangemode: 'normal',
        // As many as there is room for.
        nticks: 0,
        tickangle: 0,
        title: {},
        ...{ spikethickness: 1, spikedash: 'solid', spikecolor: 'var(--muted)' },
        ...xaxis,
      },
    }),
    hovermode: 'x unified',
    // The line at the hovered date is drawn on this colour.
    plot_bgcolor: 'var(--paper)',
    margin: { l: 40, r: 14, t: 30, b: 26 },
  };
}

/** Of fewer days every one has its mark. */
const fewDays = 8;

/** Calendar years, marked where there is room. */
export function yearAxis(years: readonly number[]): PlainData {
  return {
    title: {},
    rangemode: 'normal',
    tickmode: 'linear',
    tick0: years[0],
    dtick: Math.ceil(years.length / 8),
    tickformat: 'd',
    tickangle: 0,
    ticks: '',
  };
}

/** As many decimals as neighbouring ticks need. */
export const percentAxis: PlainData = { tickformat: ',.3~%' };

/** More marks than these stand too close. */
const mostTicks = 8;

/**
 * Round numbers of a logarithmic axis: powers of ten with 2 and 5 between; finer where the range is short, in the end as on any axis;
 * not every power where there are very many.
 */
export function logTicks(low: number, high: number): readonly number[] {
  const decade = [
    [1, 10],
    [1, 2, 5],
    [1, 1.5, 2, 3, 4, 5, 6, 8],
    [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9],
  ];
  for (const marks of decade) {
    const ticks: number[] = [];
    let unit = 1;
    while (unit > low) unit /= 10;
    for (; unit <= high; unit *= 10) {
      for (const mark of marks) {
        const value = Number((mark * unit).toPrecision(3));
        if (value >= low && value <= high && !ticks.includes(value)) ticks.push(value);
      }
    }
    if (marks === decade[0] && ticks.length > mostTicks) return thinned(ticks);
    if (ticks.length >= 4) return ticks;
  }
  return niceTicks([low, high])
    .map((value) => Number(value.toPrecision(9)))
    .filter((value) => value >= low && value <= high);
}

/** Every so many, 1 among them where it is there. */
function thinned(ticks: readonly number[]): readonly number[] {
  const every = Math.ceil(ticks.length / mostTicks);
  const one = Math.max(0, ticks.indexOf(1));
  return ticks.filter((_, i) => (i - one) % every === 0);
}
