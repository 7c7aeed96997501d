import { fail } from '../../../src/errors.js';
import type { Problem } from '../problem.js';
import { namelessShop, nameOfFile, on } from './shop.js';
import { isNumeric, linesOf, mostThings, numberIn, TextLines, type Line } from './text-lines.js';

/**
 * Taillard's files. Job shop: a header of words, six numbers (jobs, machines, two seeds, upper and lower bound), `Times`, a row of
 * durations for each job, `Machines`, a row of machines from 1 for each job, both in the order of the route. Flow shop: a header, five
 * numbers (jobs, machines, seed, upper and lower bound), `processing times`, a row for each machine. Short form: `jobs machines`, then
 * the two blocks without words. A file may hold several instances, told apart by their number from 1.
 * @param instance which; needed where there are several
 * @throws LeptonError `file-damaged` at file, line and column
 */
export function readTaillard(text: string, file: string, instance?: string): Problem {
  const lines = linesOf(text);
  const blocks = instancesOf(lines);
  const name = nameOfFile(file);
  if (blocks.length <= 1 && instance === undefined) return readInstance(blocks.at(0) ?? [], file, name);
  const number = Number(instance);
  if (!Number.isInteger(number) || number < 1 || number > blocks.length) {
    fail('invalid-value', {
      component: file,
      parameter: 'instance',
      value: instance,
      requirement: `a number from 1 to ${blocks.length}: the file holds ${blocks.length === 1 ? 'one' : 'many'}`,
      hint: `say it after a #: ${file}#1`,
    });
  }
  return readInstance(blocks[number - 1], file, `${name}#${number}`);
}

/** A header with the word "jobs" begins an instance; a file without headers is one. */
function instancesOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const starts = lines.flatMap((line, index) => (isHeader(line) ? [index] : []));
  if (starts.length === 0) return [lines];
  return starts.map((start, index) => lines.slice(start, starts.at(index + 1)));
}

const isHeader = (line: Line): boolean => !isNumeric(line) && /jobs/i.test(line.text);

/** Whether a text has the words of one of the long forms. */
export const hasTaillardWords = (text: string): boolean =>
  /^\s*(times|processing times\s*:?)\s*$/im.test(text) && /jobs/i.test(text);

function readInstance(all: readonly Line[], file: string, name: string): Problem {
  const isFlow = all.some(({ text }) => /processing times/i.test(text));
  const lines = new TextLines(
    '',
    file,
    all.filter(({ words }) => words.some(({ text }) => numberIn(text) !== undefined)),
  );
  const header = lines.next('the line of sizes, "jobs machines ..."');
  const jobs = header.number('the number of jobs', { least: 1, most: mostThings });
  const machines = header.number('the number of machines', { least: 1, most: mostThings });
  const times = isFlow
    ? readMatrix(lines, 'the times of machine', machines, jobs)
    : readMatrix(lines, 'the times of job', jobs, machines);
  if (isFlow) {
    lines.end(`the sizes promise ${machines} machines`);
    const routes = times[0].map((_, job) => times.map((row, machine) => on(machine, row[job])));
    return { ...namelessShop(name, machines, routes), permutation: true };
  }
  const orders = readMatrix(lines, 'the machines of job', jobs, machines, machines);
  lines.end(`the sizes promise ${jobs} jobs`);
  const routes = orders.map((row, job) => row.map((machine, index) => on(machine - 1, times[job][index])));
  return namelessShop(name, machines, routes);
}

/** @param most machine: the values are machines, 1 to that */
function readMatrix(
  lines: TextLines,
  what: string,
  rows: number,
  columns: number,
  mostMachine?: number,
): readonly (readonly number[])[] {
  const matrix: (readonly number[])[] = [];
  for (let row = 1; row <= rows; row++) {
    const line = lines.next(`${what} ${row} of ${rows}`).exactly(columns, 'as the sizes promise');
    matrix.push(
      Array.from({ length: columns }, (_, column) =>
        mostMachine === undefined
          ? line.number(`number ${column + 1} of ${what} ${row}`, { isReal: true })
          : line.number(`number ${column + 1} of ${what} ${row}`, {
              least: 1,
              most: mostMachine,
              hint: 'machines count from 1 in this format',
            }),
      ),
    );
  }
  return matrix;
}
