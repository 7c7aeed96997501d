import type { ChartTask } from '../gantt-input.js';
import { showDetails } from './details-client.js';
import { drawChart } from './drawing-client.js';
import { type ChartColors, type ChartView, fillOf, rowCount } from './view-client.js';

/**
 * What the chart shows, and the ways to change it. The functions are put into the page as text: they may use each other, those of the files
 * beside this one, and the browser.
 */
export interface ChartParts {
  readonly root: HTMLElement;
  readonly frame: HTMLElement;
  readonly spacer: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly map: HTMLCanvasElement;
  readonly tip: HTMLElement;
  readonly legend: HTMLElement;
  readonly panel: HTMLElement;
  readonly search: HTMLInputElement;
  readonly counter: HTMLElement;
}

export interface ChartState {
  readonly parts: ChartParts;
  readonly view: ChartView;
  readonly start: number;
  readonly end: number;
  colors: ChartColors;
  decision: number;
  waiting: boolean;
  /** Decisions by what they started. */
  readonly decisionOf: ReadonlyMap<string, number>;
}

/** At most once a frame. */
export function redraw(state: ChartState): void {
  if (state.waiting) return;
  state.waiting = true;
  requestAnimationFrame(() => {
    state.waiting = false;
    state.view.scroll = state.parts.frame.scrollTop;
    drawChart(state.parts.canvas, state.view, state.colors);
    drawMap(state);
  });
}

/** The whole plan in small, and the part that is seen. */
function drawMap(state: ChartState): void {
  const { view, parts, colors, start, end } = state;
  const ratio = devicePixelRatio || 1;
  const [width, height] = [parts.map.clientWidth, parts.map.clientHeight];
  parts.map.width = Math.round(width * ratio);
  parts.map.height = Math.round(height * ratio);
  const pen = parts.map.getContext('2d') as CanvasRenderingContext2D;
  pen.scale(ratio, ratio);
  const x = (time: number): number => ((time - start) / (end - start)) * width;
  const rows = rowCount(view);
  const count = view.by === 'machine' ? view.chart.orders.length : view.chart.machines.length;
  const step = (height - 4) / rows;
  for (const { o, m, t } of view.chart.plans[view.plan].tasks) {
    const key = view.by === 'machine' ? o : m;
    if (view.lit >= 0 && view.lit !== key) continue;
    pen.fillStyle = fillOf(key, count, colors);
    pen.fillRect(
      x(t[0]),
      2 + (view.by === 'machine' ? m : o) * step,
      Math.max(0.5, x(t[2]) - x(t[0])),
      Math.max(0.7, step * 0.8),
    );
  }
  pen.globalAlpha = 0.62;
  pen.fillStyle = colors.paper;
  pen.fillRect(0, 0, x(view.from), height);
  pen.fillRect(x(view.to), 0, width - x(view.to), height);
  pen.globalAlpha = 1;
  pen.strokeStyle = colors.accent;
  pen.lineWidth = 1.5;
  pen.strokeRect(x(view.from) + 0.75, 0.75, Math.max(3, x(view.to) - x(view.from) - 1.5), height - 1.5);
}

/** Shows the time from `from` to `to`, as far as there is a plan. */
export function zoomTo(state: ChartState, from: number, to: number): void {
  const { view, start, end } = state;
  const least = (end - start) / 4000;
  const span = Math.min(end - start, Math.max(least, to - from));
  const middle = (from + to) / 2;
  view.from = Math.min(Math.max(start, middle - span / 2), end - span);
  view.to = view.from + span;
  redraw(state);
}

export function zoomBy(state: ChartState, factor: number, at: number): void {
  const { view } = state;
  zoomTo(state, at - (at - view.from) * factor, at + (view.to - at) * factor);
}

export function select(state: ChartState, task: ChartTask | undefined): void {
  const { view, parts } = state;
  view.selected = task;
  const known = task === undefined || task.a > 0 ? undefined : state.decisionOf.get(`${task.o} ${task.p}`);
  const { plans, decisions, now } = view.chart;
  // What was decided after the event says nothing of the plan before it.
  const isTold = view.plan === plans.length - 1 || (known !== undefined && decisions.list[known].time < now);
  const index = isTold ? known : undefined;
  state.decision = index ?? -1;
  showDetails(
    parts.panel,
    view.chart,
    task,
    index === undefined ? undefined : view.chart.decisions.list[index],
  );
  countDecisions(state);
  redraw(state);
}

export function countDecisions({ parts, view, decision }: ChartState): void {
  const count = view.chart.decisions.list.length;
  parts.counter.textContent = decision < 0 ? `${count} decisions` : `decision ${decision + 1} of ${count}`;
}

export const stateClient = [redraw, drawMap, zoomTo, zoomBy, select, countDecisions].map(String).join('\n');
