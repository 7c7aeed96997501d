import type { ChartDecision, ChartTask, GanttChart } from '../gantt-input.js';
import { lengthText, plainNumber, timeText } from './times-client.js';

/**
 * What there is to say of a task and of the decision behind it. The functions are put into the page as text: they may use each other and
 * the browser, and nothing else.
 */
export function showDetails(
  panel: HTMLElement,
  chart: GanttChart,
  task: ChartTask | undefined,
  decision: ChartDecision | undefined,
): void {
  const parts: HTMLElement[] = [];
  if (task !== undefined) parts.push(taskFacts(chart, task));
  if (decision !== undefined) parts.push(...decisionParts(chart, decision));
  else if (task !== undefined) parts.push(textElement('p', noChoice(chart, task), 'muted'));
  if (parts.length === 0)
    parts.push(
      textElement(
        'p',
        'Click on a bar: what it is, what else could have been started instead, and why other orders could not.',
        'muted',
      ),
    );
  panel.replaceChildren(...parts);
}

export function textElement(tag: string, text: string, className = ''): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className !== '') element.className = className;
  return element;
}

function noChoice(chart: GanttChart, task: ChartTask): string {
  const { plans, now, decisions } = chart;
  if (!plans[plans.length - 1].tasks.includes(task)) return 'Decisions are told of the plan after the event.';
  if (plans.length > 1 && task.t[0] < now) return 'It had begun before the event and is kept.';
  if (task.pinned) return 'Its time was fixed by the user.';
  if (decisions.note !== '') return decisions.note;
  return 'There was no choice: nothing else could be started on this machine then.';
}

export function operationText(chart: GanttChart, order: number, operation: number): string {
  if (operation === -1) return 'maintenance';
  if (operation < 0) return 'wait';
  return `${chart.orders[order].name} · ${chart.orders[order].operations[operation]}`;
}

/** Rows of a task's facts, also for the box beside the pointer. */
export function factsOf(chart: GanttChart, task: ChartTask): readonly (readonly [string, string])[] {
  const { clock, orders, machines } = chart;
  const [setup, start, end, leave] = task.t;
  const order = orders[task.o];
  const paused = task.z.reduce((sum, [from, to]) => sum + to - from, 0);
  const lateness = order.due === null ? undefined : end - order.due;
  return [
    ['machine', machines[task.m].name],
    ['time', `${timeText(start, clock)} – ${timeText(end, clock)}`],
    ['takes', lengthText(end - start, clock)],
    ...(start > setup
      ? [['set-up', `${lengthText(start - setup, clock)} from ${timeText(setup, clock)}`] as const]
      : []),
    ...(paused > 0
      ? [
          [
            'paused',
            `${lengthText(paused, clock)} (${[...new Set(task.z.map(([, , why]) => why))].join(', ')})`,
          ] as const,
        ]
      : []),
    ...(leave > end ? [['blocks', `the machine until ${timeText(leave, clock)}`] as const] : []),
    ...(order.product === '' ? [] : [['product', order.product] as const]),
    ...(order.due === null ? [] : [['order due', timeText(order.due, clock)] as const]),
    ...(lateness !== undefined && lateness > 0
      ? [['late', `this operation ends ${lengthText(lateness, clock)} after the due date`] as const]
      : []),
    ...(task.a > 0 ? [['attempt', String(task.a + 1)] as const] : []),
    ...(task.x === undefined ? [] : [['outcome', task.x] as const]),
    ...(task.pinned ? [['pinned', 'by the user'] as const] : []),
    ...(task.was === undefined
      ? []
      : [
          [
            'before',
            `${machines[task.was[0]].name}, ${timeText(task.was[1], clock)} – ${timeText(task.was[2], clock)}`,
          ] as const,
        ]),
    ...(task.isNew ? [['new', 'not in the plan before'] as const] : []),
  ];
}

function taskFacts(chart: GanttChart, task: ChartTask): HTMLElement {
  const box = document.createElement('div');
  box.className = 'task-facts';
  box.append(textElement('h3', operationText(chart, task.o, task.p)));
  const list = document.createElement('dl');
  for (const [name, value] of factsOf(chart, task))
    list.append(textElement('dt', name), textElement('dd', value));
  box.append(list);
  const { reason } = chart.orders[task.o];
  if (reason !== '') box.append(textElement('p', `The order is late. ${reason}`, 'late-note'));
  return box;
}

