import type { EpisodeRecord, MetricRecord } from '../runs/records.js';
import { movingAverage } from '../statistics/moving-average.js';
import type { Series } from './downsample.js';
import type { ReportRun } from './report-input.js';

/**
 * Episodes that the training return is averaged over. More would smooth better and lag: a hundred episodes of 500
 * steps are as long as a short run.
 */
export const episodeWindow = 20;

/** A curve and how to call it: `seed 3`. */
export interface LabelledSeries extends Series {
  readonly label: string;
}

/** How to call each run: by its seed, or by its name where two runs have one seed. */
export function runLabels(runs: readonly ReportRun[]): string[] {
  const seeds = runs.map((run) => String(run.seed));
  return runs.map((run, i) =>
    seeds.indexOf(seeds[i]) === seeds.lastIndexOf(seeds[i]) ? `seed ${seeds[i]}` : run.name,
  );
}

/** One curve a run; runs that have no point of it are left out. */
export function curvesOf(runs: readonly ReportRun[], curve: (run: ReportRun) => Series): LabelledSeries[] {
  const labels = runLabels(runs);
  return runs
    .map((run, i) => ({ label: labels[i], ...finiteOnly(curve(run)) }))
    .filter(({ x }) => x.length > 0);
}

function finiteOnly({ x, y }: Series): Series {
  const keep = y.map((value) => Number.isFinite(value));
  return { x: x.filter((_, i) => keep[i]), y: y.filter((_, i) => keep[i]) };
}

/** Records of one kind, in the order of the log. */
export function recordsOf<Kind extends MetricRecord['kind']>(
  run: ReportRun,
  kind: Kind,
): Extract<MetricRecord, { kind: Kind }>[] {
  return run.metrics.filter(
    (record): record is Extract<MetricRecord, { kind: Kind }> => record.kind === kind,
  );
}

/** The records of one kind as a curve over environment steps. */
export function recordSeries<Kind extends MetricRecord['kind']>(
  run: ReportRun,
  kind: Kind,
  value: (record: Extract<MetricRecord, { kind: Kind }>) => number,
): Series {
  const records = recordsOf(run, kind);
  return { x: records.map((record) => record.step), y: records.map(value) };
}

/** The return of each training episode, at the step at which it ended. */
export function episodeReturns(run: ReportRun): Series {
  return recordSeries(run, 'episode', (record: EpisodeRecord) => record.return);
}

/** The mean return of the last `episodeWindow` training episodes. */
export function averagedReturns(run: ReportRun): Series {
  const { x, y } = episodeReturns(run);
  return { x, y: Array.from(movingAverage(y, episodeWindow)) };
}

export function speeds(run: ReportRun): Series {
  return {
    x: run.timing.map((record) => record.step),
    y: run.timing.map((record) => record.stepsPerSecond),
  };
}
