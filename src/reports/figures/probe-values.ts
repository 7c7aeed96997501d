import { downsample } from '../downsample.js';
import { escapeLabel } from '../escape.js';
import type { ReportRun } from '../report-input.js';
import { recordSeries, recordsOf } from '../series.js';
import { baseLayout, hoverStep, hoverValue, plotted, seriesColor, seriesColors } from './figure.js';
import type { Figure, LegendEntry, PlainData } from './figure.js';

const shownStates = 4;

/**
 * The Q-value of each action in each of the first probe states of one run: a small figure a state.
 * @param names of the actions, where they have some
 */
export function probeValues(run: ReportRun, names: readonly string[] = []): Figure[] {
  const records = recordsOf(run, 'probe');
  const states = records.reduce((most, { q }) => Math.max(most, Math.min(q.length, shownStates)), 0);
  if (actionCount(run) > seriesColors) return [];
  return Array.from({ length: states }, (_, state) => ({
    id: `probe-state-${state + 1}`,
    title: `Probe state ${state + 1}`,
    legend: [],
    size: 'small',
    height: 190,
    data: actionNames(run, names).map((name, action) => actionTrace(run, state, action, name)),
    layout: baseLayout({ title: 'Q-value' }),
  }));
}

/** The colours of the actions in `probeValues`. */
export function actionLegend(run: ReportRun, names: readonly string[] = []): LegendEntry[] {
  return actionNames(run, names).map((label, action) => ({
    label,
    color: seriesColor(action),
    mark: 'line',
  }));
}

/** Whether the probes of a run are not drawn because colours would no longer tell the actions apart. */
export function hasTooManyActions(run: ReportRun): boolean {
  return actionCount(run) > seriesColors;
}

function actionTrace(run: ReportRun, state: number, action: number, name: string): PlainData {
  const { x, y } = downsample(
    recordSeries(run, 'probe', ({ q }) => q[state]?.[action] ?? NaN),
    400,
  );
  return {
    type: 'scatter',
    mode: x.length < 3 ? 'lines+markers' : 'lines',
    name: escapeLabel(name),
    x,
    y: plotted(y),
    line: { color: seriesColor(action), width: 2 },
    hovertemplate: `%{fullData.name}, ${hoverStep}: <b>${hoverValue}</b><extra></extra>`,
  };
}

function actionNames(run: ReportRun, names: readonly string[]): string[] {
  return Array.from({ length: actionCount(run) }, (_, action) => names[action] ?? `action ${action}`);
}

function actionCount(run: ReportRun): number {
  return recordsOf(run, 'probe').reduce(
    (most, { q }) => q.reduce((n, row) => Math.max(n, row.length), most),
    0,
  );
}
