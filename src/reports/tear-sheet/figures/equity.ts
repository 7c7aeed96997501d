import { escapeLabel } from '../../escape.js';
import type { Figure, LegendEntry, PlainData } from '../../figures/figure.js';
import { plotted } from '../../figures/figure.js';
import { curveStyle, drawnBars, fewOthers, mainCurves, otherCurves } from '../curves.js';
import type { BacktestCurve, TearSheetInput } from '../tear-sheet-input.js';
import { logTicks, timeLayout } from './time-figure.js';

/** Baselines are drawn as far as so many times beyond what the main curves reach: else one of them would flatten all others. */
const reach = 2.5;

/** What one unit of money became, on a logarithmic axis: the strategy above everything that it is compared with. */
export function equityFigure(input: TearSheetInput): Figure {
  const { times, data } = input;
  const main = mainCurves(input);
  const growths = main.map(growthOf);
  const bars = drawnBars(growths);
  const drawn = growths.flatMap((values) => bars.map((bar) => values[bar])).filter(Number.isFinite);
  const isLog = drawn.every((value) => value > 0);
  const [low, high] = [leastOf(drawn) / reach, greatestOf(drawn) * reach];
  const x = bars.map((bar) => times[bar]);
  const line = (curve: BacktestCurve, values: readonly number[]): PlainData => ({
    ...{ type: 'scatter', mode: 'lines', name: escapeLabel(curve.name), x, y: plotted(values) },
    line: curveStyle(input, curve).line,
    hovertemplate: '%{y:,.3~f}',
  });
  const others = otherCurves(input).map((curve) => {
    const values = growthOf(curve);
    return bars.map((bar) => (isLog && !(values[bar] >= low && values[bar] <= high) ? NaN : values[bar]));
  });
  const isCut = others.some((values) => values.some(Number.isNaN));
  return {
    id: 'equity',
    title: 'Value of 1 invested',
    caption: captionOf(isLog, isCut, bars.length < times.length),
    legend: legendOf(input),
    size: 'large',
    height: 400,
    data: [
      ...otherCurves(input).map((curve, i) => line(curve, others[i])),
      ...main
        .map((curve, i) =>
          line(
            curve,
            bars.map((bar) => growths[i][bar]),
          ),
        )
        .toReversed(),
    ],
    layout: timeLayout({
      title: `value of 1 invested${isLog ? ', logarithmic' : ''}`,
      barsPerYear: data.barsPerYear,
      yaxis: isLog ? logAxis([...drawn, ...others.flat().filter((value) => !Number.isNaN(value))]) : {},
    }),
  };
}

function captionOf(isLog: boolean, isCut: boolean, isThinned: boolean): string {
  return [
    isLog
      ? 'Logarithmic: equal distances are equal percentages.'
      : 'Linear, for nothing was left in the end.',
    'After costs, at the closes',
    isThinned ? '(of every stretch of bars the highest and the lowest are drawn).' : 'of all bars.',
    isCut ? 'Baselines are cut where they are far beyond the other curves, up or down.' : '',
  ]
    .join(' ')
    .trim();
}

export function growthOf({ equity }: BacktestCurve): readonly number[] {
  return equity.map((value) => value / equity[0]);
}

/** A logarithmic axis with round numbers. */
export function logAxis(values: readonly number[]): PlainData {
  const [low, high] = [leastOf(values) / 1.05, greatestOf(values) * 1.05];
  const tickvals = logTicks(low, high);
  return { type: 'log', tickmode: 'array', tickvals, ticktext: tickvals.map(tickLabel) };
}

function leastOf(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}

function greatestOf(values: readonly number[]): number {
  return values.reduce((greatest, value) => Math.max(greatest, value), -Infinity);
}

function tickLabel(value: number): string {
  return value >= 1000 ? String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f') : String(value);
}

function legendOf(input: TearSheetInput): LegendEntry[] {
  const others = otherCurves(input);
  const entries = mainCurves(input).map((curve) => curveStyle(input, curve).legend);
  if (others.length > fewOthers)
    entries.push({ label: `${others.length} other baselines`, color: 'var(--seed)', mark: 'thin' });
  else entries.push(...others.map((curve) => curveStyle(input, curve).legend));
  return entries;
}
