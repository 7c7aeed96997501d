import type { PlainData } from '../../figures/figure.js';
import { baseLayout } from '../../figures/figure.js';

interface TimeAxes {
  readonly title: string;
  readonly barsPerYear: number;
  readonly yaxis?: PlainData;
  readonly xaxis?: PlainData;
  readonly shapes?: readonly PlainData[];
  readonly annotations?: readonly PlainData[];
}

/** The layout of a figure over dates; all curves of one date are read together. */
export function timeLayout({ barsPerYear, xaxis, ...axes }: TimeAxes): PlainData {
  return {
    ...baseLayout({
      ...axes,
      xTitle: '',
      xaxis: {
        type: 'date',
        tickformat: '',
        hoverformat: dateHover(barsPerYear),
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

/** How hovers write a date. */
function dateHover(barsPerYear: number): string {
  return barsPerYear > 366 ? '%Y-%m-%d %H:%M' : '%Y-%m-%d';
}

export const percentAxis: PlainData = { tickformat: ',.0~%' };

/** Round numbers of a logarithmic axis: powers of ten with 2 and 5 between, finer where the range is short. */
export function logTicks(low: number, high: number): readonly number[] {
  const decade = [
    [1, 10],
    [1, 2, 5],
    [1, 1.5, 2, 3, 4, 5, 6, 8],
    [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9],
  ];
  let ticks: number[] = [];
  for (const marks of decade) {
    ticks = [];
    let unit = 1;
    while (unit > low) unit /= 10;
    for (; unit <= high; unit *= 10) {
      for (const mark of marks) {
        const value = Number((mark * unit).toPrecision(3));
        if (value >= low && value <= high && !ticks.includes(value)) ticks.push(value);
      }
    }
    if (ticks.length >= 4) return ticks;
  }
  return ticks;
}
