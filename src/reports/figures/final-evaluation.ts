import type { EvaluationSummary } from '../../runs/records.js';
import { escapeLabel } from '../escape.js';
import { rounded } from '../format.js';
import type { ReportRun } from '../report-input.js';
import { seedResults } from '../results.js';
import type { SeedResult } from '../results.js';
import { baseLayout } from './figure.js';
import type { Figure, LegendEntry, PlainData } from './figure.js';
import { thresholdLine } from './threshold.js';

/** A row a seed: the range of its episodes, their standard deviation and mean. Undefined for fewer than two seeds. */
export function finalEvaluation(runs: readonly ReportRun[], threshold?: number): Figure | undefined {
  const rows = seedResults(runs);
  if (rows.length < 2) return undefined;
  return {
    id: 'final-evaluation',
    title: 'Seed by seed',
    legend: legend(rows),
    size: 'large',
    height: 90 + 26 * rows.length,
    data: [
      bars(rows, 'min to max', { color: 'var(--seed)', thickness: 1.5 }, ({ min, max, mean }) => [
        mean - min,
        max - mean,
      ]),
      bars(rows, 'std', { color: 'var(--band-strong)', thickness: 7 }, ({ std, min, max, mean }) => [
        Math.min(std, mean - min),
        Math.min(std, max - mean),
      ]),
      ...lastWeights(rows),
      means(rows),
    ],
    layout: baseLayout({
      title: '',
      xTitle: 'return of a greedy episode',
      xaxis: {
        tickformat: '',
        showgrid: true,
        gridcolor: 'var(--grid)',
        rangemode: 'normal',
        showline: false,
        ticks: '',
      },
      yaxis: { type: 'category', autorange: 'reversed', showgrid: false, nticks: 0, dtick: 1 },
      ...thresholdLine(threshold, 'x'),
    }),
  };
}

function names(rows: readonly SeedResult[]): string[] {
  return rows.map(({ label }) => escapeLabel(label));
}

function bars(
  rows: readonly SeedResult[],
  name: string,
  { color, thickness }: { readonly color: string; readonly thickness: number },
  reach: (evaluation: EvaluationSummary) => [below: number, above: number],
): PlainData {
  const reaches = rows.map(({ evaluation }) => reach(evaluation));
  return {
    type: 'scatter',
    mode: 'markers',
    name,
    x: rows.map(({ evaluation }) => rounded(evaluation.mean)),
    y: names(rows),
    marker: { opacity: 0 },
    hoverinfo: 'skip',
    error_x: {
      type: 'data',
      symmetric: false,
      arrayminus: reaches.map(([below]) => rounded(below)),
      array: reaches.map(([, above]) => rounded(above)),
      color,
      thickness,
      width: 0,
    },
  };
}

function means(rows: readonly SeedResult[]): PlainData {
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'mean',
    x: rows.map(({ evaluation }) => rounded(evaluation.mean)),
    y: names(rows),
    marker: { color: 'var(--accent)', size: 9, line: { color: 'var(--surface)', width: 1 } },
    customdata: rows.map(({ evaluation: { std, min, max, episodes, checkpoint } }) => [
      rounded(std),
      rounded(min),
      rounded(max),
      episodes,
      checkpoint,
    ]),
    hovertemplate:
      '%{y}, %{customdata[4]} weights: <b>%{x:,.4~r}</b><br>std %{customdata[0]:,.3~r}, ' +
      '%{customdata[1]:,.4~r} to %{customdata[2]:,.4~r}<br>over %{customdata[3]:,} episodes<extra></extra>',
  };
}

/** The last weights, where the best ones are another evaluation. */
function lastWeights(rows: readonly SeedResult[]): PlainData[] {
  const others = rows.filter(({ last }) => last !== undefined);
  if (others.length === 0) return [];
  return [
    {
      type: 'scatter',
      mode: 'markers',
      name: 'last weights',
      x: others.map(({ last }) => rounded(last!.mean)),
      y: names(others),
      marker: { color: 'var(--second)', size: 9, symbol: 'circle-open', line: { width: 1.75 } },
      hovertemplate: '%{y}, last weights: <b>%{x:,.4~r}</b><extra></extra>',
    },
  ];
}

function legend(rows: readonly SeedResult[]): LegendEntry[] {
  const checkpoints = new Set(rows.map(({ evaluation }) => evaluation.checkpoint));
  const weights = checkpoints.size === 1 ? `${[...checkpoints][0]} weights` : 'weights evaluated';
  return [
    { label: `mean, ${weights}`, color: 'var(--accent)', mark: 'dot' },
    ...(rows.some(({ last }) => last !== undefined)
      ? [{ label: 'mean, last weights', color: 'var(--second)', mark: 'ring' } as const]
      : []),
    {
      label: 'mean ± standard deviation over episodes, within their range',
      color: 'var(--band-strong)',
      mark: 'band',
    },
    { label: 'worst to best episode', color: 'var(--seed)', mark: 'thin' },
  ];
}
