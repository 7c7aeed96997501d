import { baseLayout, type Figure, type PlainData } from '../../figures/figure.js';
import { rounded } from '../../format.js';
import type { GanttInput, StepCurve } from '../gantt-input.js';
import { timeAxis, timesOf } from './time-axis.js';

/** Orders in process and machines at work, over time. */
export function inProcessFigure(input: GanttInput): Figure {
  const { inProcess, machines, chart } = input;
  const curve = ({ times, values }: StepCurve, name: string, color: string): PlainData => ({
    ...{ type: 'scatter', mode: 'lines', name, line: { shape: 'hv', width: 1.8, color } },
    x: timesOf(chart, times),
    y: values.map((value) => rounded(value)),
    hovertemplate: `%{x}: %{y} ${name}<extra></extra>`,
  });
  return {
    id: 'in-process',
    title: 'Work in process',
    caption: `Orders that have begun and are not complete; machines of ${machines.length} that work or are set up.`,
    legend: [
      { label: 'orders in process', color: 'var(--accent)', mark: 'line' },
      { label: 'machines at work', color: 'var(--second)', mark: 'line' },
    ],
    size: 'large',
    height: 240,
    data: [
      curve(inProcess.orders, 'orders in process', 'var(--accent)'),
      curve(inProcess.busy, 'machines at work', 'var(--second)'),
    ],
    layout: baseLayout({
      title: 'number',
      xTitle: '',
      xaxis: timeAxis(chart),
      yaxis: { rangemode: 'tozero' },
    }),
  };
}
