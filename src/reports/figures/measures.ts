import { rounded } from '../format.js';
import type { ReportRun } from '../report-input.js';
import { curvesOf, recordSeries, recordsOf } from '../series.js';
import type { LabelledSeries } from '../series.js';
import { quantileOfSorted, sorted } from '../../statistics/summary.js';
import type { Figure, PlainData } from './figure.js';
import { seedCurves } from './seed-curves.js';

interface Wording {
  readonly title: string;
  readonly measure: string;
}

/** Measures that agents commonly log, in the order of the page; others follow under their own names. */
const wordings: Readonly<Record<string, Wording>> = {
  loss: { title: 'Loss', measure: 'loss, mean over a batch' },
  absoluteTdError: { title: 'TD error', measure: 'mean absolute TD error' },
  meanQ: { title: 'Q-values in the batch', measure: 'mean Q of the actions taken' },
  meanTarget: { title: 'Bellman targets', measure: 'mean target' },
  gradientNorm: { title: 'Gradient norm', measure: 'global norm of the gradient' },
  learningRate: { title: 'Learning rate', measure: 'learning rate' },
};

/** A figure for each thing that the learner measured, and in words those that never changed. */
export interface Measures {
  readonly figures: readonly Figure[];
  /** `learning rate 0.00025` */
  readonly constant: readonly string[];
}

export function measures(runs: readonly ReportRun[]): Measures {
  const figures: Figure[] = [];
  const constant: string[] = [];
  for (const name of measureNames(runs)) {
    const curves = curvesOf(runs, (run) =>
      recordSeries(run, 'training', (record) => record.measures[name] ?? NaN),
    );
    const wording = wordings[name] ?? { title: name, measure: name };
    const value = soleValue(curves);
    if (value !== undefined) constant.push(`${wording.measure} ${rounded(value, 4)}`);
    else figures.push(...[measureFigure(name, wording, curves)].filter((figure) => figure !== undefined));
  }
  return { figures, constant };
}

function measureFigure(
  name: string,
  wording: Wording,
  curves: readonly LabelledSeries[],
): Figure | undefined {
  return seedCurves({
    id: `measure-${name}`,
    ...wording,
    caption: '',
    curves,
    size: 'small',
    yaxis: scale(curves),
  });
}

function measureNames(runs: readonly ReportRun[]): string[] {
  const names = new Set(
    runs.flatMap((run) => recordsOf(run, 'training').flatMap((record) => Object.keys(record.measures))),
  );
  const known = Object.keys(wordings).filter((name) => names.has(name));
  return [...known, ...[...names].filter((name) => !(name in wordings)).sort()];
}

/** The one value of curves that never change, of at least two points. */
function soleValue(curves: readonly LabelledSeries[]): number | undefined {
  const first = curves[0]?.y[0];
  const flat = curves.every(({ y }) => y.length > 1 && y.every((value) => value === first));
  return flat ? first : undefined;
}

const wideRange = 100;

/** A logarithmic axis for positive values whose middle nine tenths span more than two decades. */
function scale(curves: readonly LabelledSeries[]): PlainData {
  const values = sorted(curves.flatMap(({ y }) => [...y]));
  if (values.length === 0 || values[0] <= 0) return {};
  const spread = quantileOfSorted(values, 0.95) / quantileOfSorted(values, 0.05);
  return spread > wideRange ? { type: 'log', dtick: 1, exponentformat: 'power' } : {};
}
