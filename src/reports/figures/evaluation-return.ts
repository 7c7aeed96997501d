import type { EvaluationRecord } from '../../runs/records.js';
import { downsample } from '../downsample.js';
import { formatCount } from '../format.js';
import type { ReportRun } from '../report-input.js';
import { curvesOf, recordSeries, recordsOf } from '../series.js';
import { plotted } from './figure.js';
import type { Figure, PlainData } from './figure.js';
import { seedCurves } from './seed-curves.js';

/** The greedy evaluations that choose the best checkpoint. */
export function evaluationReturn(runs: readonly ReportRun[], threshold?: number): Figure | undefined {
  const single = runs.length === 1;
  const counts = new Set(
    runs.flatMap((run) => recordsOf(run, 'evaluation')).map((record) => record.episodes),
  );
  return seedCurves({
    id: 'evaluation-return',
    title: 'Greedy evaluation during training',
    measure: 'mean return of greedy episodes',
    caption: `Each point: mean over ${episodes(counts)} without exploration. These evaluations choose the best checkpoint.`,
    curves: curvesOf(runs, (run) => recordSeries(run, 'evaluation', ({ mean }) => mean)),
    interval: true,
    threshold,
    yaxis: { rangemode: 'tozero' },
    background: single ? range(runs[0]) : [],
    backgroundLegend: single
      ? [
          { label: 'mean', color: 'var(--accent)', mark: 'line' },
          { label: 'worst to best episode', color: 'var(--band)', mark: 'band' },
        ]
      : [],
  });
}

function episodes(counts: ReadonlySet<number>): string {
  return counts.size === 1 ? formatCount([...counts][0], 'episode') : 'the episodes of an evaluation';
}

function range(run: ReportRun): PlainData[] {
  const edge = (value: (record: EvaluationRecord) => number) => {
    const { x, y } = downsample(recordSeries(run, 'evaluation', value), 1000);
    return { type: 'scatter', mode: 'lines', x, y: plotted(y), line: { width: 0 }, hoverinfo: 'skip' };
  };
  return [edge(({ min }) => min), { ...edge(({ max }) => max), fill: 'tonexty', fillcolor: 'var(--band)' }];
}
