/** Tasks, and what keeps a machine from them. In the page as text: see `drawing-client.ts`. */
import type { ChartTask } from '../gantt-input.js';
import { axisHeight, type ChartColors, type ChartView, fillOf, rowTop, xOf } from './view-client.js';

export function drawBars(pen: CanvasRenderingContext2D, view: ChartView, colors: ChartColors): void {
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

export const barsClient = [
  ...[drawBars, drawTask, drawBarLabel, longestPiece, inkOn],
  ...[drawStripes, drawBlock, drawGhost],
]
  .map(String)
  .join('\n');
