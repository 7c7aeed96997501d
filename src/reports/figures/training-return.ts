import { downsample } from '../downsample.js';
import { formatCount } from '../format.js';
import type { ReportRun } from '../report-input.js';
import { averagedReturns, curvesOf, episodeReturns, episodeWindow } from '../series.js';
import { hoverStep, hoverValue, plotted } from './figure.js';
import type { Figure, PlainData } from './figure.js';
import { seedCurves } from './seed-curves.js';

const shownEpisodes = 1500;

/** The return during training, exploration included, as a moving average over episodes. */
export function trainingReturn(runs: readonly ReportRun[], threshold?: number): Figure | undefined {
  const single = runs.length === 1;
  return seedCurves({
    id: 'training-return',
    title: 'Return during training',
    measure: `mean return of the last ${episodeWindow} episodes`,
    caption:
      `Moving average over the last ${formatCount(episodeWindow, 'training episode')} of a seed (at its start ` +
      'over as many as there are), with exploration, drawn where an episode ends.',
    curves: curvesOf(runs, averagedReturns),
    interval: true,
    threshold,
    yaxis: { rangemode: 'tozero' },
    background: single ? [episodeDots(runs[0])] : [],
    backgroundLegend: single
      ? [
          { label: 'an episode', color: 'var(--seed)', mark: 'dot' },
          { label: 'moving average', color: 'var(--accent)', mark: 'line' },
        ]
      : [],
  });
}

function episodeDots(run: ReportRun): PlainData {
  const { x, y } = downsample(episodeReturns(run), shownEpisodes);
  return {
    type: 'scatter',
    mode: 'markers',
    x,
    y: plotted(y),
    marker: { color: 'var(--seed)', size: 3.5 },
    hovertemplate: `episode that ended at ${hoverStep}: ${hoverValue}<extra></extra>`,
  };
}
