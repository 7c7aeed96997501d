import { formatCount, formatNumber } from '../../src/reports/format.js';
import { renderGanttPage } from '../../src/reports/gantt/gantt-page.js';
import type { GanttChange, GanttInput, GanttVerdict, OrderRow } from '../../src/reports/gantt/gantt-input.js';
import type { Problem } from '../../environments/production-line/problem.js';
import {
  objectivesOf,
  stabilityOf,
  type Objectives,
} from '../../environments/production-line/verifier/objectives.js';
import { operationName } from './export-tables.js';
import { ganttChart, movedTasks, placeName, taskKey } from './gantt-chart.js';
import { gapTo, keyFigures, workInProcess, type KeyFigures } from './key-figures.js';
import { describeDelay, describeReason, lateReasons } from './late-reasons.js';
import type { LinePlan } from './line-plan.js';
import { planNotices } from './plan-notices.js';
import { objectiveText } from './plan-schemes.js';
import { formatLength, formatTime } from './plant-time.js';

/** Rows of the table of moved operations. */
const movedShown = 60;

/** What the page of a plan needs and says beside the plan. */
export interface PageOptions {
  /** The minified JavaScript of `plotly.js-cartesian-dist-min`. */
  readonly plotlySource: string;
  /** What to type to have the same again; absent: nothing is said. */
  readonly command?: string;
  /** How an event was answered: a sentence. */
  readonly strategy?: string;
}

/** The Gantt page of a plan: one HTML document that opens from disk and asks the network for nothing. */
export const renderPlanPage = (plan: LinePlan, options: PageOptions): string =>
  renderGanttPage(ganttInput(plan, options));

/** Where something has happened, the best known makespan of the instance means nothing any more. */
export const figuresOf = ({ problem, schedule, events }: LinePlan): KeyFigures =>
  keyFigures(problem, schedule, events.length === 0);

/** All that the page of a plan shows. */
export function ganttInput(plan: LinePlan, options: PageOptions, figures = figuresOf(plan)): GanttInput {
  const { problem, schedule, options: how } = plan;
  const change = changeOf(plan, figures, options.strategy ?? '');
  return {
    title: problem.name,
    eyebrow: [
      ...[
        formatCount(problem.jobs.length, 'order'),
        formatCount(problem.machines.length, 'machine'),
        schedule.decidedBy,
      ],
      ...[how.isSimulated ? 'simulated' : 'planned', schedule.scheme],
    ],
    verdict: verdictOf(problem, figures),
    notices: planNotices(plan),
    tiles: tilesOf(problem, figures),
    chart: ganttChart(plan),
    machines: figures.machines,
    inProcess: workInProcess(figures),
    orders: orderRows(plan, figures),
    ...(change !== undefined && { change }),
    proof: proofOf(plan, figures),
    command: options.command ?? '',
    plotlySource: options.plotlySource,
  };
}

function verdictOf(problem: Problem, { objectives, bounds, best }: KeyFigures): GanttVerdict {
  const { makespan } = objectives;
  const isOptimal =
    makespan <= bounds.best * (1 + 1e-12) || (best !== undefined && makespan <= (best.lower ?? 0));
  const percent = (value: number): string => `${formatNumber(value, 1)} %`;
  return {
    label: 'Makespan',
    value: formatLength(problem, makespan),
    notes: [
      ...(problem.calendar === undefined
        ? []
        : [`all orders complete on ${formatTime(problem, makespan).replace('T', ' at ')}`]),
      `lower bound ${formatLength(problem, bounds.best)}: at most ${percent(gapTo(makespan, bounds.best))} above the shortest schedule there can be`,
      ...(best === undefined
        ? []
        : [
            `best known ${formatLength(problem, best.upper)}${best.lower === best.upper ? ', which is optimal' : ''}: ${percent(gapTo(makespan, best.upper))} above it`,
          ]),
    ],
    badge: isOptimal
      ? { text: 'Verified, and optimal', tone: 'good' }
      : { text: 'Verified: feasible', tone: 'good' },
  };
}

function tilesOf(problem: Problem, figures: KeyFigures): GanttInput['tiles'] {
  const { objectives, orders, machines, setupShare, utilization, meanFlowTime, meanInProcess } = figures;
  const length = (time: number): string => formatLength(problem, time);
  const due = orders.filter((order) => order.due !== undefined).length;
  const busiest = machines.reduce(
    (most, machine) => (machine.utilization > most.utilization ? machine : most),
    machines[0],
  );
  return [
    {
      label: 'Late orders',
      value: due === 0 ? 'none is due' : `${objectives.numberLate} of ${due}`,
      note: due === 0 ? 'no due dates' : 'with a due date',
    },
    { label: 'Total tardiness', value: length(objectives.totalTardiness), note: 'over all orders' },
    { label: 'Mean flow time', value: length(meanFlowTime), note: 'release to completion' },
    { label: 'In process', value: formatNumber(meanInProcess, 1), note: 'orders, mean over time' },
    {
      label: 'Utilisation',
      value: `${formatNumber(100 * utilization, 0)} %`,
      note: `most: ${busiest.name}, ${formatNumber(100 * busiest.utilization, 0)} %`,
    },
    {
      label: 'Set-up',
      value: `${formatNumber(100 * setupShare, 1)} %`,
      note: `of the time at work, ${length(objectives.setupTime)}`,
    },
  ];
}

