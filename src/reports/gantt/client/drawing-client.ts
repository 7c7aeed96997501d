import type { ChartTask, GanttChart } from '../gantt-input.js';
import { ticksOf, timeText } from './times-client.js';

/**
 * Draws the chart on its canvas. The functions are put into the page as text: they may use each other and the browser, and nothing else.
 */
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

/** Colours that neighbours can be told by: few from the palette, many around the circle. */
export function fillOf(index: number, count: number, colors: ChartColors): string {
  if (count <= colors.fills.length) return colors.fills[index % colors.fills.length];
  const hue = (index * 137.508 + 255) % 360;
  if (!colors.isModern) return `hsl(${hue.toFixed(0)} 46% ${colors.isDark ? 60 : 50}%)`;
  const light = colors.isDark ? [0.7, 0.8, 0.6][index % 3] : [0.62, 0.74, 0.52][index % 3];
  return `oklch(${light} 0.115 ${hue.toFixed(0)})`;
}

export function drawChart(canvas: HTMLCanvasElement, view: ChartView, colors: ChartColors): void {
  const ratio = devicePixelRatio || 1;
  const width = Math.round(view.width * ratio);
  const height = Math.round(view.height * ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = colors.surface;
  pen.fillRect(0, 0, view.width, view.height);
  pen.save();
  pen.beginPath();
  pen.rect(view.gutter, axisHeight, view.width - view.gutter, view.height - axisHeight);
  pen.clip();
  drawRows(pen, view, colors);
  drawBars(pen, view, colors);
  drawMarks(pen, view, colors);
  pen.restore();
  drawNames(pen, view, colors);
  drawAxis(pen, view, colors);
}

export function rowCount({ chart, by }: ChartView): number {
  return by === 'machine' ? chart.machines.length : chart.orders.length;
}

export function rowTop(view: ChartView, row: number): number {
  return axisHeight + row * view.rowHeight - view.scroll;
}

function drawRows(pen: CanvasRenderingContext2D, view: ChartView, colors: ChartColors): void {
  const { chart, rowHeight } = view;
  for (const { time, isMajor } of ticksOf(view.from, view.to, tickSpace(view), chart.clock)) {
    pen.fillStyle = isMajor ? colors.rule : colors.grid;
    pen.fillRect(Math.round(xOf(view, time)), axisHeight, 1, view.height);
  }
  const rows = rowCount(view);
  for (let row = 0; row < rows; row++) {
    const top = rowTop(view, row);
    if (top + rowHeight < axisHeight || top > view.height) continue;
    pen.fillStyle = colors.grid;
    pen.fillRect(view.gutter, Math.round(top + rowHeight) - 1, view.width, 1);
    if (view.by !== 'machine') continue;
    for (const [start, end] of chart.machines[row].closed) {
      if (end < view.from || start > view.to) continue;
      pen.fillStyle = colors.closed;
      const x = Math.max(view.gutter, xOf(view, start));
      pen.fillRect(x, top, xOf(view, end) - x, rowHeight - 1);
    }
  }
}

function tickSpace(view: ChartView): number {
  return (88 * (view.to - view.from)) / Math.max(1, view.width - view.gutter - 8);
}

function drawBars(pen: CanvasRenderingContext2D, view: ChartView, colors: ChartColors): void {
  const { chart, by, rowHeight } = view;
  const { tasks, blocks } = chart.plans[view.plan];
  const count = by === 'machine' ? chart.orders.length : chart.machines.length;
  const inset = rowHeight > 18 ? 3 : rowHeight > 10 ? 2 : 1;
  const bar = rowHeight - 2 * inset - 1;
  if (by === 'machine')
    for (const [machine, kind, start, end] of blocks) drawBlock(pen, view, colors, machine, kind, start, end);
  for (const task of tasks) {
    if (task.t[3] < view.from || task.t[0] > view.to) continue;
    const top = rowTop(view, by === 'machine' ? task.m : task.o) + inset;
    if (top + bar < axisHeight || top > view.height) continue;
    const key = by === 'machine' ? task.o : task.m;
    const isLit = view.lit < 0 || view.lit === key;
    pen.globalAlpha = isLit ? 1 : 0.16;
    drawTask(pen, view, colors, task, fillOf(key, count, colors), top, bar);
    pen.globalAlpha = 1;
  }
  if (view.showBefore) for (const task of tasks) drawGhost(pen, view, colors, task, inset, bar);
}

function drawTask(
  pen: CanvasRenderingContext2D,
  view: ChartView,
  colors: ChartColors,
  task: ChartTask,
  fill: string,
  top: number,
  height: number,
): void {
  const [setup, start, end, leave] = task.t;
  const piece = (from: number, to: number, alpha: number): void => {
    const x = Math.max(view.gutter - 2, xOf(view, from));
    const wide = Math.min(view.width + 2, xOf(view, to)) - x;
    if (wide <= 0) return;
    const shown = pen.globalAlpha;
    pen.globalAlpha = shown * alpha;
    pen.fillStyle = fill;
    pen.fillRect(x, top, Math.max(wide > 3 ? wide - 0.75 : wide, 0.6), height);
    pen.globalAlpha = shown;
  };
  if (start > setup) {
    piece(setup, start, 0.28);
    drawStripes(pen, view, setup, start, top, height, fill);
  }
  let at = start;
  for (const [from, to, reason] of task.z) {
    if (to <= start) continue;
    piece(at, Math.max(at, from), 1);
    piece(Math.max(at, from), to, 0.18);
    if (reason !== 'closed') drawStripes(pen, view, from, to, top, height, colors.down);
    at = to;
  }
  piece(at, end, 1);
  if (leave > end) {
    piece(end, leave, 0.14);
    pen.strokeStyle = fill;
    pen.lineWidth = 1;
    pen.strokeRect(
      xOf(view, end) + 0.5,
      top + 0.5,
      Math.max(0, xOf(view, leave) - xOf(view, end) - 1),
      height - 1,
    );
  }
  drawBarLabel(pen, view, colors, task, fill, top, height);
  const isMarked = task === view.selected || task === view.hovered;
  if (isMarked || task.was !== undefined || task.isNew) {
    pen.lineWidth = isMarked ? 2.5 : 1.5;
    pen.strokeStyle = isMarked ? colors.text : colors.late;
    const x = xOf(view, setup);
    pen.strokeRect(x + 0.5, top + 0.5, Math.max(2, xOf(view, leave) - x - 1), height - 1);
  }
}

function drawBarLabel(
  pen: CanvasRenderingContext2D,
  view: ChartView,
  colors: ChartColors,
  task: ChartTask,
  fill: string,
  top: number,
  height: number,
): void {
  if (height < 11) return;
  const { chart, by } = view;
  const order = chart.orders[task.o];
  const name = by === 'machine' ? order.name : chart.machines[task.m].name;
  pen.font = `600 ${Math.min(12, height - 2)}px ${colors.font}`;
  const operation = by === 'machine' ? ` ${order.operations[task.p]}` : '';
  const long = `${task.pinned ? '\u25c6 ' : ''}${name}${operation}`;
  // On a pause, which is pale, where no stretch of work has room for it.
  for (const [isWork, ink] of [
    [true, inkOn(fill, colors)],
    [false, colors.text],
  ] as const) {
    const [from, to] = longestPiece(view, task, isWork);
    const left = Math.max(view.gutter, xOf(view, from));
    const room = Math.min(view.width, xOf(view, to)) - left - 8;
    const text = [long, name].find((one) => room >= 16 && pen.measureText(one).width <= room);
    if (text === undefined) continue;
    pen.fillStyle = ink;
    pen.textBaseline = 'middle';
    pen.fillText(text, left + 4, top + height / 2 + 0.5);
    return;
  }
}

/** The longest stretch of work, or the longest pause, that is in view. */
function longestPiece(view: ChartView, { t, z }: ChartTask, isWork: boolean): readonly [number, number] {
  const edges = [t[1], ...z.flatMap(([from, to]) => [Math.max(t[1], from), Math.max(t[1], to)]), t[2]];
  let best: readonly [number, number] = [t[1], t[1]];
  for (let i = isWork ? 0 : 1; i + 1 < edges.length; i += 2) {
    const from = Math.max(view.from, edges[i]);
    const to = Math.min(view.to, edges[i + 1]);
    if (to - from > best[1] - best[0]) best = [from, to];
  }
  return best;
}

/** Black or white, whichever reads better on a fill. */
export function inkOn(fill: string, { isDark }: ChartColors): string {
  const even = /^oklch\(([\d.]+)/.exec(fill)?.[1];
  if (even !== undefined) return Number(even) > 0.65 ? '#10151a' : '#ffffff';
  if (fill.startsWith('hsl')) return isDark ? '#10151a' : '#ffffff';
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(fill.slice(at, at + 2), 16));
  const luminance = 0.299 * red + 0.587 * green + 0.114 * blue;
  return luminance > (isDark ? 120 : 145) ? '#10151a' : '#ffffff';
}

function drawStripes(
  pen: CanvasRenderingContext2D,
  view: ChartView,
  from: number,
  to: number,
  top: number,
  height: number,
  color: string,
): void {
  const left = Math.max(view.gutter - 10, xOf(view, from));
  const right = Math.min(view.width + 10, xOf(view, to));
  if (right - left < 2) return;
  pen.save();
  pen.beginPath();
  pen.rect(left, top, right - left, height);
  pen.clip();
  pen.strokeStyle = color;
  pen.lineWidth = 1.4;
  pen.beginPath();
  for (let x = left - height; x < right; x += 5) {
    pen.moveTo(x, top + height);
    pen.lineTo(x + height, top);
  }
  pen.stroke();
  pen.restore();
}

function drawBlock(
  pen: CanvasRenderingContext2D,
  view: ChartView,
  colors: ChartColors,
  machine: number,
  kind: string,
  start: number,
  end: number,
): void {
  if (end < view.from || start > view.to) return;
  const color = kind === 'maintenance' ? colors.maintenance : colors.down;
  const top = rowTop(view, machine) + 1;
  const x = xOf(view, start);
  pen.globalAlpha = 0.2;
  pen.fillStyle = color;
  pen.fillRect(x, top, Math.max(1, xOf(view, end) - x), view.rowHeight - 3);
  pen.globalAlpha = 1;
  drawStripes(pen, view, start, end, top, view.rowHeight - 3, color);
}

/** Where a task was before the event, and a line to where it is. */
function drawGhost(
  pen: CanvasRenderingContext2D,
  view: ChartView,
  colors: ChartColors,
  task: ChartTask,
  inset: number,
  bar: number,
): void {
  if (task.was === undefined) return;
  const [machine, start, end] = task.was;
  if (end < view.from || start > view.to) return;
  const top = rowTop(view, view.by === 'machine' ? machine : task.o) + inset;
  const x = xOf(view, start);
  pen.setLineDash([3, 3]);
  pen.lineWidth = 1;
  pen.strokeStyle = colors.text;
  pen.globalAlpha = view.lit >= 0 && view.lit !== (view.by === 'machine' ? task.o : task.m) ? 0.15 : 0.6;
  pen.strokeRect(x + 0.5, top + 0.5, Math.max(2, xOf(view, end) - x - 1), bar - 1);
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/** Due dates, now, and the span that is being selected. */
function drawMarks(pen: CanvasRenderingContext2D, view: ChartView, colors: ChartColors): void {
  const { chart, rowHeight } = view;
  chart.orders.forEach(({ due }, order) => {
    if (due === null || due < view.from || due > view.to) return;
    const x = Math.round(xOf(view, due));
    pen.fillStyle = colors.late;
    if (view.by === 'order') pen.fillRect(x - 1, rowTop(view, order) + 1, 2, rowHeight - 2);
    else if (view.lit === order) pen.fillRect(x - 1, axisHeight, 2, view.height);
  });
  if (chart.hasNow) {
    pen.fillStyle = colors.text;
    pen.fillRect(Math.round(xOf(view, chart.now)) - 1, axisHeight, 2, view.height);
  }
  if (view.brush !== undefined) {
    pen.globalAlpha = 0.14;
    pen.fillStyle = colors.accent;
    const [first, last] = view.brush.map((time) => xOf(view, time));
    pen.fillRect(Math.min(first, last), axisHeight, Math.abs(last - first), view.height);
    pen.globalAlpha = 1;
  }
}

function drawNames(pen: CanvasRenderingContext2D, view: ChartView, colors: ChartColors): void {
  const { chart, by, rowHeight } = view;
  const names = by === 'machine' ? chart.machines : chart.orders;
  pen.fillStyle = colors.surface;
  pen.fillRect(0, 0, view.gutter, view.height);
  pen.textBaseline = 'middle';
  pen.font = `${Math.min(13, Math.max(9, rowHeight - 3))}px ${colors.font}`;
  names.forEach(({ name }, row) => {
    const middle = rowTop(view, row) + rowHeight / 2;
    if (middle < axisHeight || middle > view.height) return;
    const isLate = by === 'order' && chart.orders[row].reason !== '';
    pen.fillStyle = isLate ? colors.late : colors.text;
    let text = name;
    while (text.length > 2 && pen.measureText(text).width > view.gutter - 10) text = `${text.slice(0, -2)}…`;
    pen.fillText(text, 4, middle);
  });
}

function drawAxis(pen: CanvasRenderingContext2D, view: ChartView, colors: ChartColors): void {
  const { chart } = view;
  pen.fillStyle = colors.surface;
  pen.fillRect(0, 0, view.width, axisHeight);
  pen.fillStyle = colors.rule;
  pen.fillRect(view.gutter, axisHeight - 1, view.width, 1);
  pen.textBaseline = 'alphabetic';
  for (const { time, label, isMajor } of ticksOf(view.from, view.to, tickSpace(view), chart.clock)) {
    const x = xOf(view, time);
    pen.font = `${isMajor ? '600 ' : ''}11.5px ${colors.font}`;
    pen.fillStyle = isMajor ? colors.text : colors.muted;
    const wide = pen.measureText(label).width;
    pen.fillText(label, Math.max(view.gutter, Math.min(x - wide / 2, view.width - wide)), axisHeight - 8);
  }
  if (view.by === 'machine') {
    pen.fillStyle = colors.late;
    for (const { due } of chart.orders)
      if (due !== null && due >= view.from && due <= view.to)
        pen.fillRect(xOf(view, due) - 0.75, axisHeight - 5, 1.5, 5);
  }
  if (!chart.hasNow || chart.now < view.from || chart.now > view.to) return;
  const label = `${chart.nowLabel} ${timeText(chart.now, chart.clock)}`;
  pen.font = `600 11px ${colors.font}`;
  const wide = pen.measureText(label).width + 8;
  const left = Math.min(Math.max(view.gutter, xOf(view, chart.now) - wide / 2), view.width - wide);
  pen.fillStyle = colors.text;
  pen.fillRect(left, 1, wide, 16);
  pen.fillStyle = colors.surface;
  pen.fillText(label, left + 4, 13);
}

export const drawingClient = [
  `const axisHeight = ${axisHeight};`,
  ...[
    xOf,
    timeAt,
    fillOf,
    drawChart,
    rowCount,
    rowTop,
    drawRows,
    tickSpace,
    drawBars,
    drawTask,
    drawBarLabel,
    longestPiece,
    inkOn,
  ].map(String),
  ...[drawStripes, drawBlock, drawGhost, drawMarks, drawNames, drawAxis].map(String),
].join('\n');
