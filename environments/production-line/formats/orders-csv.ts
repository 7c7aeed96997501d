import { failUnknownName } from '../../../src/unknown-name.js';
import { checkProblem, type ProblemPath } from '../check-problem.js';
import { formatMoment, parseMoment, type Moment } from '../civil-time.js';
import type { Job, Operation, Problem, TimeUnit } from '../problem.js';
import { CsvTable, type CsvRow } from './csv-table.js';
import { nameOfFile } from './shop.js';
import { failAt, numberIn } from './text-lines.js';
import { durationForm, momentForm, parseDuration, parseTime, type FileCalendar } from './units.js';

export interface OrdersOptions {
  /** Of numbers without a unit; absent: the plant's, or minutes. */
  readonly unit?: TimeUnit;
  /** Of time 0; absent: the plant's, or the beginning of the earliest day that the file names. */
  readonly origin?: string;
  /** A plant whose machines these orders are for; its own jobs are left out. Absent: the machines are those that the file names. */
  readonly plant?: Problem;
}

const columns = {
  order: ['job'],
  operation: ['sequence', 'step'],
  machine: ['resource', 'workcenter'],
  duration: ['time', 'processingtime'],
  release: ['releasedate'],
  known: [],
  due: ['duedate'],
  weight: ['priority'],
  family: [],
  product: ['part'],
};

const pointHint = 'numbers have a decimal point, not a comma';
const dateHint =
  'dates are written year-month-day; in a spreadsheet, give the cells the format yyyy-mm-dd hh:mm';
const dateColumns = ['release', 'known', 'due'] as const;
type DateColumn = (typeof dateColumns)[number];

/** What the file says of the whole order: in any of its rows, the same wherever it stands. */
const ofOrder = ['release', 'known', 'due', 'weight', 'product'] as const;

interface Order {
  readonly name: string;
  readonly rows: readonly CsvRow[];
  /** The rows of each operation, in the order of the route. */
  readonly route: readonly (readonly CsvRow[])[];
}

/**
 * Orders from a spreadsheet: a row for each operation, columns `order, operation, machine, duration` and where wanted
 * `release, known, due, weight, family, product`. A further row with the same order and operation, or `M1|M2` as the machine, gives a
 * choice. Operations are done in the order of their numbers, or of their rows where they are not all numbers. Dates are ISO 8601 or
 * numbers.
 * @throws LeptonError at file, line and number of the column: `file-damaged`, or `invalid-value` for orders that make no sense
 */
export function readOrders(text: string, file: string, options: OrdersOptions = {}): Problem {
  const { rows } = new CsvTable(text, file, columns, ['order', 'machine', 'duration']);
  const orders = [...groupBy(rows, (row) => row.required('order'))].map(([name, own]): Order => ({
    name,
    rows: own,
    route: routeOf(own),
  }));
  for (const column of dateColumns) refuseMixture(rows, column);
  const { calendar, origin } = calendarOf(rows, options, file);
  const machines = machineNames(rows, options.plant);
  const families = familyNames(rows);
  const jobs = orders.map((order) => readOrder(order, machines, families, calendar));
  const { plant } = options;
  const problem: Problem = {
    ...(plant ?? {
      machines: machines.map((name) => ({ name })),
      ...(origin !== undefined && { calendar: { unit: calendar.unit, origin } }),
    }),
    name: nameOfFile(file),
    jobs,
  };
  checkProblem(problem, (path) => placeIn(orders, file, path));
  return problem;
}

/** A bare number among dates is what a spreadsheet makes of a date: it would be read as minutes. */
function refuseMixture(rows: readonly CsvRow[], column: DateColumn): void {
  const isNumber = (row: CsvRow): boolean => numberIn(row.cell(column) ?? '') !== undefined;
  const date = rows.find((row) => parseMoment(row.cell(column) ?? '') !== undefined);
  if (date === undefined) return;
  const odd = rows.find(isNumber);
  odd?.fail(column, `a date, like ${date.cell(column)} in another row`, dateHint);
}

function readOrder(
  { name, rows, route }: Order,
  machines: readonly string[],
  families: readonly string[],
  calendar: FileCalendar,
): Job {
  const values = new Map(ofOrder.map((column) => [column, agreed(rows, column)]));
  const timeOf = (column: DateColumn): number | undefined => {
    const row = values.get(column);
    return row && (parseTime(row.required(column), calendar) ?? row.fail(column, momentForm, dateHint));
  };
  const release = timeOf('release');
  const known = timeOf('known');
  const due = timeOf('due');
  if (due !== undefined && release !== undefined && due < release)
    values.get('due')?.fail('due', `at or after the release, ${values.get('release')?.cell('release')}`);
  const weight = values.get('weight');
  const product = values.get('product')?.cell('product');
  return {
    name,
    operations: route.map((own) => readOperation(own, machines, families, calendar)),
    // What was released before the plan begins is there from the beginning.
    ...(release !== undefined && release > 0 && { release }),
    ...(known !== undefined && known > 0 && { known }),
    ...(due !== undefined && { due }),
    ...(weight !== undefined && { weight: requireNumber(weight, 'weight') }),
    ...(product !== undefined && { product }),
  };
}

