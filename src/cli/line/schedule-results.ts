/** What `schedule` and `reschedule` say in the end. */
import { gapTo, type KeyFigures } from '../../../experiments/production-line/key-figures.js';
import { describeReason, lateReasons } from '../../../experiments/production-line/late-reasons.js';
import type { LinePlan } from '../../../experiments/production-line/line-plan.js';
import { planNotices } from '../../../experiments/production-line/plan-notices.js';
import { objectiveText, valueOf } from '../../../experiments/production-line/plan-schemes.js';
import { formatLength, formatTime } from '../../../experiments/production-line/plant-time.js';
import { formatCount, formatNumber } from '../format.js';
import { bar } from '../sparkline.js';
import type { Style } from '../style.js';
import { renderTable } from '../table.js';

/** Machines and late orders that are named; the page has all. */
const machinesShown = 20;
const lateShown = 5;
const indent = '  ';

export function renderPlan(plan: LinePlan, figures: KeyFigures, style: Style): string {
  const { problem, schedule } = plan;
  const headline = [
    style.bold(problem.name),
    `${formatCount(problem.jobs.length, 'order')} on ${formatCount(problem.machines.length, 'machine')}`,
    schedule.decidedBy,
    schedule.scheme,
  ];
  const facts = factsOf(plan, figures, style).map(([name, value]) => [style.dim(name), value]);
  return [
    `\n${indent}${headline.join(style.dim(' · '))}\n`,
    renderTable(facts, { indent, gap: '   ' }),
    renderMachines(figures, style),
    ...renderLate(plan, style),
  ].join('\n');
}

function factsOf(plan: LinePlan, figures: KeyFigures, style: Style): readonly (readonly [string, string])[] {
  const { problem, options } = plan;
  const { objectives, bounds, best, orders, setupShare, utilization, meanFlowTime } = figures;
  const length = (time: number): string => formatLength(problem, time);
  const percent = (value: number, decimals = 1): string => `${formatNumber(value, decimals)} %`;
  const { makespan } = objectives;
  const isOptimal = makespan <= bounds.best * (1 + 1e-12);
  const due = orders.filter((order) => order.due !== undefined).length;
  const until =
    problem.calendar === undefined
      ? ''
      : style.dim(`, until ${formatTime(problem, makespan).replace('T', ' ')}`);
  return [
    ['makespan', `${style.bold(length(makespan))}${until}`],
    [
      'lower bound',
      `${length(bounds.best)}, gap ${percent(gapTo(makespan, bounds.best))}${isOptimal ? style.green(', optimal') : ''}`,
    ],
    ...(best === undefined
      ? []
      : [
          [
            'best known',
            `${length(best.upper)}${best.lower === best.upper ? ' (optimal)' : ''}, gap ${percent(gapTo(makespan, best.upper))}`,
          ] as const,
        ]),
    ...(due === 0
      ? []
      : [
          ['late orders', `${objectives.numberLate} of ${due}`] as const,
          [
            'tardiness',
            `${length(objectives.totalTardiness)} in all, weighted ${length(objectives.weightedTardiness)}`,
          ] as const,
        ]),
    ['flow time', `${length(meanFlowTime)} an order`],
    ...(objectives.setupTime > 0
      ? [
          [
            'set-up',
            `${length(objectives.setupTime)}, ${percent(100 * setupShare)} of the time at work`,
          ] as const,
        ]
      : []),
    ['utilisation', `${percent(100 * utilization, 0)} of the time in which machines are open`],
    ...(objectiveText(options.objective) === 'makespan'
      ? []
      : [['objective', `${objectiveText(options.objective)}: ${formatNumber(valueOf(plan), 1)}`] as const]),
    ['verified', style.green('feasible: every invariant holds')],
    ...planNotices(plan).map((notice) => ['note', notice] as const),
  ];
}

function renderMachines({ machines }: KeyFigures, style: Style): string {
  const rows = machines.slice(0, machinesShown).map(({ name, utilization, time }) => {
    const [done, left] = bar(utilization, 24);
    const down = time.down + time.maintenance;
    return [
      name,
      style.green(done) + style.dim(left),
      `${formatNumber(100 * utilization)} %`,
      style.dim(down > 0 ? `down ${formatNumber((100 * down) / (down + time.working))} %` : ''),
    ];
  });
  const more =
    machines.length > machinesShown
      ? `\n${indent}${style.dim(`and ${machines.length - machinesShown} more machines`)}`
      : '';
  return `\n${renderTable(rows, { align: 'llrl', indent })}${more}\n`;
}

function renderLate({ problem, schedule }: LinePlan, style: Style): readonly string[] {
  const late = lateReasons(problem, schedule);
  if (late.length === 0) return [];
  const length = (time: number): string => formatLength(problem, time);
  const rows = late
    .slice(0, lateShown)
    .map((reason) => [
      style.yellow(problem.jobs[reason.job].name),
      reason.kind === 'lost' ? 'lost' : `${length(reason.tardiness)} late`,
      style.dim(describeReason(problem, reason, length)),
    ]);
  const more =
    late.length > lateShown
      ? [`${indent}${style.dim(`and ${late.length - lateShown} more; orders.csv has all`)}`]
      : [];
  return [renderTable(rows, { indent }), ...more, ''].map((text) => text.replace(/[\u202f\u00a0]/g, ' '));
}

/** Where everything lies. */
export function renderFiles(
  folder: string,
  next: readonly (readonly [string, string])[],
  style: Style,
): string {
  const rows = [
    ['page', `${folder}/gantt.html`],
    ['tables', `${folder}/tasks.csv, orders.csv, dispatch/`],
    ...next,
  ].map(([name, value]) => [style.dim(name), value]);
  return `${renderTable(rows, { indent, gap: '   ' })}\n\n`;
}
