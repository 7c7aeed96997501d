import { returnsByMonth } from '../../../statistics/finance/calendar.js';
import { escapeLabel } from '../../escape.js';
import type { Figure } from '../../figures/figure.js';
import { baseLayout, plotted } from '../../figures/figure.js';
import { curveStyle, mainCurves } from '../curves.js';
import type { TearSheetInput } from '../tear-sheet-input.js';
import { percentAxis, yearAxis } from './time-figure.js';

/** Bars a year, side by side. Undefined within one year. */
export function yearlyFigure(input: TearSheetInput): Figure | undefined {
  const curves = mainCurves(input);
  const closes = input.times.slice(1);
  const years = curves.map(({ returns }) => returnsByMonth(closes, returns));
  if (years[0].length < 2) return undefined;
  return {
    id: 'yearly',
    title: 'Yearly returns',
    caption:
      'Compounded over the bars of each calendar year (UTC); the first and the last year may be parts.',
    legend: curves.map((curve) => ({ ...curveStyle(input, curve).legend, mark: 'band' })),
    size: 'large',
    height: 270,
    data: curves.map((curve, i) => ({
      type: 'bar',
      name: escapeLabel(curve.name),
      x: years[i].map(({ year }) => year),
      y: plotted(years[i].map(({ total }) => total)),
      marker: { color: curveStyle(input, curve).legend.color },
      hovertemplate: '%{y:.1%}',
    })),
    layout: {
      ...baseLayout({
        title: 'return of the year',
        xTitle: '',
        xaxis: { ...yearAxis(years[0].map(({ year }) => year)), showline: false },
        yaxis: { ...percentAxis, zeroline: true, zerolinecolor: 'var(--rule)' },
      }),
      hovermode: 'x unified',
      bargap: 0.28,
      bargroupgap: 0.06,
    },
  };
}
