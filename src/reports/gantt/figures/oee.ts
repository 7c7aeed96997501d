import { escapeLabel } from '../../escape.js';
import { baseLayout, type Figure, type PlainData } from '../../figures/figure.js';
import { rounded } from '../../format.js';
import type { GanttInput, MachineRow } from '../gantt-input.js';
import { heightFor, machineAxis } from './usage.js';

const parts = [
  ['availability', 'availability', 'var(--series-5)', 'circle-open'],
  ['performance', 'performance', 'var(--series-6)', 'square-open'],
  ['quality', 'quality', 'var(--series-3)', 'diamond-open'],
  ['oee', 'OEE, their product', 'var(--series-1)', 'circle'],
] as const;

/** Overall equipment effectiveness of each machine, and the three factors that it is made of. */
export function oeeFigure({ machines }: GanttInput): Figure {
  return {
    id: 'oee',
    title: 'OEE',
    caption:
      'Availability: time at work over the time in which the machine was open and not idle. Performance: planned time at the fastest speed over the time at work, at most 100 %. Quality: tasks that came out good at the first attempt.',
    legend: parts.map(([, label, color, symbol]) => ({
      label,
      color,
      mark: symbol.endsWith('open') ? 'ring' : 'dot',
    })),
    size: 'large',
    height: heightFor(machines),
    data: parts.map(([part, label, color, symbol]) => points(machines, part, label, color, symbol)),
    layout: baseLayout({
      title: 'percent',
      xTitle: '',
      xaxis: { range: [0, 103], ticksuffix: ' %', tickformat: '', showgrid: true, gridcolor: 'var(--grid)' },
      yaxis: machineAxis(machines),
    }),
  };
}

function points(
  machines: readonly MachineRow[],
  part: keyof MachineRow['oee'],
  label: string,
  color: string,
  symbol: string,
): PlainData {
  return {
    ...{ type: 'scatter', mode: 'markers', name: label },
    marker: { color, symbol, size: part === 'oee' ? 11 : 9, line: { width: 2, color } },
    y: machines.map(({ name }) => escapeLabel(name)),
    x: machines.map(({ oee }) => rounded(100 * oee[part], 4)),
    hovertemplate: `%{y}: ${label} %{x:.1f} %<extra></extra>`,
  };
}
