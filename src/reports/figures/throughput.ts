import type { ReportRun } from '../report-input.js';
import { curvesOf, speeds } from '../series.js';
import type { Figure } from './figure.js';
import { seedCurves } from './seed-curves.js';

/** Environment steps a second, learning included. */
export function throughput(runs: readonly ReportRun[]): Figure | undefined {
  return seedCurves({
    id: 'throughput',
    title: 'Speed',
    measure: 'environment steps per second',
    caption: 'Wall-clock, learning included. It depends on the machine and on what else ran on it.',
    curves: curvesOf(runs, speeds),
    size: 'small',
    yaxis: { rangemode: 'tozero', tickformat: '~s' },
  });
}