function decisionParts(chart: GanttChart, decision: ChartDecision): readonly HTMLElement[] {
  return [candidatesTable(chart, decision), impossibleList(chart, decision)];
}

function candidatesTable(chart: GanttChart, decision: ChartDecision): HTMLElement {
  const box = document.createElement('div');
  box.className = 'candidates';
  const machines = [...new Set(decision.machines.filter((machine) => machine >= 0))].map(
    (machine) => chart.machines[machine].name,
  );
  box.append(
    textElement(
      'h3',
      `Decision at ${timeText(decision.time, chart.clock)}, ${machines.slice(0, 4).join(', ')}`,
    ),
  );
  const table = document.createElement('table');
  const values = decision.values ?? chart.decisions.values;
  table.append(
    headRow([
      'could be started',
      'on',
      ...(decision.priorities === undefined ? [] : ['priority']),
      ...(decision.choices === undefined ? [] : ['Q-value', 'rules that take it']),
      '',
    ]),
  );
  const body = document.createElement('tbody');
  const order = decision.jobs.map((_, i) => i);
  const { priorities } = decision;
  order.sort(
    (a, b) =>
      Number(b === decision.chosen) - Number(a === decision.chosen) ||
      (priorities?.[a] ?? Infinity) - (priorities?.[b] ?? Infinity),
  );
  for (const i of order.slice(0, 24)) body.append(candidateRow(chart, decision, i));
  table.append(body);
  box.append(table);
  if (order.length > 24) box.append(textElement('p', `and ${order.length - 24} more candidates`, 'muted'));
  const names = decision.agree.map((rule) => chart.decisions.rules[rule]);
  if (decision.choices !== undefined) box.append(choicesTable(chart, decision));
  box.append(
    textElement(
      'p',
      names.length === 0
        ? 'No rule would have taken the same.'
        : `${names.length} of ${chart.decisions.rules.length} rules would have taken the same: ${names.join(', ')}.`,
      'muted',
    ),
  );
  if (values !== '') box.append(textElement('p', `Values: ${values}.`, 'muted'));
  return box;
}

function headRow(names: readonly string[]): HTMLElement {
  const head = document.createElement('thead');
  const row = document.createElement('tr');
  row.append(...names.map((name) => textElement('th', name)));
  head.append(row);
  return head;
}

function candidateRow(chart: GanttChart, decision: ChartDecision, i: number): HTMLElement {
  const row = document.createElement('tr');
  if (i === decision.chosen) row.className = 'chosen';
  const machine = decision.machines[i];
  row.append(textElement('th', operationText(chart, decision.jobs[i], decision.operations[i])));
  row.append(textElement('td', machine < 0 ? '' : chart.machines[machine].name));
  const { priorities, choices } = decision;
  if (priorities !== undefined) {
    const value = priorities[i];
    row.append(textElement('td', value === null ? '–' : plainNumber(value)));
  }
  if (choices !== undefined) {
    const own = choices.filter(([, , candidate]) => candidate === i);
    const names = own.map(([rule]) => chart.decisions.rules[rule] ?? 'another');
    row.append(
      textElement('td', own.length === 0 ? '–' : signedValue(Math.max(...own.map(([, value]) => value)))),
      textElement('td', names.join(', '), 'names'),
    );
  }
  row.append(textElement('td', i === decision.chosen ? 'taken' : ''));
  return row;
}

function signedValue(value: number): string {
  return value.toPrecision(4).replace(/^-/, '\u2212');
}

/** Of an agent that chooses rules: what each is worth to it. */
function choicesTable(chart: GanttChart, { choices = [] }: ChartDecision): HTMLElement {
  const list = document.createElement('div');
  list.className = 'q-list';
  const values = choices.map(([, value]) => value);
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  for (const [rule, value] of [...choices].sort((a, b) => b[1] - a[1])) {
    const row = document.createElement('div');
    const bar = document.createElement('i');
    bar.style.width = `${(8 + (92 * (value - low)) / span).toFixed(1)}%`;
    const track = document.createElement('span');
    track.append(bar);
    row.append(
      textElement('b', chart.decisions.rules[rule] ?? 'another'),
      track,
      textElement('em', signedValue(value)),
    );
    list.append(row);
  }
  return list;
}

