import { aggregate } from '../aggregate.js';
import type { Aggregate } from '../aggregate.js';
import { downsample } from '../downsample.js';
import type { Series } from '../downsample.js';
import { escapeLabel } from '../escape.js';
import { formatNumber } from '../format.js';
import type { LabelledSeries } from '../series.js';
import { baseLayout, hoverStep, hoverValue, plotted } from './figure.js';
import type { Figure, LegendEntry, PlainData } from './figure.js';
import { thresholdLine } from './threshold.js';

/** A measure over environment steps, one curve a seed. */
export interface SeedCurves {
  readonly id: string;
  readonly title: string;
  /** What is on the y axis. */
  readonly measure: string;
  readonly caption: string;
  readonly curves: readonly LabelledSeries[];
  readonly size?: 'large' | 'small';
  /** Draw the interquartile mean and the bootstrap band of the mean over seeds, too. */
  readonly interval?: boolean;
  readonly threshold?: number | undefined;
  readonly yaxis?: PlainData;
  /** Drawn below the curves. */
  readonly background?: readonly PlainData[];
  readonly backgroundLegend?: readonly LegendEntry[];
}

/** From so many on, the interquartile mean differs from the mean. */
const fewSeeds = 4;
/** More thin lines than this are drawn fainter. */
const manySeeds = 12;

/**
 * Thin lines for the seeds, and with several of them their mean; undefined where there is nothing to draw. Seeds that
 * end early bound the mean: it covers the steps that all of them reached.
 */
export function seedCurves(figure: SeedCurves): Figure | undefined {
  const { id, title, measure, curves, size = 'large', background = [], backgroundLegend = [] } = figure;
  if (curves.length === 0) return undefined;
  const whole = aggregate(curves);
  const limit = pointsPerCurve(curves.length);
  const interval = figure.interval === true;
  const color =
    whole === undefined ? 'var(--accent)' : curves.length > manySeeds ? 'var(--seed-faint)' : 'var(--seed)';
  const seeds = curves.map((curve) => seedTrace(curve, limit, { color, width: whole === undefined ? 2 : 1 }));
  const band = whole !== undefined && interval ? bandTraces(whole) : [];
  const center = whole === undefined ? [] : centerTraces(whole, interval, curves.length);
  return {
    id,
    title,
    caption: [figure.caption, seedsSentence(curves, whole, interval)].join(' ').trim(),
    legend: [...backgroundLegend, ...legend(curves.length, whole, interval)],
    size,
    height: size === 'large' ? 330 : 210,
    data: [...background, ...band, ...seeds, ...center],
    layout: baseLayout({
      title: measure,
      ...(figure.yaxis === undefined ? {} : { yaxis: figure.yaxis }),
      ...thresholdLine(figure.threshold, 'y'),
    }),
  };
}

/** Keeps a page small whatever the number of seeds. */
function pointsPerCurve(seeds: number): number {
  return Math.max(40, Math.min(1000, Math.floor(4000 / seeds)));
}

function seedTrace(curve: LabelledSeries, limit: number, line: PlainData): PlainData {
  const { x, y }: Series = downsample(curve, limit);
  return {
    type: 'scatter',
    mode: x.length < 3 ? 'lines+markers' : 'lines',
    name: escapeLabel(curve.label),
    x,
    y: plotted(y),
    line,
    hovertemplate: `%{fullData.name}, ${hoverStep}: ${hoverValue}<extra></extra>`,
  };
}

function bandTraces({ x, low, high }: Aggregate): PlainData[] {
  const edge = { type: 'scatter', mode: 'lines', x, line: { width: 0 }, hoverinfo: 'skip' };
  return [
    { ...edge, y: plotted(low) },
    { ...edge, y: plotted(high), fill: 'tonexty', fillcolor: 'var(--band)' },
  ];
}

/** The mean over seeds, above the interquartile mean where that is asked for and differs. */
function centerTraces(whole: Aggregate, interval: boolean, seeds: number): PlainData[] {
  const { x, low, high } = whole;
  const mode = x.length < 3 ? 'lines+markers' : 'lines';
  const bounds = '<br>95\u00a0% interval %{customdata[0]:,.4~r} to %{customdata[1]:,.4~r}';
  const mean: PlainData = {
    type: 'scatter',
    mode,
    name: 'mean',
    x,
    y: plotted(whole.mean),
    line: { color: 'var(--accent)', width: 2.5 },
    ...(interval ? { customdata: low.map((value, i) => plotted([value, high[i]])) } : {}),
    hovertemplate: `mean, ${hoverStep}: <b>${hoverValue}</b>${interval ? bounds : ''}<extra></extra>`,
  };
  if (!interval || seeds < fewSeeds) return [mean];
  const middle: PlainData = {
    type: 'scatter',
    mode,
    name: 'interquartile mean',
    x,
    y: plotted(whole.interquartileMean),
    line: { color: 'var(--second)', width: 1.75, dash: 'dash' },
    hovertemplate: `interquartile mean, ${hoverStep}: <b>${hoverValue}</b><extra></extra>`,
  };
  return [middle, mean];
}

function legend(seeds: number, whole: Aggregate | undefined, interval: boolean): LegendEntry[] {
  if (whole === undefined) return [];
  const entries: LegendEntry[] = [
    { label: `each of ${seeds} seeds`, color: 'var(--seed)', mark: 'thin' },
    { label: 'mean', color: 'var(--accent)', mark: 'line' },
  ];
  if (!interval) return entries;
  entries.push({ label: '95\u00a0% interval', color: 'var(--band)', mark: 'band' });
  if (seeds >= fewSeeds)
    entries.push({ label: 'interquartile mean', color: 'var(--second)', mark: 'dashed' });
  return entries;
}

/** What the mean leaves out, if anything. */
function seedsSentence(
  curves: readonly LabelledSeries[],
  whole: Aggregate | undefined,
  interval: boolean,
): string {
  if (curves.length === 1) return interval ? 'One seed: no interval over seeds.' : '';
  if (whole === undefined) return 'The seeds have no steps in common: no mean is drawn.';
  const sentences: string[] = [];
  if (interval) sentences.push('Interval: of the mean over seeds, percentile bootstrap, pointwise.');
  const last = curves.map(({ x }) => x.at(-1)!);
  const end = Math.min(...last);
  if (Math.max(...last) > 1.05 * end) {
    const shortest = curves[last.indexOf(end)].label;
    sentences.push(`The mean ends at step ${formatNumber(end)}, the last one of ${shortest}.`);
  }
  return sentences.join(' ');
}
