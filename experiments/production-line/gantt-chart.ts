import type { ChartPlan, ChartTask, GanttChart } from '../../src/reports/gantt/gantt-input.js';
import type { Problem } from '../../environments/production-line/problem.js';
import type { Schedule, Task } from '../../environments/production-line/schedule.js';
import { describeReason, lateReasons } from './late-reasons.js';
import { formatLength, plantClock } from './plant-time.js';
import type { LinePlan } from './line-plan.js';

/** The chart of a plan, with the plan before it where there is one. */
export function ganttChart(plan: LinePlan): GanttChart {
  const { problem, schedule, before, now, decisions } = plan;
  const reasons = new Map(lateReasons(problem, schedule).map((reason) => [reason.job, reason]));
  const length = (time: number): string => formatLength(problem, time);
  const clock = plantClock(problem);
  const plans: readonly ChartPlan[] = [
    ...(before === undefined ? [] : [chartPlan('Before', before.schedule, undefined)]),
    chartPlan(before === undefined ? 'Plan' : 'After', schedule, before?.schedule),
  ];
  return {
    unit: problem.calendar?.unit ?? '',
    ...(clock !== undefined && { clock }),
    now,
    hasNow: now > 0,
    nowLabel: before === undefined ? 'frozen until' : 'now',
    end: plans
      .flatMap(({ tasks, blocks }) => [...tasks.map(({ t }) => t[3]), ...blocks.map(([, , , end]) => end)])
      .reduce((a, b) => Math.max(a, b), 0),
    machines: problem.machines.map(({ name, closed = [] }) => ({
      name,
      closed: closed.map(({ start, end }) => [start, end] as const),
    })),
    orders: problem.jobs.map(({ name, product = '', release = 0, due = null, operations }, job) => {
      const reason = reasons.get(job);
      return {
        ...{ name, product, release, due },
        operations: (before?.problem.jobs.at(job)?.operations ?? operations).map(
          (one, operation) => one.name ?? String(operation + 1),
        ),
        reason: reason === undefined ? '' : describeReason(problem, reason, length),
      };
    }),
    plans,
    ...(problem.transport !== undefined && { transport: problem.transport }),
    decisions: {
      values: decisions.values ?? '',
      rules: decisions.rules,
      list: decisions.list,
      note: noteFor(plan),
    },
  };
}

/** Why there may be no decision behind a task; '' where each of them is known. */
function noteFor({ schedule, decisions }: LinePlan): string {
  if (schedule.scheme === 'right shift')
    return 'Every machine keeps its sequence here (right shift): nothing was decided anew.';
  if (decisions.rules.length > 0) return '';
  return `Made by ${schedule.decidedBy}: the schedule was changed as a whole, so that there is no single decision behind this place.`;
}

function chartPlan(label: string, { tasks, blocks }: Schedule, before: Schedule | undefined): ChartPlan {
  const old = new Map(before?.tasks.map((task) => [taskKey(task), task]));
  return {
    label,
    tasks: tasks.map((task) => chartTask(task, old.get(taskKey(task)), before !== undefined)),
    blocks: blocks.map(({ machine, kind, start, end }) => [machine, kind, start, end] as const),
  };
}

function chartTask(task: Task, old: Task | undefined, isCompared: boolean): ChartTask {
  const { job, operation, machine, attempt, setupStart, start, end, leave, pauses, outcome, pinned } = task;
  return {
    ...{ o: job, p: operation, m: machine, a: attempt, t: [setupStart, start, end, leave] },
    z: pauses.map((pause) => [pause.start, pause.end, pause.reason] as const),
    ...(outcome !== 'good' && { x: outcome }),
    ...(pinned === true && { pinned }),
    ...(old !== undefined && hasMoved(task, old) && { was: [old.machine, old.setupStart, old.end] as const }),
    ...(isCompared && old === undefined && { isNew: true as const }),
  };
}

export const taskKey = ({ job, operation, attempt }: Task): string => `${job}/${operation}/${attempt}`;

export const hasMoved = (task: Task, old: Task): boolean =>
  task.machine !== old.machine || task.start !== old.start;

/** Tasks of both schedules that are elsewhere, in the order of the new one. */
export function movedTasks(
  schedule: Schedule,
  before: Schedule,
): readonly { readonly task: Task; readonly old: Task }[] {
  const old = new Map(before.tasks.map((task) => [taskKey(task), task]));
  return schedule.tasks.flatMap((task) => {
    const was = old.get(taskKey(task));
    return was !== undefined && hasMoved(task, was) ? [{ task, old: was }] : [];
  });
}

/** `saw, 2026-03-02T06:00`. */
export const placeName = (problem: Problem, task: Task, time: (value: number) => string): string =>
  `${problem.machines[task.machine].name}, ${time(task.start)}`;
