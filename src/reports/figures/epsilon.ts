import type { Series } from '../downsample.js';
import type { ReportRun } from '../report-input.js';
import { curvesOf, recordSeries } from '../series.js';
import type { Figure } from './figure.js';
import { seedCurves } from './seed-curves.js';

/** The share of random actions; seeds of one recipe usually have one schedule, which is then drawn once. */
export function epsilon(runs: readonly ReportRun[]): Figure | undefined {
  const curves = curvesOf(runs, (run) => recordSeries(run, 'training', (record) => record.epsilon));
  const longest = curves.reduce<Series>((a, b) => (b.x.length > a.x.length ? b : a), { x: [], y: [] });
  const same = curves.every(({ x, y }) => isStart(x, longest.x) && isStart(y, longest.y));
  return seedCurves({
    id: 'epsilon',
    title: 'Exploration',
    measure: 'epsilon: share of random actions',
    caption: same && curves.length > 1 ? 'The same schedule for every seed.' : '',
    curves: same ? curves.filter((curve) => curve === longest) : curves,
    size: 'small',
    yaxis: { range: [0, 1.02] },
  });
}

function isStart(part: readonly number[], whole: readonly number[]): boolean {
  return part.every((value, i) => value === whole[i]);
}
