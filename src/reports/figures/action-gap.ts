import type { ReportRun } from '../report-input.js';
import { curvesOf, recordSeries } from '../series.js';
import type { Figure } from './figure.js';
import { seedCurves } from './seed-curves.js';

/** How well the agent tells its best action from the second best on the fixed probe states. */
export function actionGap(runs: readonly ReportRun[]): Figure | undefined {
  return seedCurves({
    id: 'action-gap',
    title: 'Action gap',
    measure: 'greatest minus second greatest Q',
    caption: 'Mean over the probe states. A gap that shrinks to nothing means that the actions look alike.',
    curves: curvesOf(runs, (run) => recordSeries(run, 'probe', (record) => record.actionGap)),
    size: 'small',
    yaxis: { rangemode: 'tozero' },
  });
}

/** The value that the agent expects from the probe states under its best action. */
export function greatestQ(runs: readonly ReportRun[]): Figure | undefined {
  return seedCurves({
    id: 'greatest-q',
    title: 'Expected return',
    measure: 'greatest Q-value',
    caption: 'Mean over the probe states. Growth without end is divergence or overestimation.',
    curves: curvesOf(runs, (run) => recordSeries(run, 'probe', (record) => record.meanMaxQ)),
    size: 'small',
  });
}
