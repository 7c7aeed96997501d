import { beta } from '../../../statistics/finance/against-benchmark.js';
import { annualReturn, annualVolatility, sharpeRatio } from '../../../statistics/finance/performance.js';
import { excessOver } from '../../../statistics/finance/returns.js';
import { escapeLabel } from '../../escape.js';
import { formatNumber } from '../../format.js';
import type { Figure, PlainData } from '../../figures/figure.js';
import { plotted } from '../../figures/figure.js';
import { curveStyle, holdingOf, referenceOf, strategyOf } from '../curves.js';
import type { BacktestCurve, TearSheetInput } from '../tear-sheet-input.js';
import { percentAxis, timeLayout } from './time-figure.js';

const [leastPoints, mostPoints] = [200, 1500];
/** Windows are read anew for each point: long ones for fewer points. */
const mostReadings = 1_500_000;
const leastReturns = 30;

/**
 * Half a year of bars, 126 of days; a third of the returns where there are fewer than two such windows; at least 30 where bars are
 * long. Undefined below 30 returns.
 */
export function rollingWindow(returns: number, barsPerYear: number): number | undefined {
  if (returns < leastReturns) return undefined;
  const halfAYear = Math.max(leastReturns, Math.round(barsPerYear / 2));
  return returns >= 2 * halfAYear ? halfAYear : Math.floor(returns / 3);
}

interface Rolling {
  readonly id: string;
  readonly title: string;
  readonly measure: string;
  readonly yaxis: PlainData;
  readonly format: string;
  readonly curves: readonly BacktestCurve[];
  /** To be added to the caption. */
  readonly note?: string;
  /** Of the bars from `start` to `end` - 1 of a curve's returns. */
  readonly metric: (curve: BacktestCurve, start: number, end: number) => number;
}

/** Sharpe ratio, volatility and beta over a window that moves. */
export function rollingFigures(input: TearSheetInput): readonly Figure[] {
  const { data, riskFreeRates } = input;
  const strategy = strategyOf(input);
  const { barsPerYear } = data;
  const window = rollingWindow(strategy.returns.length, barsPerYear);
  if (window === undefined) return [];
  const holding = holdingOf(input);
  const both = holding === undefined ? [strategy] : [holding, strategy];
  const excess = new Map(
    both.map((curve) => [curve, excessOver(curve.returns, riskFreeRates ?? rateOfBar(input))]),
  );
  const reference = referenceOf(input);
  // Without a copy: long windows overlap nearly whole.
  const whole = new Map(input.curves.map((curve) => [curve, Float64Array.from(curve.returns)]));
  const part = (curve: BacktestCurve, start: number, end: number): Float64Array =>
    whole.get(curve)!.subarray(start, end);
  const figures: Rolling[] = [
    {
      id: 'rolling-sharpe',
      title: 'Rolling Sharpe ratio',
      measure: 'Sharpe ratio of a year',
      yaxis: zeroAxis,
      format: '.2f',
      curves: both,
      note: 'Gaps: out of the market on more than three quarters of them.',
      metric: (curve, start, end) =>
        isMostlyFlat(part(curve, start, end))
          ? NaN
          : sharpeRatio(excess.get(curve)!.subarray(start, end), { barsPerYear }),
    },
    {
      id: 'rolling-volatility',
      title: 'Rolling volatility',
      measure: 'standard deviation, a year',
      yaxis: { ...percentAxis, rangemode: 'tozero' },
      format: '.1%',
      curves: both,
      metric: (curve, start, end) => annualVolatility(part(curve, start, end), { barsPerYear }),
    },
  ];
  if (reference !== undefined)
    figures.push({
      id: 'rolling-beta',
      title: `Rolling beta to ${reference.name}`,
      measure: `return for each 1 % of ${reference.name}, %`,
      yaxis: zeroAxis,
      format: '.2f',
      curves: [strategy],
      metric: (curve, start, end) => beta(part(curve, start, end), part(reference, start, end)),
    });
  return figures.map((figure) => draw(input, figure, window));
}

/** The rate of a bar that compounds to that of a year. */
function rateOfBar({ riskFree, data }: TearSheetInput): number {
  return typeof riskFree === 'number' ? annualReturn([riskFree], { barsPerYear: 1 / data.barsPerYear }) : 0;
}

/** A few bars in the market say nothing about the ratio, but may well send it off the page. */
function isMostlyFlat(returns: Float64Array): boolean {
  return returns.reduce((count, value) => count + (value === 0 ? 0 : 1), 0) < returns.length / 4;
}

const zeroAxis: PlainData = { zeroline: true, zerolinecolor: 'var(--rule)' };

function draw(input: TearSheetInput, figure: Rolling, window: number): Figure {
  const { id, title, measure, yaxis, format, curves, note, metric } = figure;
  const count = strategyOf(input).returns.length - window + 1;
  const points = Math.min(mostPoints, Math.max(leastPoints, Math.floor(mostReadings / window)));
  const step = Math.ceil(count / points);
  // Counted from the last window, which is drawn in any case.
  const length = Math.ceil(count / step);
  const starts = Array.from({ length }, (_, i) => count - 1 - (length - 1 - i) * step);
  // Return t belongs to bar t + 1, the window's last return to bar start + window.
  const x = starts.map((start) => input.times[start + window]);
  return {
    id,
    title,
    caption: `Over the last ${formatNumber(window)} bars${step > 1 ? `, one bar in ${step}` : ''}.${note === undefined ? '' : ` ${note}`}`,
    legend: curves.toReversed().map((curve) => curveStyle(input, curve).legend),
    size: 'small',
    height: 220,
    data: curves.map((curve) => ({
      type: 'scatter',
      mode: 'lines',
      name: escapeLabel(curve.name),
      x,
      y: plotted(starts.map((start) => metric(curve, start, start + window))),
      line: { ...curveStyle(input, curve).line, width: curve === strategyOf(input) ? 1.75 : 1.25 },
      hovertemplate: `%{y:${format}}`,
    })),
    layout: timeLayout(input, {
      title: escapeLabel(measure),
      yaxis,
    }),
  };
}
