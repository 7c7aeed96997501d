import type { Problem } from '../../environments/production-line/problem.js';
import { operationsBefore } from '../../environments/production-line/simulator/strands.js';
import type { Task } from '../../environments/production-line/schedule.js';
import type { KeyFigures } from './key-figures.js';
import { describeReason, lateReasons } from './late-reasons.js';
import type { LinePlan } from './line-plan.js';
import { formatLength, formatTime, plainTime } from './plant-time.js';

type Cell = string | number | undefined;

/** A row for each task, in the order in which they begin: numbers, and dates where the plant has them. */
export function tasksCsv({ problem, schedule }: LinePlan): string {
  const header = [
    ...[
      'order',
      'operation',
      'machine',
      'setup_start',
      'start',
      'end',
      'leave',
      'work',
      'attempt',
      'outcome',
      'pinned',
    ],
    ...datesHeader(problem, ['start_date', 'end_date']),
  ];
  const rows = schedule.tasks.map((task) => [
    ...[problem.jobs[task.job].name, operationName(problem, task), problem.machines[task.machine].name],
    ...[task.setupStart, task.start, task.end, task.leave, task.work].map(plainTime),
    ...[task.attempt, task.outcome, task.pinned === true ? 'yes' : ''],
    ...dates(problem, [task.start, task.end]),
  ]);
  return csv([header, ...rows]);
}

/** What a machine does next, in order: what is over by `now` is left out. */
export function dispatchCsv({ problem, schedule, now }: LinePlan, machine: number): string {
  const dated = problem.calendar !== undefined;
  const ownTasks = problem.jobs.map((): Task[] => []);
  for (const task of schedule.tasks) ownTasks[task.job].push(task);
  const rows = schedule.tasks
    .filter((task) => task.machine === machine && task.end > now)
    .map((task, index) => [
      index + 1,
      problem.jobs[task.job].name,
      operationName(problem, task),
      problem.jobs[task.job].product,
      ...[task.setupStart, task.start, task.end].map((time) =>
        dated ? formatTime(problem, time) : plainTime(time),
      ),
      nextPlace(problem, ownTasks[task.job], task),
      ...dueOf(problem, task),
    ]);
  return csv([
    ['next', 'order', 'operation', 'product', 'setup_from', 'start', 'end', 'then_to', 'due'],
    ...rows,
  ]);
}

/** A row for each order: what was promised, what is planned, and why it is late. */
export function ordersCsv({ problem, schedule }: LinePlan, figures: KeyFigures): string {
  const reasons = new Map(lateReasons(problem, schedule).map((reason) => [reason.job, reason]));
  const rows = figures.orders.map(({ job, name, release, due, start, completion, tardiness }) => {
    const reason = reasons.get(job);
    return [
      ...[name, problem.jobs[job].product],
      ...[release, due, start, completion].map((time) =>
        time === undefined ? undefined : formatTime(problem, time),
      ),
      plainTime(tardiness),
      reason === undefined
        ? undefined
        : describeReason(problem, reason, (length) => formatLength(problem, length)),
    ];
  });
  return csv([['order', 'product', 'release', 'due', 'start', 'promised', 'tardy', 'reason'], ...rows]);
}

/** Of an operation: its name, or its number counted from 1. */
export function operationName(problem: Problem, { job, operation }: Pick<Task, 'job' | 'operation'>): string {
  return problem.jobs[job].operations.at(operation)?.name ?? String(operation + 1);
}

/** @param own all tasks of the job */
function nextPlace(problem: Problem, own: readonly Task[], { job, operation, attempt }: Task): string {
  const before = operationsBefore(problem.jobs[job]);
  const again = own.find((other) => other.operation === operation && other.attempt === attempt + 1);
  // Where a route branches, there is more than one.
  const next = own.filter((other) => other.attempt === 0 && before[other.operation].includes(operation));
  const names = (again === undefined ? next : [again]).map(({ machine }) => problem.machines[machine].name);
  return names.length === 0 ? 'done' : [...new Set(names)].join(' and ');
}

function dueOf(problem: Problem, { job }: Task): readonly Cell[] {
  const { due } = problem.jobs[job];
  return [due === undefined ? undefined : formatTime(problem, due)];
}

const datesHeader = ({ calendar }: Problem, names: readonly string[]): readonly string[] =>
  calendar === undefined ? [] : names;
const dates = (problem: Problem, times: readonly number[]): readonly string[] =>
  problem.calendar === undefined ? [] : times.map((time) => formatTime(problem, time));

function csv(rows: readonly (readonly Cell[])[]): string {
  return `${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`;
}

/** A cell that begins like a formula is kept from being one in a spreadsheet. */
function quoted(cell: Cell): string {
  const text = String(cell ?? '').replace(/[\u202f\u00a0]/g, ' ');
  const safe =
    typeof cell === 'string' && /^[=+@\t\r-]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text;
  return /[",\n\r;|]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
