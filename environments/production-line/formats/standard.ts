import { fail } from '../../../src/errors.js';
import { failUnknownName } from '../../../src/unknown-name.js';
import type { Operation, Problem } from '../problem.js';
import { namelessShop, nameOfFile, on } from './shop.js';
import {
  failAt,
  isNumeric,
  linesOf,
  mostThings,
  TextLines,
  type Line,
  type WordReader,
} from './text-lines.js';

/**
 * The standard specification of a job shop (OR-Library, JSPLIB): `jobs machines`, then for each job a line of pairs `machine duration`,
 * machines from 0, each once. Lines with `#` are comments. A solution after the jobs (its makespan, then the order of jobs on each
 * machine) is passed over.
 * @throws LeptonError `file-damaged` at file, line and column
 */
export function readStandard(text: string, file: string): Problem {
  return readShop(new TextLines(text, file), nameOfFile(file));
}

/** As `readStandard`, for a file in which every job visits the machines in order 0, 1, 2, ...: a permutation flow shop. */
export function readFlowShop(text: string, file: string): Problem {
  const problem = readStandard(text, file);
  const lines = linesOf(text);
  for (const [job, { operations }] of problem.jobs.entries()) {
    const wrong = operations.findIndex(({ alternatives }, index) => alternatives[0].machine !== index);
    const word = lines[job + 1].words.at(2 * wrong);
    if (wrong >= 0 && word !== undefined)
      failAt(
        file,
        word,
        `the machine of operation ${wrong + 1}`,
        word.text,
        `${wrong}: in a flow shop all jobs visit the machines in order`,
      );
  }
  return { ...problem, permutation: true };
}

/**
 * OR-Library's packed file (`jobshop1.txt`): many instances, each after a line `instance NAME` between rows of `+++` and a line of
 * description.
 * @returns by name, in the order of the file
 * @throws LeptonError `file-damaged`
 */
export function readPacked(text: string, file: string): ReadonlyMap<string, Problem> {
  const lines = linesOf(text);
  const starts = lines.flatMap((line, index) => (packedName(line) === undefined ? [] : [index]));
  if (starts.length === 0)
    failAt(
      file,
      { line: 1, column: 1 },
      'the first instance',
      undefined,
      'a line "instance NAME" before its numbers',
    );
  return new Map(
    starts.map((start, index) => {
      const name = packedName(lines[start]) ?? '';
      const block = numbersOf(lines.slice(start + 1, starts.at(index + 1)));
      return [name, readShop(new TextLines(text, file, block), name)];
    }),
  );
}

/** One instance of a packed file. */
export function readFromPacked(text: string, file: string, instance: string | undefined): Problem {
  const problems = readPacked(text, file);
  const [only] = problems.values();
  if (instance === undefined && problems.size === 1) return only;
  if (instance === undefined) {
    return fail('invalid-value', {
      component: file,
      parameter: 'instance',
      value: instance,
      requirement: `one of ${[...problems.keys()].join(', ')}: the file holds many`,
      hint: `say it after a #: ${file}#${[...problems.keys()][0]}`,
    });
  }
  return problems.get(instance) ?? failUnknownName(file, 'instance', instance, problems.keys());
}

/** Without the description before them and the rows of + about them. */
const numbersOf = (lines: readonly Line[]): readonly Line[] =>
  lines.slice(lines.findIndex(isNumeric)).filter(({ words }) => !words[0].text.startsWith('++'));

const packedName = ({ text }: Line): string | undefined => /^\s*instance\s+(\S+)\s*$/i.exec(text)?.[1];

function readShop(lines: TextLines, name: string): Problem {
  const header = lines.next('the first line, "jobs machines"').exactly(2, 'jobs and machines');
  const jobs = header.number('the number of jobs', { least: 1, most: mostThings });
  const machines = header.number('the number of machines', { least: 1, most: mostThings });
  const routes: (readonly Operation[])[] = [];
  for (let job = 1; job <= jobs; job++) {
    const what = `job ${job} of ${jobs}`;
    const row = lines
      .next(what)
      .exactly(2 * machines, `a machine and a duration for each of ${machines} operations`);
    routes.push(readRoute(row, lines.name, job, machines));
  }
  skipSolution(lines, jobs, machines);
  lines.end(`the first line promises ${jobs} jobs`);
  return namelessShop(name, machines, routes);
}

function readRoute(row: WordReader, file: string, job: number, machines: number): readonly Operation[] {
  const seen = new Set<number>();
  return Array.from({ length: machines }, (_, index) => {
    const where = `of operation ${index + 1} of job ${job}`;
    const { place } = row;
    const machine = row.number(`the machine ${where}`, {
      most: machines - 1,
      hint: 'machines count from 0 in this format',
    });
    if (seen.has(machine))
      failAt(
        file,
        place,
        `the machine ${where}`,
        machine,
        'one that the job has not visited yet',
        'routes that come back have a format of their own, each job ending in -1 -1',
      );
    seen.add(machine);
    return on(machine, row.number(`the duration ${where}`, { isReal: true }));
  });
}

function skipSolution(lines: TextLines, jobs: number, machines: number): void {
  const { left } = lines;
  const isSolution =
    left.length === machines + 1 &&
    left[0].words.length === 1 &&
    left.every(isNumeric) &&
    left.slice(1).every(({ words }) => words.length === jobs);
  if (isSolution) lines.skip(left.length);
}

/**
 * Writes the standard specification.
 * @throws LeptonError `unsupported` for what the format cannot say
 */
export function writeStandard(problem: Problem): string {
  const size = problem.machines.length;
  const rows = problem.jobs.map(({ operations }) => operations.map((operation) => operation.alternatives[0]));
  const isClassic = problem.jobs.every(
    ({ operations }) =>
      operations.length === size &&
      operations.every(({ alternatives }) => alternatives.length === 1) &&
      new Set(operations.map(({ alternatives }) => alternatives[0].machine)).size === size,
  );
  if (!isClassic)
    fail('unsupported', {
      component: 'standard format',
      parameter: 'problem',
      value: problem.name,
      requirement: 'a job shop in which every job visits every machine once, one machine for an operation',
    });
  const lines = rows.map((row) => row.map(({ machine, duration }) => `${machine} ${duration}`).join(' '));
  return `${problem.jobs.length} ${size}\n${lines.map((line) => `${line}\n`).join('')}`;
}
