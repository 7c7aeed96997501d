import type { ReportRun } from '../report-input.js';
import { curvesOf, recordSeries } from '../series.js';
import type { Figure } from './figure.js';
import { seedCurves } from './seed-curves.js';

/** The share of random actions; seeds of one recipe usually have one schedule, which is then drawn once. */
export function epsilon(runs: readonly ReportRun[]): Figure | undefined {
  const curves = curvesOf(runs, (run) => recordSeries(run, 'training', (record) => record.epsilon));
  const ends = curves.map(({ x, y }) => JSON.stringify([x, y]));
  const same = new Set(ends).size === 1;
  return seedCurves({
    id: 'epsilon',
    title: 'Exploration',
    measure: 'epsilon: share of random actions',
    caption: same && curves.length > 1 ? 'The same schedule for every seed.' : '',
    curves: same ? curves.slice(0, 1) : curves,
    size: 'small',
    yaxis: { range: [0, 1.02] },
  });
}
