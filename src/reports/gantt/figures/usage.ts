import { escapeLabel } from '../../escape.js';
import { baseLayout, type Figure, type PlainData } from '../../figures/figure.js';
import { rounded } from '../../format.js';
import type { GanttInput, MachineRow } from '../gantt-input.js';

const parts = [
  ['working', 'working', 'var(--series-1)'],
  ['setup', 'set-up', 'var(--series-6)'],
  ['blocked', 'blocked', 'var(--series-4)'],
  ['down', 'down', 'var(--down)'],
  ['maintenance', 'maintenance', 'var(--maintenance)'],
  ['closed', 'closed', 'var(--closed-solid)'],
  ['idle', 'idle', 'var(--idle)'],
] as const;

/** What each machine does with its time from 0 to the end of the plan. */
export function usageFigure({ machines }: GanttInput): Figure {
  const shown = parts.filter(([part]) => machines.some(({ time }) => time[part] > 0));
  return {
    id: 'usage',
    title: 'What machines do',
    caption: 'Shares of the time from 0 to the end of the last order.',
    legend: shown.map(([, label, color]) => ({ label, color, mark: 'band' })),
    size: 'large',
    height: heightFor(machines),
    data: shown.map(([part, label, color]) =>
      bars(machines, label, color, ({ time }) => (100 * time[part]) / total(time)),
    ),
    layout: {
      ...baseLayout({
        title: 'share of the time',
        xTitle: '',
        xaxis: { range: [0, 100], ticksuffix: ' %', tickformat: '' },
        yaxis: machineAxis(machines),
      }),
      barmode: 'stack',
      bargap: 0.25,
    },
  };
}

const total = (time: MachineRow['time']): number =>
  Object.values(time).reduce((sum, one) => sum + one, 0) || 1;

export const heightFor = (machines: readonly MachineRow[]): number =>
  Math.max(180, 80 + machines.length * 20);

/** Machines from the top, in their order. */
export const machineAxis = (machines: readonly MachineRow[]): PlainData => ({
  ...{ autorange: 'reversed', showgrid: false, type: 'category', ticklen: 0 },
  ...(machines.length <= 40 && { dtick: 1 }),
});

export function bars(
  machines: readonly MachineRow[],
  label: string,
  color: string,
  value: (machine: MachineRow) => number,
): PlainData {
  return {
    ...{ type: 'bar', orientation: 'h', name: label, marker: { color } },
    y: machines.map(({ name }) => escapeLabel(name)),
    x: machines.map((machine) => rounded(value(machine), 4)),
    hovertemplate: `%{y}: ${label} %{x:.1f} %<extra></extra>`,
  };
}
