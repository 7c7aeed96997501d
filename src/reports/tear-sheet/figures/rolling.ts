import { beta } from '../../../statistics/finance/against-benchmark.js';
import { annualReturn, annualVolatility, sharpeRatio } from '../../../statistics/finance/performance.js';
import { excessOver } from '../../../statistics/finance/returns.js';
import { escapeLabel } from '../../escape.js';
import type { Figure, PlainData } from '../../figures/figure.js';
import { plotted } from '../../figures/figure.js';
import { curveStyle, holdingOf, referenceOf, strategyOf } from '../curves.js';
import type { BacktestCurve, TearSheetInput } from '../tear-sheet-input.js';
import { percentAxis, timeLayout } from './time-figure.js';

const usualWindow = 126;
const mostPoints = 1500;

/** 126 bars; a third of the returns where there are fewer than two such windows. Undefined below 30 returns. */
export function rollingWindow(returns: number): number | undefined {
  if (returns < 30) return undefined;
  return returns >= 2 * usualWindow ? usualWindow : Math.floor(returns / 3);
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
  const window = rollingWindow(strategy.returns.length);
  if (window === undefined) return [];
  const { barsPerYear } = data;
  const holding = holdingOf(input);
  const both = holding === undefined ? [strategy] : [holding, strategy];
  const excess = new Map(
    both.map((curve) => [curve, excessOver(curve.returns, riskFreeRates ?? rateOfBar(input))]),
  );
  const reference = referenceOf(input);
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
        isMostlyFlat(curve.returns.slice(start, end))
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
      metric: ({ returns }, start, end) => annualVolatility(returns.slice(start, end), { barsPerYear }),
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
      metric: ({ returns }, start, end) =>
        beta(returns.slice(start, end), reference.returns.slice(start, end)),
    });
  return figures.map((figure) => draw(input, figure, window));
}

/** The rate of a bar that compounds to that of a year. */
function rateOfBar({ riskFree, data }: TearSheetInput): number {
  return typeof riskFree === 'number' ? annualReturn([riskFree], { barsPerYear: 1 / data.barsPerYear }) : 0;
}

/** A few bars in the market say nothing about the ratio, but may well send it off the page. */
function isMostlyFlat(returns: readonly number[]): boolean {
  return returns.filter((value) => value !== 0).length < returns.length / 4;
}

const zeroAxis: PlainData = { zeroline: true, zerolinecolor: 'var(--rule)' };

function draw(input: TearSheetInput, figure: Rolling, window: number): Figure {
  const { id, title, measure, yaxis, format, curves, note, metric } = figure;
  const count = strategyOf(input).returns.length - window + 1;
  const step = Math.ceil(count / mostPoints);
  const starts = Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step);
  // Return t belongs to bar t + 1, the window's last return to bar start + window.
  const x = starts.map((start) => input.times[start + window]);
  return {
    id,
    title,
    caption: `Over the last ${window} bars${step > 1 ? `, one bar in ${step}` : ''}.${note === undefined ? '' : ` ${note}`}`,
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
    layout: timeLayout({
      title: escapeLabel(measure),
      barsPerYear: input.data.barsPerYear,
      yaxis,
    }),
  };
}
