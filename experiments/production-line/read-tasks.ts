import { failUnknownName } from '../../src/unknown-name.js';
import { CsvTable, type CsvRow } from '../../environments/production-line/formats/csv-table.js';
import type { Problem } from '../../environments/production-line/problem.js';
import type { Pin } from './pins.js';
import { parseMoment } from './plan-times.js';

/** What `tasks.csv` holds: it may be read again as it is. */
const columns = {
  order: ['job'],
  operation: ['step'],
  machine: ['resource'],
  start: ['from'],
  end: ['to'],
  setupstart: [],
  leave: [],
  work: [],
  attempt: [],
  outcome: [],
  pinned: [],
  startdate: [],
  enddate: [],
};

/**
 * Fixed operations: rows with order, operation, machine and start. Where there is a column `pinned`, rows without a mark in it are left out,
 * so that `tasks.csv` can be marked and read.
 * @throws LeptonError `file-damaged`, `invalid-value`, `unknown-name`, each at file, line and column
 */
export function readPins(problem: Problem, text: string, file: string): readonly Pin[] {
  const { rows } = new CsvTable(text, file, columns, ['order', 'operation', 'start']);
  const hasMarks = rows.some((row) => row.cell('pinned') !== undefined);
  const pins = rows
    .filter((row) => !hasMarks || row.cell('pinned') !== undefined)
    .map((row) => pinOf(problem, row));
  const seen = new Map<string, Pin>();
  for (const [index, pin] of pins.entries()) {
    const key = `${pin.job}/${pin.operation}`;
    if (seen.has(key))
      rows[index].fail('operation', 'pinned once', `it is pinned at ${seen.get(key)?.place ?? ''} already`);
    seen.set(key, pin);
  }
  return pins;
}

function pinOf(problem: Problem, row: CsvRow): Pin {
  const { job, operation } = operationOf(problem, row);
  const { alternatives } = problem.jobs[job].operations[operation];
  const names = alternatives.map(({ machine }) => problem.machines[machine].name);
  const name = row.cell('machine') ?? (names.length === 1 ? names[0] : row.required('machine'));
  const at = names.indexOf(name);
  if (at < 0) failUnknownName(row.placeOf('machine'), 'machine, of those that can do it,', name, names);
  const start = parseMoment(problem, row.required('start'), row.placeOf('start'));
  return { job, operation, machine: alternatives[at].machine, start, place: row.placeOf('start') };
}

/** The job and the operation that a row names. An operation is its name, or its number counted from 1. */
export function operationOf(
  problem: Problem,
  row: CsvRow,
): { readonly job: number; readonly operation: number } {
  const order = row.required('order');
  const job = problem.jobs.findIndex(({ name }) => name === order);
  if (job < 0)
    failUnknownName(
      row.placeOf('order'),
      'order',
      order,
      problem.jobs.map(({ name }) => name),
    );
  const { operations } = problem.jobs[job];
  const text = row.required('operation');
  const named = operations.findIndex(({ name }) => name === text);
  const operation = named >= 0 ? named : Number(text) - 1;
  if (!Number.isInteger(operation) || operation < 0 || operation >= operations.length) {
    const names = operations.map(({ name }, index) => name ?? String(index + 1));
    failUnknownName(row.placeOf('operation'), `operation of ${order}`, text, names);
  }
  return { job, operation };
}

/** What really happened: rows with order, operation and start; `end` where it is over or foreseen. */
export interface Actual {
  readonly job: number;
  readonly operation: number;
  /** Undefined: the machine of the plan. */
  readonly machine: number | undefined;
  /** Undefined: it has not begun. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly place: string;
}

/** @throws LeptonError `file-damaged`, `invalid-value`, `unknown-name`, each at file, line and column */
export function readActuals(problem: Problem, text: string, file: string): readonly Actual[] {
  const { rows } = new CsvTable(text, file, columns, ['order', 'operation', 'start']);
  return rows.map((row) => {
    const { job, operation } = operationOf(problem, row);
    const named = row.cell('machine');
    const machine =
      named === undefined ? undefined : problem.machines.findIndex(({ name }) => name === named);
    const { alternatives } = problem.jobs[job].operations[operation];
    if (machine !== undefined && !alternatives.some((one) => one.machine === machine))
      failUnknownName(
        row.placeOf('machine'),
        'machine, of those that can do it,',
        named ?? '',
        alternatives.map((one) => problem.machines[one.machine].name),
      );
    const timeOf = (column: 'start' | 'end'): number | undefined => {
      const cell = row.cell(column);
      return cell === undefined ? undefined : parseMoment(problem, cell, row.placeOf(column));
    };
    const [start, end] = [timeOf('start'), timeOf('end')];
    if (end !== undefined && (start === undefined || end < start)) row.fail('end', 'at or after a start');
    return { job, operation, machine, start, end, place: row.placeOf('start') };
  });
}
