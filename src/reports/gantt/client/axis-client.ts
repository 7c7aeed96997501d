/** What is behind and around the bars. In the page as text: see `drawing-client.ts`. */
import { ticksOf, timeText } from './times-client.js';
import { axisHeight, type ChartColors, type ChartView, rowCount, rowTop, xOf } from './view-client.js';

export function drawRows(pen: CanvasRenderingContext2D, view: ChartView, colors: ChartColors): void {
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

/** Due dates, now, and the span that is being selected. */
export function drawMarks(pen: CanvasRenderingContext2D, view: ChartView, colors: ChartColors): void {
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

export function drawNames(pen: CanvasRenderingContext2D, view: ChartView, colors: ChartColors): void {
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

export function drawAxis(pen: CanvasRenderingContext2D, view: ChartView, colors: ChartColors): void {
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

export const axisClient = [drawRows, tickSpace, drawMarks, drawNames, drawAxis].map(String).join('\n');