/** The late ones first, the latest before the others. */
function orderRows({ problem, schedule }: LinePlan, { orders }: KeyFigures): readonly OrderRow[] {
  const length = (time: number): string => formatLength(problem, time);
  const shown = (time: number | undefined): string =>
    time === undefined ? '' : formatTime(problem, time).replace('T', ' ');
  const reasons = new Map(lateReasons(problem, schedule).map((reason) => [reason.job, reason]));
  return orders
    .toSorted((a, b) => b.tardiness - a.tardiness)
    .map(({ job, name, due, completion, tardiness }) => {
      const reason = reasons.get(job);
      const first = reason === undefined ? [] : [describeReason(problem, reason, length)];
      const others =
        reason === undefined || reason.kind === 'lost'
          ? []
          : reason.delays.slice(reason.kind === 'delay' ? 2 : 0, 5);
      return {
        ...{ name, due: due ?? null, completion: completion ?? null },
        lateness: due === undefined || completion === undefined ? null : completion - due,
        tardiness: length(tardiness),
        ...{ dueText: shown(due), promised: shown(completion) },
        reasons: [...first, ...others.map((delay) => describeDelay(problem, delay, length))],
      };
    });
}

function changeOf(plan: LinePlan, after: KeyFigures, strategy: string): GanttChange | undefined {
  const { problem, schedule, before, events } = plan;
  if (before === undefined) return undefined;
  const old = objectivesOf(before.problem, before.schedule);
  const moved = movedTasks(schedule, before.schedule);
  const known = new Set(before.schedule.tasks.map(taskKey));
  const time = (value: number): string => formatTime(problem, value).replace('T', ' ');
  return {
    ...{ events: events.slice(before.events.length), earlier: before.events, strategy },
    figures: changedFigures(problem, old, after.objectives),
    movedCount: stabilityOf(schedule, before.schedule).moved,
    keptCount: schedule.tasks.filter((task) => known.has(taskKey(task))).length - moved.length,
    moved: moved.slice(0, movedShown).map(({ task, old: was }) => ({
      order: problem.jobs[task.job].name,
      operation: operationName(problem, task),
      from: placeName(problem, was, time),
      to: placeName(problem, task, time),
      shift: shiftText(problem, task.start - was.start),
    })),
  };
}

export function shiftText(problem: Problem, shift: number): string {
  if (shift === 0) return 'other machine';
  return `${shift > 0 ? '+' : '\u2212'}${formatLength(problem, Math.abs(shift))}`;
}

const lengths = [
  ['makespan', 'makespan'],
  ['totalTardiness', 'total tardiness'],
  ['weightedTardiness', 'weighted tardiness'],
  ['flowTime', 'flow time, all orders'],
  ['setupTime', 'set-up'],
] as const;

/** Figures before and after, as text. */
export function changedFigures(
  problem: Problem,
  before: Objectives,
  after: Objectives,
): readonly (readonly [string, string, string, string])[] {
  const late = after.numberLate - before.numberLate;
  return [
    ...lengths.map(([name, label]) => {
      const by = after[name] - before[name];
      const change = Math.abs(by) < 1e-9 * (1 + Math.abs(after[name])) ? '0' : shiftText(problem, by);
      return [
        label,
        formatLength(problem, before[name]),
        formatLength(problem, after[name]),
        change,
      ] as const;
    }),
    [
      'late orders',
      String(before.numberLate),
      String(after.numberLate),
      late > 0 ? `+${late}` : formatNumber(late),
    ] as const,
  ];
}

function proofOf({ problem, options, versions, now }: LinePlan, { bounds }: KeyFigures): GanttInput['proof'] {
  const length = (time: number): string => formatLength(problem, time);
  return [
    ['decided by', `${options.agent}, seed ${options.seed}`],
    ['objective', objectiveText(options.objective)],
    ['scheme', options.scheme],
    ...(now > 0 ? [['kept', `what had begun before ${formatTime(problem, now)}`] as const] : []),
    ['bound: longest order', length(bounds.longestJob)],
    ['bound: fullest machine', length(bounds.heaviestMachine)],
    ['bound: with head and tail', length(bounds.machineWithHeadAndTail)],
    ['bound: Jackson preemptive', length(bounds.jacksonPreemptive)],
    [
      'versions',
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
  ];
}
