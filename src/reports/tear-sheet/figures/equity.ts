import { escapeLabel } from '../../escape.js';
import { formatNumber } from '../../format.js';
import type { Figure, LegendEntry, PlainData } from '../../figures/figure.js';
import { plotted } from '../../figures/figure.js';
import { curveStyle, drawnBars, fewOthers, mainCurves, otherCurves } from '../curves.js';
import { scientific } from '../numbers.js';
import type { BacktestCurve, TearSheetInput } from '../tear-sheet-input.js';
import { logTicks, timeLayout } from './time-figure.js';

/** Baselines are drawn as far as so many times beyond what the main curves reach: else one of them would flatten all others. */
const reach = 2.5;

/** An account that has lost more than this is drawn as one that has nothing: the axis has no zero. */
const nothing = 0.001;

/** What one unit of money became, on a logarithmic axis: the strategy above everything that it is compared with. */
export function equityFigure(input: TearSheetInput): Figure {
  const { times } = input;
  const main = mainCurves(input);
  const growths = main.map(growthOf);
  const bars = drawnBars(growths);
  const x = bars.map((bar) => times[bar]);
  const mine = growths.map((values) => within(values, bars, nothing, Infinity));
  const drawn = mine.flat().filter((value) => !Number.isNaN(value));
  const [low, high] = [Math.max(nothing, leastOf(drawn) / reach), greatestOf(drawn) * reach];
  const others = otherCurves(input);
  const theirs = others.map((curve) => within(growthOf(curve), bars, low, high));
  const line = (curve: BacktestCurve, values: readonly number[]): PlainData => ({
    ...{ type: 'scatter', mode: 'lines', name: escapeLabel(curve.name), x, y: plotted(values) },
    line: curveStyle(input, curve).line,
    connectgaps: false,
    hovertemplate: '%{y:,.3~f}',
  });
  const ruined = main.filter((_, i) => growths[i].some((value) => value <= nothing));
  return {
    id: 'equity',
    title: 'Value of 1 invested',
    caption: captionOf({
      ruined: ruined.map(({ name }) => name),
      isCut: theirs.some((values) => values.some(Number.isNaN)),
      isThinned: bars.length < times.length,
    }),
    legend: legendOf(input),
    size: 'large',
    height: 400,
    data: [
      ...others.map((curve, i) => line(curve, theirs[i])),
      ...main.map((curve, i) => line(curve, mine[i])).toReversed(),
    ],
    layout: timeLayout(input, {
      title: 'value of 1 invested, logarithmic',
      yaxis: logAxis([...drawn, ...theirs.flat().filter((value) => !Number.isNaN(value))]),
    }),
  };
}

/** The values at some bars, with gaps where they are beyond the bounds or not known. */
function within(
  values: readonly number[],
  bars: readonly number[],
  low: number,
  high: number,
): readonly number[] {
  return bars.map((bar) => (values[bar] >= low && values[bar] <= high ? values[bar] : NaN));
}

interface Shown {
  /** Names of the main curves that end because nothing was left. */
  readonly ruined: readonly string[];
  readonly isCut: boolean;
  readonly isThinned: boolean;
}

function captionOf({ ruined, isCut, isThinned }: Shown): string {
  return [
    'Logarithmic: equal distances are equal percentages. After costs, at the closes',
    isThinned ? '(of every stretch of bars the highest and the lowest are drawn).' : 'of all bars.',
    ...ruined.map((name) => `The curve of ${name} ends where (next to) nothing was left.`),
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
  const [least, greatest] = [leastOf(values), greatestOf(values)];
  const room = 1 + (greatest / least - 1) / 20;
  const [low, high] = [least / room, greatest * room];
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
  if (value >= 1e6 || value < 1e-3) return scientific(value);
  return value >= 1000 ? formatNumber(value) : String(value);
}

function legendOf(input: TearSheetInput): LegendEntry[] {
  const others = otherCurves(input);
  const entries = mainCurves(input).map((curve) => curveStyle(input, curve).legend);
  if (others.length > fewOthers)
    entries.push({ label: `${others.length} other baselines`, color: 'var(--seed)', mark: 'thin' });
  else entries.push(...others.map((curve) => curveStyle(input, curve).legend));
  return entries;
}
