import type { ChartDecision, GanttChart } from '../gantt-input.js';
import { showDetails, textElement } from './details-client.js';
import { axisHeight, type ChartColors, type ChartView, fillOf, rowCount } from './view-client.js';
import { listenToPointer } from './pointer-client.js';
import { type ChartParts, type ChartState, countDecisions, redraw, zoomBy, zoomTo } from './state-client.js';

/**
 * The chart that answers to pointer, wheel and keys. The functions are put into the page as text: they may use each other, those of the
 * files beside this one, and the browser.
 */
export function startGantt(chart: GanttChart): void {
  const root = document.querySelector<HTMLElement>('[data-gantt]');
  if (root === null) return;
  const parts = partsOf(root);
  const start = Math.min(0, ...chart.plans.flatMap(({ tasks }) => tasks.map(({ t }) => t[0])));
  const end = chart.end + (chart.end - start) * 0.01 || 1;
  const first = firstStart(chart);
  const view: ChartView = {
    ...{
      chart,
      by: 'machine',
      plan: chart.plans.length - 1,
      from: first,
      to: end,
      scroll: 0,
      lit: -1,
      width: 100,
      height: 100,
    },
    ...{
      gutter: 90,
      rowHeight: 24,
      hovered: undefined,
      selected: undefined,
      brush: undefined,
      showBefore: chart.plans.length > 1,
    },
  };
  const state: ChartState = {
    ...{ parts, view, start: first, end, decision: -1, waiting: false },
    colors: readColors(),
    decisionOf: decisionsByTask(chart),
  };
  layOut(state);
  buildLegend(state);
  listenToControls(state);
  listenToPointer(state);
  showDetails(parts.panel, chart, undefined, undefined);
  const again = (): void => {
    state.colors = readColors();
    layOut(state);
    paintLegend(state);
  };
  new ResizeObserver(again).observe(parts.frame);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  addEventListener('beforeprint', again);
  addEventListener('afterprint', again);
}

function partsOf(root: HTMLElement): ChartParts {
  const part = <Part extends Element>(name: string): Part =>
    root.querySelector<Part>(`[data-part="${name}"]`) as Part;
  return {
    root,
    frame: part('frame'),
    spacer: part('spacer'),
    canvas: part('canvas'),
    map: part('map'),
    tip: part('tip'),
    legend: part('legend'),
    panel: part('panel'),
    search: part('search'),
    counter: part('counter'),
  };
}

/** Where the first task begins: a plan that starts days after the origin should not open on emptiness. */
function firstStart(chart: GanttChart): number {
  const first = chart.plans
    .flatMap(({ tasks }) => tasks.map(({ t }) => t[0]))
    .reduce((a, b) => Math.min(a, b), Infinity);
  return Number.isFinite(first) ? Math.max(0, first - (chart.end - first) * 0.01) : 0;
}

function decisionsByTask(chart: GanttChart): ReadonlyMap<string, number> {
  return new Map(
    chart.decisions.list.map(({ jobs, operations, chosen }, index) => [
      `${jobs[chosen]} ${operations[chosen]}`,
      index,
    ]),
  );
}

function readColors(): ChartColors {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const isDark = /^#[0-5]/.test(value('surface'));
  return {
    ...{
      text: value('text'),
      muted: value('muted'),
      rule: value('rule'),
      grid: value('grid'),
      surface: value('surface'),
    },
    ...{ paper: value('paper'), accent: value('accent'), late: value('late'), down: value('down') },
    ...{ maintenance: value('maintenance'), closed: value('closed'), isDark },
    isModern: CSS.supports('color', 'oklch(0.5 0.1 20)'),
    font: getComputedStyle(document.body).fontFamily,
    fills: [1, 2, 3, 4, 5, 6, 7, 8].map((index) => value(`series-${index}`)),
  };
}

/** Sizes from the window and the number of rows. */
function layOut(state: ChartState): void {
  const { view, parts } = state;
  const rows = rowCount(view);
  const names = view.by === 'machine' ? view.chart.machines : view.chart.orders;
  const longest = names.reduce((most, { name }) => Math.max(most, name.length), 0);
  view.width = parts.frame.clientWidth;
  view.gutter = Math.min(Math.max(40, 18 + longest * 7.6), Math.min(170, view.width * 0.28));
  view.rowHeight = Math.max(14, Math.min(view.by === 'machine' ? 34 : 26, Math.floor(440 / rows)));
  const full = axisHeight + rows * view.rowHeight + 2;
  view.height = Math.min(full, 640);
  parts.frame.style.height = `${view.height}px`;
  parts.spacer.style.height = `${full}px`;
  parts.canvas.style.height = `${view.height}px`;
  parts.canvas.style.width = `${view.width}px`;
  view.scroll = parts.frame.scrollTop;
  redraw(state);
}