function readOperation(
  rows: readonly CsvRow[],
  machines: readonly string[],
  families: readonly string[],
  { unit }: FileCalendar,
): Operation {
  const family = agreed(rows, 'family')?.cell('family');
  const name = rows[0].cell('operation');
  return {
    ...(name !== undefined && { name }),
    alternatives: rows.flatMap((row, number) => {
      const text = row.required('duration');
      const duration =
        parseDuration(text, unit) ??
        row.fail('duration', durationForm, /,/.test(text) ? pointHint : undefined);
      return machinesIn(row).map((machine) => {
        const index = machines.indexOf(machine);
        if (index < 0) failUnknownName(row.placeOf('machine'), 'machine', machine, machines);
        if (rows.slice(0, number).some((earlier) => machinesIn(earlier).includes(machine)))
          row.fail(
            'machine',
            'another one than in the row before of the same order and operation',
            'a further row of an operation is a further choice of machine; is this row there twice?',
          );
        return { machine: index, duration };
      });
    }),
    ...(family !== undefined && { family: familyNumber(family, families) }),
  };
}

/** The first row that fills the column; raises where another one says something else. */
function agreed(rows: readonly CsvRow[], column: string): CsvRow | undefined {
  const first = rows.find((row) => row.cell(column) !== undefined);
  const text = first?.cell(column);
  const other = rows.find((row) => row.cell(column) !== undefined && row.cell(column) !== text);
  other?.fail(column, `${text}, as in another row of the same order`);
  return first;
}

function routeOf(rows: readonly CsvRow[]): readonly (readonly CsvRow[])[] {
  const groups = [...groupBy(rows, (row, index) => row.cell('operation') ?? `row ${index}`)];
  const numbers = groups.map(([name]) => numberIn(name));
  const isNumbered = numbers.every((number) => number !== undefined);
  const inOrder = isNumbered ? groups.sort(([a], [b]) => Number(a) - Number(b)) : groups;
  return inOrder.map(([, own]) => own);
}

const machinesIn = (row: CsvRow): readonly string[] =>
  row
    .required('machine')
    .split('|')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** In the order in which the file names them, where there is no plant. */
const machineNames = (rows: readonly CsvRow[], plant: Problem | undefined): readonly string[] =>
  plant?.machines.map(({ name }) => name) ?? [...new Set(rows.flatMap(machinesIn))];

/** Families are numbers, or names that are numbered as the file brings them. */
const familyNames = (rows: readonly CsvRow[]): readonly string[] => [
  ...new Set(rows.flatMap((row) => row.cell('family') ?? [])),
];

function familyNumber(family: string, families: readonly string[]): number {
  const isNumbered = families.every((name) => numberIn(name) !== undefined);
  return isNumbered ? Number(family) : families.indexOf(family);
}

function calendarOf(
  rows: readonly CsvRow[],
  { unit, origin, plant }: OrdersOptions,
  file: string,
): { readonly calendar: FileCalendar; readonly origin: string | undefined } {
  const units = unit ?? plant?.calendar?.unit ?? 'minute';
  const given = origin ?? plant?.calendar?.origin;
  if (given !== undefined) {
    const moment = parseMoment(given);
    if (moment === undefined)
      failAt(file, { line: 1, column: 1 }, 'origin', given, 'a date like 2026-03-02T06:00');
    return { calendar: { unit: units, origin: moment }, origin: given };
  }
  const moments = rows.flatMap((row) =>
    dateColumns.flatMap((column): readonly Moment[] => {
      const moment = parseMoment(row.cell(column) ?? '');
      return moment === undefined ? [] : [moment];
    }),
  );
  if (moments.length === 0) return { calendar: { unit: units }, origin: undefined };
  const [first] = [...moments].sort((a, b) => a.seconds - (a.offset ?? 0) - b.seconds + (b.offset ?? 0));
  const midnight = { ...first, seconds: Math.floor(first.seconds / 86400) * 86400 };
  return {
    calendar: { unit: units, origin: midnight },
    origin: formatMoment(midnight.seconds, midnight.offset),
  };
}

function requireNumber(row: CsvRow, column: string): number {
  return numberIn(row.required(column)) ?? row.fail(column, 'a number', pointHint);
}

function placeIn(orders: readonly Order[], file: string, path: ProblemPath): string {
  const [list, job, key, operation, part] = path;
  if (list !== 'jobs' || typeof job !== 'number') return file;
  const { rows, route } = orders[job];
  if (key !== 'operations' || typeof operation !== 'number') {
    const column = typeof key === 'string' && Object.hasOwn(columns, key) ? key : 'order';
    return (rows.find((row) => row.cell(column) !== undefined) ?? rows[0]).placeOf(column);
  }
  return route[operation][0].placeOf(part === 'alternatives' ? 'machine' : String(part ?? 'order'));
}

function groupBy<Item>(
  items: readonly Item[],
  key: (item: Item, index: number) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const [index, item] of items.entries()) {
    const name = key(item, index);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
