import { fail } from '../../../src/errors.js';
import type { Operation, Problem } from '../problem.js';
import { namelessShop, nameOfFile, on } from './shop.js';
import { mostThings, TextLines, type WordReader } from './text-lines.js';

/**
 * Re-entrant job shops (Da Col and Teppan): `jobs machines`, then for each job a line of any number of pairs `machine duration`,
 * machines from 0 and as often as they like, that ends in `-1 -1`.
 * @throws LeptonError `file-damaged` at file, line and column
 */
export function readReentrant(text: string, file: string): Problem {
  const lines = new TextLines(text, file);
  const header = lines.next('the first line, "jobs machines"').exactly(2, 'jobs and machines');
  const jobs = header.number('the number of jobs', { least: 1, most: mostThings });
  const machines = header.number('the number of machines', { least: 1, most: mostThings });
  const routes: (readonly Operation[])[] = [];
  for (let job = 1; job <= jobs; job++)
    routes.push(readRoute(lines.next(`job ${job} of ${jobs}`), job, machines));
  lines.end(`the first line promises ${jobs} jobs`);
  return namelessShop(nameOfFile(file), machines, routes);
}

function readRoute(row: WordReader, job: number, machines: number): readonly Operation[] {
  const operations: Operation[] = [];
  while (row.left !== 2 || operations.length === 0) {
    const where = `of operation ${operations.length + 1} of job ${job}`;
    const machine = row.number(`the machine ${where}`, {
      most: machines - 1,
      hint: 'machines count from 0; a job ends in -1 -1',
    });
    operations.push(on(machine, row.number(`the duration ${where}`, { isReal: true })));
  }
  for (const which of ['first', 'second'])
    row.number(`the ${which} number of the end of job ${job}`, { least: -1, most: -1 });
  return operations;
}

/**
 * Writes a job shop whose jobs may visit a machine more than once, each line ending in `-1 -1`.
 * @throws LeptonError `unsupported` where an operation has a choice of machines
 */
export function writeReentrant(problem: Problem): string {
  const rows = problem.jobs.map((job) => {
    const pairs = job.operations.map(({ alternatives }) => {
      if (alternatives.length > 1)
        fail('unsupported', {
          component: 'format of re-entrant shops',
          parameter: `job "${job.name}"`,
          value: alternatives,
          requirement: 'of operations that one machine can do',
        });
      return `${alternatives[0].machine} ${alternatives[0].duration}`;
    });
    return [...pairs, '-1 -1'].join(' ');
  });
  return [`${problem.jobs.length} ${problem.machines.length}`, ...rows, ''].join('\n');
}
