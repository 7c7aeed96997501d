/** What is to be seen of the chart, and where on the canvas. In the page as text: see `drawing-client.ts`. */
import type { ChartTask, GanttChart } from '../gantt-input.js';

export interface ChartView {
  readonly chart: GanttChart;
  by: 'machine' | 'order';
  plan: number;
  from: number;
  to: number;
  /** Rows above the first visible pixel. */
  scroll: number;
  /** The order (by machine) or machine (by order) to be seen; -1: all. */
  lit: number;
  hovered: ChartTask | undefined;
  selected: ChartTask | undefined;
  /** A span that is being selected. */
  brush: readonly [number, number] | undefined;
  width: number;
  height: number;
  gutter: number;
  rowHeight: number;
  showBefore: boolean;
}

export interface ChartColors {
  readonly text: string;
  readonly muted: string;
  readonly rule: string;
  readonly grid: string;
  readonly surface: string;
  readonly paper: string;
  readonly late: string;
  readonly down: string;
  readonly maintenance: string;
  readonly closed: string;
  readonly accent: string;
  readonly isDark: boolean;
  /** The browser knows colours of even lightness. */
  readonly isModern: boolean;
  readonly font: string;
  readonly fills: readonly string[];
}

export const axisHeight = 38;

export function xOf(view: ChartView, time: number): number {
  return view.gutter + ((time - view.from) / (view.to - view.from)) * (view.width - view.gutter - 8);
}

export function timeAt(view: ChartView, x: number): number {
  return view.from + ((x - view.gutter) / (view.width - view.gutter - 8)) * (view.to - view.from);
}

export function rowCount({ chart, by }: ChartView): number {
  return by === 'machine' ? chart.machines.length : chart.orders.length;
}

export function rowTop(view: ChartView, row: number): number {
  return axisHeight + row * view.rowHeight - view.scroll;
}

/** Colours that neighbours can be told by: few from the palette, many around the circle. */
export function fillOf(index: number, count: number, colors: ChartColors): string {
  if (count <= colors.fills.length) return colors.fills[index % colors.fills.length];
  const hue = (index * 137.508 + 255) % 360;
  if (!colors.isModern) return `hsl(${hue.toFixed(0)} 46% ${colors.isDark ? 60 : 50}%)`;
  const light = colors.isDark ? [0.7, 0.8, 0.6][index % 3] : [0.62, 0.74, 0.52][index % 3];
  return `oklch(${light} 0.115 ${hue.toFixed(0)})`;
}

export const viewClient = [
  `const axisHeight = ${axisHeight};`,
  ...[xOf, timeAt, rowCount, rowTop, fillOf].map(String),
].join('\n');
