import type { ChartTask } from '../gantt-input.js';
import { factsOf, operationText, textElement } from './details-client.js';
import { axisHeight, rowTop, timeAt, xOf } from './view-client.js';
import { type ChartState, redraw, select, zoomBy, zoomTo } from './state-client.js';

/**
 * Pointer and wheel on the chart and on the small picture of the whole plan. The functions are put into the page as text: they may use each
 * other, those of the files beside this one, and the browser.
 */
function taskAt(state: ChartState, x: number, y: number): ChartTask | undefined {
  const { view } = state;
  if (x < view.gutter || y < axisHeight) return undefined;
  const time = timeAt(view, x);
  const slack = (timeAt(view, x + 2) - time) / 1;
  const row = Math.floor((y - rowTop(view, 0)) / view.rowHeight);
  const inRow = view.chart.plans[view.plan].tasks.filter(
    ({ m, o }) => (view.by === 'machine' ? m : o) === row,
  );
  return (
    inRow.find(({ t }) => t[0] <= time && time < t[3]) ??
    inRow.find(({ t }) => t[0] - slack <= time && time < t[3] + slack)
  );
}

export function listenToPointer(state: ChartState): void {
  const { parts, view } = state;
  const { canvas, frame } = parts;
  const place = (event: MouseEvent): readonly [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  let from: number | undefined;
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const [x] = place(event);
    if (x < view.gutter) return;
    from = timeAt(view, x);
    if (event.pointerType === 'mouse') canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    const [x, y] = place(event);
    const isWide = from !== undefined && Math.abs(xOf(view, from) - x) > 4;
    view.brush =
      from !== undefined && isWide && event.pointerType === 'mouse'
        ? [from, timeAt(view, Math.max(view.gutter, x))]
        : undefined;
    view.hovered = view.brush === undefined ? taskAt(state, x, y) : undefined;
    showTip(state, x, y);
    redraw(state);
  });
  canvas.addEventListener('pointerup', (event) => {
    const { brush } = view;
    view.brush = undefined;
    from = undefined;
    if (brush !== undefined) return zoomTo(state, Math.min(...brush), Math.max(...brush));
    const [x, y] = place(event);
    select(state, taskAt(state, x, y));
  });
  canvas.addEventListener('pointercancel', () => (from = undefined));
  canvas.addEventListener('pointerleave', () => {
    view.hovered = undefined;
    parts.tip.hidden = true;
    redraw(state);
  });
  canvas.addEventListener('dblclick', () => zoomTo(state, state.start, state.end));
  frame.addEventListener('scroll', () => redraw(state));
  frame.addEventListener(
    'wheel',
    (event) => {
      const isFull = view.from <= state.start && view.to >= state.end;
      const isAsked = event.ctrlKey || event.metaKey || frame === document.activeElement;
      if (event.shiftKey && !isFull) {
        event.preventDefault();
        const by = ((view.to - view.from) * (event.deltaY || event.deltaX)) / 800;
        return zoomTo(state, view.from + by, view.to + by);
      }
      if (!isAsked || event.shiftKey) return;
      event.preventDefault();
      zoomBy(state, event.deltaY < 0 ? 0.8 : 1.25, timeAt(view, Math.max(view.gutter, place(event)[0])));
    },
    { passive: false },
  );
  listenToMap(state);
}

/** Dragging the frame of the small picture moves it; dragging elsewhere selects a span. */
function listenToMap(state: ChartState): void {
  const { parts, view, start, end } = state;
  const timeOf = (event: MouseEvent): number => {
    const box = parts.map.getBoundingClientRect();
    return start + ((event.clientX - box.left) / box.width) * (end - start);
  };
  let drag:
    { readonly at: number; readonly from: number; readonly to: number; readonly moves: boolean } | undefined;
  parts.map.addEventListener('pointerdown', (event) => {
    const at = timeOf(event);
    const isFull = view.to - view.from >= (end - start) * 0.999;
    drag = { at, from: view.from, to: view.to, moves: !isFull && at >= view.from && at <= view.to };
    parts.map.setPointerCapture(event.pointerId);
  });
  parts.map.addEventListener('pointermove', (event) => {
    if (drag === undefined) return;
    const at = timeOf(event);
    if (drag.moves) zoomTo(state, drag.from + at - drag.at, drag.to + at - drag.at);
    else if (Math.abs(at - drag.at) > (end - start) / 400)
      zoomTo(state, Math.min(at, drag.at), Math.max(at, drag.at));
  });
  parts.map.addEventListener('pointerup', () => (drag = undefined));
  parts.map.addEventListener('dblclick', () => zoomTo(state, start, end));
}

function showTip(state: ChartState, x: number, y: number): void {
  const { parts, view } = state;
  const task = view.hovered;
  parts.tip.hidden = task === undefined;
  parts.canvas.style.cursor = task === undefined ? 'crosshair' : 'pointer';
  if (task === undefined) return;
  const list = document.createElement('dl');
  for (const [name, value] of factsOf(view.chart, task))
    list.append(textElement('dt', name), textElement('dd', value));
  parts.tip.replaceChildren(textElement('b', operationText(view.chart, task.o, task.p)), list);
  const box = parts.root.getBoundingClientRect();
  const canvas = parts.canvas.getBoundingClientRect();
  const left = canvas.left - box.left + x;
  parts.tip.style.left = `${Math.max(0, Math.min(left + 16, box.width - parts.tip.offsetWidth - 4))}px`;
  parts.tip.style.top = `${canvas.top - box.top + y + 18}px`;
}

export const pointerClient = [taskAt, listenToPointer, listenToMap, showTip].map(String).join('\n');
