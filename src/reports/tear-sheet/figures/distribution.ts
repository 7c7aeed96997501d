import { histogram, normalPlot } from '../../../statistics/finance/distribution.js';
import { normalDensity } from '../../../statistics/finance/normal-distribution.js';
import { mean, standardDeviation } from '../../../statistics/summary.js';
import { formatNumber } from '../../format.js';
import type { Figure, PlainData } from '../../figures/figure.js';
import { baseLayout, plotted } from '../../figures/figure.js';
import { strategyOf } from '../curves.js';
import { percent } from '../numbers.js';
import type { TearSheetInput } from '../tear-sheet-input.js';

/** The returns of bars on which something was earned or lost. Without a position they are exactly 0, and say nothing. */
export function earnedReturns(input: TearSheetInput): readonly number[] {
  return strategyOf(input).returns.filter((value) => value !== 0);
}

/** A histogram beside the normal distribution of the same mean and deviation. Undefined for fewer than 20 returns that vary. */
export function distributionFigure(input: TearSheetInput): Figure | undefined {
  const returns = earnedReturns(input);
  const [center, scatter] = [mean(returns), standardDeviation(returns, 1)];
  if (returns.length < 20 || !(scatter > 0)) return undefined;
  const range = greatest(returns) - least(returns);
  // A fifth of the deviation a bin, unless a few far returns would make too many of them.
  const bins = Math.min(160, Math.max(12, Math.ceil((5 * range) / scatter)));
  const { edges, counts } = histogram(returns, bins);
  const width = edges[1] - edges[0];
  const curve = Array.from({ length: 161 }, (_, i) => center + ((i - 80) / 20) * scatter);
  const share = (x: number): number => (normalDensity((x - center) / scatter) / scatter) * width;
  const highest = Math.max(...counts) / returns.length;
  return {
    id: 'distribution',
    title: 'Histogram of the returns',
    caption: captionOf(input, returns),
    legend: [
      { label: `${formatNumber(returns.length)} returns`, color: 'var(--band-strong)', mark: 'band' },
      { label: 'normal, same mean and deviation', color: 'var(--second)', mark: 'line' },
    ],
    size: 'large',
    height: 320,
    data: [
      {
        type: 'bar',
        name: 'returns',
        x: plotted(Array.from(counts, (_, i) => (edges[i] + edges[i + 1]) / 2)),
        y: plotted(Array.from(counts, (count) => count / returns.length)),
        width: Array.from(counts, () => width * 0.94),
        customdata: Array.from(counts, (count, i) => [...plotted([edges[i], edges[i + 1]]), count]),
        marker: { color: 'var(--band-strong)' },
        hovertemplate:
          '%{customdata[0]:.2%} to %{customdata[1]:.2%}<br><b>%{customdata[2]:,} bars</b>, %{y:.1%}<extra></extra>',
      },
      {
        type: 'scatter',
        mode: 'lines',
        name: 'normal',
        x: plotted(curve),
        y: plotted(curve.map(share)),
        line: { color: 'var(--second)', width: 1.75 },
        hoverinfo: 'skip',
      },
    ],
    layout: baseLayout({
      title: 'share of the bars',
      xTitle: 'return of a bar',
      xaxis: { tickformat: ',.1~%', rangemode: 'normal' },
      yaxis: { tickformat: ',.0~%', range: [0, 1.14 * highest] },
      ...quantileLines(input),
    }),
  };
}

const least = (values: readonly number[]): number =>
  values.reduce((found, value) => Math.min(found, value), Infinity);
const greatest = (values: readonly number[]): number =>
  values.reduce((found, value) => Math.max(found, value), -Infinity);

function captionOf(input: TearSheetInput, returns: readonly number[]): string {
  const all = strategyOf(input).returns.length;
  const flat = all - returns.length;
  const left =
    flat === 0
      ? ''
      : ` ${formatNumber(flat)} of ${formatNumber(all)} bars have a return of exactly 0 (no position) and are left out.`;
  return `Simple returns of the strategy, a bar each.${left} The dotted lines are those of the table, of all bars.`;
}

/** Value at risk and what lies behind it on average, named in the room above the bars. */
function quantileLines(input: TearSheetInput): { shapes: PlainData[]; annotations: PlainData[] } {
  const { valueAtRisk, conditionalValueAtRisk } = strategyOf(input).figures;
  const lines = [
    { value: valueAtRisk, name: 'VaR 5 %', xanchor: 'left', xshift: 4 },
    { value: conditionalValueAtRisk, name: 'CVaR 5 %', xanchor: 'right', xshift: -4 },
  ].filter(({ value }) => Number.isFinite(value));
  return {
    shapes: lines.map(({ value }) => ({
      type: 'line',
      ...{ x0: value, x1: value, y0: 0, y1: 1, yref: 'paper' },
      line: { color: 'var(--muted)', width: 1, dash: 'dot' },
    })),
    annotations: lines.map(({ value, name, xanchor, xshift }) => ({
      ...{ x: value, y: 1, yref: 'paper', xanchor, yanchor: 'top', xshift },
      text: `${name}: ${percent(value, 2)}`,
      showarrow: false,
      font: { size: 11, color: 'var(--muted)' },
    })),
  };
}

/** Quantiles against those of a normal distribution, in standard deviations: a straight line where returns are normal. */
export function quantileFigure(input: TearSheetInput): Figure | undefined {
  const returns = earnedReturns(input);
  const [center, scatter] = [mean(returns), standardDeviation(returns, 1)];
  if (returns.length < 20 || !(scatter > 0)) return undefined;
  const { theoretical, observed } = normalPlot(returns);
  const standard = Array.from(observed, (value) => (value - center) / scatter);
  const shown = quantilePlaces(observed.length);
  const reach = theoretical[theoretical.length - 1];
  return {
    id: 'quantiles',
    title: 'Quantiles against a normal distribution',
    caption:
      'The same returns, less their mean, in standard deviations (n − 1). Ends beyond the line are tails that a normal distribution does not have.',
    legend: [
      { label: 'returns', color: 'var(--accent)', mark: 'dot' },
      { label: 'normal', color: 'var(--second)', mark: 'line' },
    ],
    size: 'large',
    height: 320,
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        name: 'normal',
        x: plotted([-reach, reach]),
        y: plotted([-reach, reach]),
        line: { color: 'var(--second)', width: 1.5 },
        hoverinfo: 'skip',
      },
      {
        type: 'scatter',
        mode: 'markers',
        name: 'returns',
        x: plotted(shown.map((i) => theoretical[i])),
        y: plotted(shown.map((i) => standard[i])),
        marker: { color: 'var(--accent)', size: 4 },
        hovertemplate: 'normal %{x:.2f}, here <b>%{y:.2f}</b> standard deviations<extra></extra>',
      },
    ],
    layout: baseLayout({
      title: 'observed, in standard deviations',
      xTitle: 'expected of a normal distribution, in standard deviations',
      xaxis: { tickformat: '', rangemode: 'normal' },
    }),
  };
}

/** The hundred least and greatest values, and some four hundred evenly between. */
function quantilePlaces(count: number): readonly number[] {
  const ends = 100;
  const step = Math.max(1, Math.floor((count - 2 * ends) / 400));
  return Array.from({ length: count }, (_, i) => i).filter(
    (i) => i < ends || i >= count - ends || (i - ends) % step === 0,
  );
}