/** Goes to a decision and to the task that it began. */
function goToDecision(state: ChartState, index: number): void {
  const { view, parts } = state;
  const { list } = view.chart.decisions;
  if (list.length === 0) return;
  const next = Math.min(Math.max(0, index), list.length - 1);
  const decision: ChartDecision = list[next];
  const { chosen } = decision;
  const plan = view.chart.plans[view.plan];
  view.selected = plan.tasks.find(
    ({ o, p }) => o === decision.jobs[chosen] && p === decision.operations[chosen],
  );
  state.decision = next;
  showDetails(parts.panel, view.chart, view.selected, decision);
  countDecisions(state);
  const { time } = decision;
  const span = view.to - view.from;
  if (time < view.from || time > view.to) zoomTo(state, time - span / 2, time + span / 2);
  redraw(state);
}

function listenToControls(state: ChartState): void {
  const { parts, view } = state;
  const { root } = parts;
  const pressed = (name: string, value: string): void => {
    for (const button of root.querySelectorAll(`[data-${name}]`))
      button.setAttribute('aria-pressed', String(button.getAttribute(`data-${name}`) === value));
  };
  const actions: Readonly<Record<string, () => void>> = {
    in: () => zoomBy(state, 0.6, (view.from + view.to) / 2),
    out: () => zoomBy(state, 1 / 0.6, (view.from + view.to) / 2),
    all: () => zoomTo(state, state.start, state.end),
    previous: () => goToDecision(state, state.decision < 0 ? 0 : state.decision - 1),
    next: () => goToDecision(state, state.decision + 1),
  };
  root.addEventListener('click', (event) => {
    const button = (event.target as Element).closest('button');
    const { by, plan, action } = button?.dataset ?? {};
    if (by === 'machine' || by === 'order') {
      view.by = by;
      view.lit = -1;
      parts.frame.scrollTop = 0;
      pressed('by', by);
      layOut(state);
      buildLegend(state);
    }
    if (plan !== undefined) {
      view.plan = Number(plan);
      view.selected = undefined;
      pressed('plan', plan);
      redraw(state);
    }
    actions[action ?? '']?.();
  });
  parts.frame.addEventListener('keydown', (event) => {
    const step = (view.to - view.from) / 8;
    if (event.key === 'ArrowLeft') zoomTo(state, view.from - step, view.to - step);
    else if (event.key === 'ArrowRight') zoomTo(state, view.from + step, view.to + step);
    else if (event.key === '+' || event.key === '=') actions['in']();
    else if (event.key === '-') actions['out']();
    else if (event.key === '0' || event.key === 'Escape') actions['all']();
    else return;
    event.preventDefault();
  });
  parts.search.addEventListener('input', () => paintLegend(state));
  countDecisions(state);
}

/** A chip for each order, or for each machine where rows are orders. */
function buildLegend(state: ChartState): void {
  const { parts, view } = state;
  const names = view.by === 'machine' ? view.chart.orders : view.chart.machines;
  let locked = -1;
  const light = (index: number): void => {
    view.lit = index;
    redraw(state);
  };
  const chips = names.map(({ name }, index) => {
    const chip = textElement('button', '', 'chip') as HTMLButtonElement;
    chip.type = 'button';
    chip.append(document.createElement('i'), name);
    chip.addEventListener('pointerenter', () => light(index));
    chip.addEventListener('pointerleave', () => light(locked));
    chip.addEventListener('click', () => {
      locked = locked === index ? -1 : index;
      chips.forEach((other, i) => other.setAttribute('aria-pressed', String(i === locked)));
      light(locked);
    });
    return chip;
  });
  parts.legend.replaceChildren(...chips);
  parts.search.hidden = names.length <= 24;
  parts.search.value = '';
  parts.search.placeholder = view.by === 'machine' ? 'find an order' : 'find a machine';
  paintLegend(state);
}

function paintLegend({ parts, view, colors }: ChartState): void {
  const count = parts.legend.childElementCount;
  const wanted = parts.search.value.trim().toLowerCase();
  [...parts.legend.children].forEach((chip, index) => {
    (chip.firstChild as HTMLElement).style.background = fillOf(index, count, colors);
    (chip as HTMLElement).hidden = wanted !== '' && !(chip.textContent ?? '').toLowerCase().includes(wanted);
    const isLate = view.by === 'machine' && view.chart.orders[index].reason !== '';
    chip.classList.toggle('is-late', isLate);
  });
}

export const ganttClient = [
  ...[startGantt, partsOf, firstStart, decisionsByTask, readColors, layOut],
  ...[goToDecision, listenToControls, buildLegend, paintLegend],
]
  .map(String)
  .join('\n');