function impossibleList(chart: GanttChart, decision: ChartDecision): HTMLElement {
  const box = document.createElement('div');
  box.className = 'impossible';
  box.append(textElement('h3', 'Not possible then'));
  const list = document.createElement('ul');
  const reasons = whereabouts(chart, decision);
  for (const { order, why } of reasons.slice(0, 14)) {
    const item = document.createElement('li');
    item.append(textElement('b', chart.orders[order].name), ` ${why}`);
    list.append(item);
  }
  box.append(list);
  if (reasons.length > 14) box.append(textElement('p', `and ${reasons.length - 14} more orders`, 'muted'));
  if (reasons.length === 0)
    list.append(textElement('li', 'Every order that was not complete could be started.'));
  return box;
}

/** Where the orders are that are neither candidates nor complete, from what the plan does with them. */
export function whereabouts(
  chart: GanttChart,
  decision: ChartDecision,
): readonly { order: number; why: string }[] {
  const { clock, machines } = chart;
  const { tasks } = chart.plans[chart.plans.length - 1];
  const { time } = decision;
  const blocked = new Map(decision.blocked.map(([order, machine, why]) => [order, { machine, why }]));
  const words: Readonly<Record<string, string>> = {
    closing: 'does not fit before the next closing',
    resource: 'needs what is in use: an operator or a tool',
    turn: 'is not next in the order that all machines keep',
    chain: 'must not wait between operations, and its machines are not free one after the other',
    place: 'finds no place in front of the machine',
    fixed: 'is fixed to a later time',
  };
  const open = chart.orders.map((_, order) => order).filter((order) => !decision.jobs.includes(order));
  return open.flatMap((order) => {
    const own = tasks.filter((task) => task.o === order).sort((a, b) => a.t[0] - b.t[0]);
    const last = own[own.length - 1];
    if (last === undefined || last.t[2] <= time) return [];
    const { release } = chart.orders[order];
    if (release > time) return [{ order, why: `is not released before ${timeText(release, clock)}` }];
    const current = own.find(({ t }) => t[0] <= time && time < t[3]);
    const next = own.find(({ t }) => t[0] >= time);
    const reason = blocked.get(order);
    if (reason !== undefined)
      return [
        { order, why: `waits at ${machines[reason.machine].name}: it ${words[reason.why] ?? reason.why}` },
      ];
    if (current !== undefined && current.t[0] === time && !decision.machines.includes(current.m))
      return [{ order, why: `begins on ${machines[current.m].name} at the same time` }];
    if (current !== undefined && time < current.t[2])
      return [{ order, why: `is on ${machines[current.m].name} until ${timeText(current.t[2], clock)}` }];
    if (current !== undefined)
      return [{ order, why: `blocks ${machines[current.m].name} until ${timeText(current.t[3], clock)}` }];
    if (next === undefined) return [];
    const past = own.filter(({ t }) => t[3] <= time);
    const arrival = past.reduce(
      (latest, { m, t }) => Math.max(latest, t[3] + (chart.transport?.[m]?.[next.m] ?? 0)),
      -Infinity,
    );
    if (arrival > time)
      return [{ order, why: `is carried to ${machines[next.m].name} until ${timeText(arrival, clock)}` }];
    return [{ order, why: `waits for ${machines[next.m].name}, ${machineAt(chart, next.m, time)}` }];
  });
}

/** What a machine does at a time. */
function machineAt(chart: GanttChart, machine: number, time: number): string {
  const { tasks, blocks } = chart.plans[chart.plans.length - 1];
  const task = tasks.find(({ m, t }) => m === machine && t[0] <= time && time < t[3]);
  const closed = chart.machines[machine].closed.find(([start, end]) => start <= time && time < end);
  const block = blocks.find(([where, , start, end]) => where === machine && start <= time && time < end);
  if (block !== undefined) return `under ${block[1]} until ${timeText(block[3], chart.clock)}`;
  if (closed !== undefined) return `closed until ${timeText(closed[1], chart.clock)}`;
  if (task !== undefined)
    return `which works on ${chart.orders[task.o].name} until ${timeText(task.t[2], chart.clock)}`;
  return 'which is idle: that is a decision of its own';
}

export const detailsClient = [
  ...[
    showDetails,
    textElement,
    noChoice,
    operationText,
    factsOf,
    taskFacts,
    decisionParts,
    candidatesTable,
    headRow,
  ].map(String),
  ...[candidateRow, signedValue, choicesTable, impossibleList, whereabouts, machineAt].map(String),
].join('\n');
