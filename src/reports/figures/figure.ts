import { rounded } from '../format.js';

export type PlainData = Readonly<Record<string, unknown>>;

/** A line of a figure's legend; the page draws it, not Plotly. */
export interface LegendEntry {
  readonly label: string;
  readonly color: string;
  readonly mark: 'line' | 'thin' | 'dashed' | 'band' | 'dot' | 'ring' | 'up' | 'down';
}

/**
 * A figure as plain data: what Plotly draws and what the page says about it. Colours and fonts are custom
 * properties of the page, `var(--accent)`; the page puts in their values, so that one figure suits light and dark.
 */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What is shown: averaged over what, how many seeds, which window. */
  readonly caption?: string;
  readonly legend: readonly LegendEntry[];
  readonly size: 'large' | 'small';
  /** Pixels. */
  readonly height: number;
  readonly data: readonly PlainData[];
  readonly layout: PlainData;
}

/** A colour of the palette for the i-th of several things that stand beside each other. */
export function seriesColor(index: number): string {
  return `var(--series-${(index % seriesColors) + 1})`;
}

export const seriesColors = 8;

interface Axes {
  /** What is measured, above the figure's left edge. */
  readonly title: string;
  readonly xTitle?: string;
  readonly xaxis?: PlainData;
  readonly yaxis?: PlainData;
  readonly shapes?: readonly PlainData[];
  readonly annotations?: readonly PlainData[];
}

/** The layout that all figures share. */
export function baseLayout({
  title,
  xTitle = 'environment steps',
  xaxis,
  yaxis,
  shapes = [],
  annotations = [],
}: Axes): PlainData {
  const axis = { zeroline: false, automargin: true, linecolor: 'var(--rule)', tickcolor: 'var(--rule)' };
  return {
    title: {
      text: title,
      font: { size: 12, color: 'var(--muted)' },
      x: 0,
      xref: 'paper',
      xanchor: 'left',
      y: 1,
      yref: 'container',
      yanchor: 'top',
      pad: { t: 4 },
    },
    font: { family: 'var(--sans)', size: 12, color: 'var(--muted)' },
    margin: { l: 40, r: 14, t: 30, b: 40 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    separators: '.\u202f',
    showlegend: false,
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: 'var(--muted)', activecolor: 'var(--text)' },
    hovermode: 'closest',
    hoverlabel: {
      bgcolor: 'var(--surface)',
      bordercolor: 'var(--rule)',
      font: { color: 'var(--text)', family: 'var(--sans)', size: 12 },
      align: 'left',
      namelength: -1,
    },
    xaxis: {
      ...axis,
      title: { text: xTitle, standoff: 8, font: { size: 12 } },
      rangemode: 'tozero',
      showgrid: false,
      showline: true,
      ticks: 'outside',
      ticklen: 4,
      tickformat: '~s',
      nticks: 6,
      ...xaxis,
    },
    yaxis: { ...axis, gridcolor: 'var(--grid)', nticks: 6, ticklen: 4, ...yaxis },
    shapes,
    annotations,
  };
}

/** Numbers for a figure: five significant digits, null for a gap. */
export function plotted(values: readonly number[]): (number | null)[] {
  return values.map((value) => rounded(value));
}

/** How hovers name steps and values. */
export const hoverStep = 'step %{x:,}';
export const hoverValue = '%{y:,.4~r}';
