import { fail } from '../../../src/errors.js';
import type { Operation, Problem } from '../problem.js';
import { namelessShop, nameOfFile } from './shop.js';
import { failAt, mostThings, TextLines, type Place, type WordReader } from './text-lines.js';

/**
 * Brandimarte's flexible job shops (.fjs): `jobs machines [flexibility]`, then a line for each job: the number of operations, and for
 * each operation the number of its machines and pairs `machine duration`. The third number of the first line, real or missing, is not
 * read. Machines count from 0 or from 1: a machine 0 in the file says the one, a machine of the last number the other.
 *
 * With set-ups (FJSP-SDST) a matrix for each machine follows: the set-up from the operation of the row to that of the column, all
 * operations of all jobs counted through. Every operation is a product family of its own then.
 * @param firstMachine 0 or 1; needed where the file does not tell
 * @throws LeptonError `file-damaged` at file, line and column
 */
export function readFlexible(text: string, file: string, firstMachine?: 0 | 1): Problem {
  const lines = new TextLines(text, file);
  const header = lines.next('the first line, "jobs machines"');
  const jobs = header.number('the number of jobs', { least: 1, most: mostThings });
  const machines = header.number('the number of machines', { least: 1, most: mostThings });
  if (header.left > 0)
    header
      .exactly(1, 'jobs, machines and the mean number of machines for an operation')
      .number('the third number', { isReal: true });
  const read: ReadMachine[] = [];
  const routes: (readonly Operation[])[] = [];
  for (let job = 1; job <= jobs; job++)
    routes.push(readJob(lines.next(`job ${job} of ${jobs}`), file, job, machines, read));
  const first = firstMachine ?? baseOf(read, machines, file);
  checkBase(read, first, machines, file);
  const problem = namelessShop(nameOfFile(file), machines, fromZero(routes, first));
  const withSetups = lines.following === undefined ? problem : readSetups(lines, problem);
  lines.end(`the first line promises ${jobs} jobs and ${machines} machines`);
  return withSetups;
}

/** A machine as the file has it, and where. */
interface ReadMachine {
  readonly machine: number;
  readonly place: Place;
}

function readJob(
  row: WordReader,
  file: string,
  job: number,
  machines: number,
  read: ReadMachine[],
): readonly Operation[] {
  const count = row.number(`the number of operations of job ${job}`, { least: 1, most: row.left });
  const operations = Array.from({ length: count }, (_, index) => {
    const where = `of operation ${index + 1} of job ${job}`;
    const options = row.number(`the number of machines ${where}`, { least: 1, most: machines });
    const used = new Set<number>();
    const alternatives = Array.from({ length: options }, () => {
      const { place } = row;
      const machine = row.number(`a machine ${where}`, { most: machines });
      if (used.has(machine))
        failAt(file, place, `a machine ${where}`, machine, 'one that the operation does not have yet');
      used.add(machine);
      read.push({ machine, place });
      return { machine, duration: row.number(`a duration ${where}`, { isReal: true }) };
    });
    return { alternatives };
  });
  row.exactly(0, `none are left after ${count} operations`);
  return operations;
}

function baseOf(read: readonly ReadMachine[], machines: number, file: string): 0 | 1 {
  if (read.some(({ machine }) => machine === 0)) return 0;
  if (read.some(({ machine }) => machine === machines)) return 1;
  return fail('invalid-value', {
    component: file,
    parameter: 'firstMachine',
    value: undefined,
    requirement: `0 or 1: the file uses neither machine 0 nor machine ${machines}, so that nobody knows which one is the first`,
  });
}

function checkBase(read: readonly ReadMachine[], first: 0 | 1, machines: number, file: string): void {
  const last = machines - 1 + first;
  const outside = read.find(({ machine }) => machine < first || machine > last);
  if (outside === undefined) return;
  const hint = first === 0 ? 'there is a machine 0 in the file, so that they count from 0' : undefined;
  failAt(file, outside.place, 'a machine', outside.machine, `from ${first} to ${last}`, hint);
}

const fromZero = (
  routes: readonly (readonly Operation[])[],
  first: 0 | 1,
): readonly (readonly Operation[])[] =>
  routes.map((route) =>
    route.map(({ alternatives }) => ({
      alternatives: alternatives.map(({ machine, duration }) => ({ machine: machine - first, duration })),
    })),
  );

function readSetups(lines: TextLines, problem: Problem): Problem {
  const size = problem.jobs.reduce((total, { operations }) => total + operations.length, 0);
  const matrices = problem.machines.map(({ name }) => {
    const rows: (readonly number[])[] = [];
    for (let from = 1; from <= size; from++) {
      const what = `the set-ups of machine ${name} from operation ${from}`;
      const row = lines.next(what).exactly(size, 'one for each operation of all jobs');
      rows.push(
        Array.from({ length: size }, (_, to) => row.number(`${what} to ${to + 1}`, { isReal: true })),
      );
    }
    return rows; // [operations, operations]
  });
  let family = 0;
  return {
    ...problem,
    machines: problem.machines.map((machine, index) => ({ ...machine, setups: matrices[index] })),
    jobs: problem.jobs.map((job) => ({
      ...job,
      operations: job.operations.map((operation) => ({ ...operation, family: family++ })),
    })),
  };
}

/** Writes .fjs with machines from 1. Names, dates and whatever else the format cannot say is left out. */
export function writeFlexible(problem: Problem): string {
  const operations = problem.jobs.flatMap((job) => job.operations);
  const options = operations.reduce((total, { alternatives }) => total + alternatives.length, 0);
  const flexibility = Math.round((100 * options) / operations.length) / 100;
  const rows = problem.jobs.map((job) =>
    [
      job.operations.length,
      ...job.operations.flatMap(({ alternatives }) => [
        alternatives.length,
        ...alternatives.flatMap(({ machine, duration }) => [machine + 1, duration]),
      ]),
    ].join(' '),
  );
  return [`${problem.jobs.length} ${problem.machines.length} ${flexibility}`, ...rows, ''].join('\n');
}
