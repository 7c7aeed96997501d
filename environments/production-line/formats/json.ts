import { z } from 'zod';
import { requirePlainYaml, type LocatedYaml } from '../../../src/plain-yaml.js';
import { checkProblem, findCycle } from '../check-problem.js';
import { problemSchema } from '../problem-schema.js';
import type { Operation, Problem } from '../problem.js';
import { checkSource, failSource } from './check-source.js';
import { namelessShop, nameOfFile, on } from './shop.js';

/** A `Problem` as JSON, every key as in `problem.ts`. */
export function writeProblemJson(problem: Problem): string {
  return `${JSON.stringify(problem, undefined, 2)}\n`;
}

/**
 * Reads what `writeProblemJson` wrote, or what somebody wrote by hand in JSON or YAML.
 * @throws LeptonError `file-damaged` for what is no JSON, `invalid-value` for what is no problem, at file, line and column
 */
export function readProblemJson(text: string, file: string): Problem {
  const source = requirePlainYaml(text, file);
  const problem: Problem = checkSource(source, problemSchema);
  checkProblem(problem, (path) => source.placeOf(path));
  return problem;
}

const integer = z.int({ error: 'an integer, 0 or more' }).min(0, { error: 'an integer, 0 or more' });
const duration = z.number({ error: 'a number' }).min(0, { error: 'a number, 0 or more' });

const jobShop = z.object({
  instance: z.string().exactOptional(),
  machines: integer.min(1).max(100_000),
  data: z
    .array(z.object({ job: integer, operation: integer, machine: integer, duration }), {
      error: 'a list of { job, operation, machine, duration }',
    })
    .min(1, { error: 'a list of one operation or more' }),
});

const flexibleShop = z.object({
  instance: z.string().exactOptional(),
  operations: z
    .array(z.object({ operation: integer, machine: integer, duration }), {
      error: 'a list of { operation, option, machine, duration }',
    })
    .min(1, { error: 'a list of one operation or more' }),
  precedences: z.array(z.tuple([integer, integer, integer]), { error: 'a list of [before, after, job]' }),
});

/**
 * ScheduleOpt's JSON: a job shop with `data: [{ job, operation, machine, duration }]`, or a flexible one with
 * `operations: [{ operation, option, machine, duration }]` and `precedences: [[before, after, job]]`. All count from 0. Keys that are not
 * needed (family, year, ...) are passed over. Precedences must make a line of each job.
 * @throws LeptonError `file-damaged`, `invalid-value`, `unsupported`
 */
export function readScheduleOpt(text: string, file: string): Problem {
  const source = requirePlainYaml(text, file);
  const isJobShop = typeof source.data === 'object' && source.data !== null && 'data' in source.data;
  const problem = isJobShop ? readJobShop(source) : readFlexibleShop(source);
  checkProblem(problem, () => file);
  return problem;
}

function readJobShop(source: LocatedYaml): Problem {
  const { instance, machines, data } = checkSource(source, jobShop);
  const rows = data.map((row, index) => ({ ...row, index }));
  const jobs = new Map<number, typeof rows>();
  for (const row of rows) {
    if (row.machine >= machines)
      failSource(source, ['data', row.index, 'machine'], `below ${machines}, the number of machines`);
    const job = jobs.get(row.job) ?? [];
    job.push(row);
    jobs.set(row.job, job);
  }
  const routes = [...jobs.keys()]
    .sort((a, b) => a - b)
    .map((job) => {
      const route = (jobs.get(job) ?? []).sort((a, b) => a.operation - b.operation);
      const twice = route.find(
        ({ operation }, index) => index > 0 && operation === route[index - 1].operation,
      );
      if (twice !== undefined)
        failSource(
          source,
          ['data', twice.index, 'operation'],
          `there once: job ${job} has operation ${twice.operation} twice`,
        );
      return route.map((row) => on(row.machine, row.duration));
    });
  return namelessShop(instance ?? nameOfFile(source.file), machines, routes);
}

function readFlexibleShop(source: LocatedYaml): Problem {
  const { instance, operations, precedences } = checkSource(source, flexibleShop);
  const alternatives = new Map<number, { machine: number; duration: number }[]>();
  for (const { operation, machine, duration: time } of operations)
    alternatives.set(operation, [...(alternatives.get(operation) ?? []), { machine, duration: time }]);
  const next = new Map<number, number>();
  const hasBefore = new Set<number>();
  for (const [index, [before, after]] of precedences.entries()) {
    const path = ['precedences', index];
    if (!alternatives.has(before) || !alternatives.has(after))
      failSource(source, path, 'between operations of the file');
    if (next.has(before) || hasBefore.has(after))
      failSource(source, path, 'a link of a line: routes that branch are not supported yet');
    next.set(before, after);
    hasBefore.add(after);
  }
  const numbers = [...alternatives.keys()].sort((a, b) => a - b);
  const indexOf = new Map(numbers.map((number, index) => [number, index]));
  const cycle = findCycle(
    numbers.map((number) => [indexOf.get(next.get(number) ?? -1)].filter((index) => index !== undefined)),
  );
  if (cycle !== undefined)
    failSource(
      source,
      ['precedences'],
      `without a cycle; operations ${cycle.map((index) => numbers[index]).join(' -> ')} wait for themselves`,
    );
  const routes = numbers
    .filter((number) => !hasBefore.has(number))
    .map((first) => lineFrom(first, next, alternatives));
  const machines = operations.reduce((most, { machine }) => Math.max(most, machine + 1), 0);
  if (machines > 100_000) failSource(source, ['operations'], 'of machines below 100000');
  return namelessShop(instance ?? nameOfFile(source.file), machines, routes);
}

function lineFrom(
  first: number,
  next: ReadonlyMap<number, number>,
  alternatives: ReadonlyMap<number, Operation['alternatives']>,
): readonly Operation[] {
  const route: Operation[] = [];
  for (let at: number | undefined = first; at !== undefined; at = next.get(at))
    route.push({ alternatives: alternatives.get(at) ?? [] });
  return route;
}
