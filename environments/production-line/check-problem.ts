import { fail } from '../../src/errors.js';
import { parseMoment } from './civil-time.js';
import { needDefects, priceDefects } from './check-resources.js';
import { problemSchema } from './problem-schema.js';
import type { Interval, Job, Machine, Operation, Problem } from './problem.js';

/** Where a value is in a `Problem`: `['jobs', 2, 'operations', 0, 'alternatives', 1, 'duration']`. */
export type ProblemPath = readonly (string | number)[];

/** What is wrong at a place. */
export interface Defect {
  readonly path: ProblemPath;
  readonly value: unknown;
  /** The end of "but must be". */
  readonly requirement: string;
  readonly hint?: string;
}

/** How many defects a message names. */
const namedAtMost = 6;

/**
 * Raises unless the problem can be scheduled: every key known, every number in its range, every reference to something that exists.
 * The message names the job, the operation and the machine, and up to five more defects.
 * @param placeOf where a value was written (`plant.yaml:12:5`); readers of files give it
 * @throws LeptonError `invalid-value`
 */
export function checkProblem(problem: Problem, placeOf?: (path: ProblemPath) => string): void {
  const defects = problemDefects(problem).slice(0, namedAtMost);
  if (defects.length === 0) return;
  const [first, ...others] = defects;
  const place = (path: ProblemPath) =>
    placeOf?.(path) ?? `problem ${JSON.stringify(valueAt(problem, ['name']))}`;
  const also = others.map(
    ({ path, value, requirement }) =>
      `also ${place(path)}: ${describe(problem, path)} is ${JSON.stringify(value)}, but must be ${requirement}`,
  );
  const hint = [first.hint ?? [], also].flat(2).join('\n  ');
  fail('invalid-value', {
    component: place(first.path),
    parameter: describe(problem, first.path),
    value: first.value,
    requirement: first.requirement,
    ...(hint !== '' && { hint }),
  });
}

/** All that is wrong with a problem, in the order in which it is written; references are looked at once the shapes are right. */
export function problemDefects(problem: Problem): readonly Defect[] {
  const shape = problemSchema.safeParse(problem);
  if (!shape.success) {
    return shape.error.issues.map(({ path, message, code }) => ({
      path: path.map((key) => (typeof key === 'symbol' ? String(key) : key)),
      value: valueAt(problem, path),
      requirement: code === 'unrecognized_keys' ? `without it: ${message}` : message,
    }));
  }
  return [
    ...duplicateNames('machines', problem.machines),
    ...problem.machines.flatMap((machine, index) => machineDefects(machine, ['machines', index])),
    ...duplicateNames('resources', problem.resources ?? []),
    ...(problem.resources ?? []).flatMap(({ closed = [] }, index) =>
      intervalDefects(closed, ['resources', index, 'closed']),
    ),
    ...duplicateNames('jobs', problem.jobs),
    ...problem.jobs.flatMap((job, index) => jobDefects(problem, job, ['jobs', index])),
    ...needDefects(problem),
    ...plantDefects(problem),
  ];
}

function duplicateNames(list: string, items: readonly { readonly name: string }[]): readonly Defect[] {
  const first = new Map<string, number>();
  return items.flatMap(({ name }, index) => {
    const other = first.get(name);
    if (other === undefined) first.set(name, index);
    const requirement = `a name of its own; ${list}[${other}] has it`;
    return other === undefined ? [] : [{ path: [list, index, 'name'], value: name, requirement }];
  });
}

function machineDefects(machine: Machine, path: ProblemPath): readonly Defect[] {
  const { closed = [], breakdowns, setups, family, speeds } = machine;
  const listed = breakdowns?.kind === 'listed' ? breakdowns.intervals : [];
  const has = speeds?.some(({ rate, wear }) => rate === 1 && wear === 1) ?? true;
  return [
    ...intervalDefects(closed, [...path, 'closed']),
    ...intervalDefects(listed, [...path, 'breakdowns', 'intervals']),
    ...(setups === undefined ? [] : setupDefects(setups, family, path)),
    ...(has
      ? []
      : [
          { path: [...path, 'speeds'], value: speeds, requirement: 'a list with { rate: 1, wear: 1 } in it' },
        ]),
  ];
}

/** They may touch, not overlap. */
function intervalDefects(intervals: readonly Interval[], path: ProblemPath): readonly Defect[] {
  return intervals.flatMap((interval, index): Defect[] => {
    const at = { path: [...path, index], value: interval };
    const { start, end } = interval;
    if (start >= end) return [{ ...at, requirement: 'an interval that ends after it starts' }];
    if (index === 0) return [];
    const before = intervals[index - 1];
    const requirement = `after the interval before it, which is from ${before.start} to ${before.end}: disjoint and in order`;
    return start < before.end ? [{ ...at, requirement }] : [];
  });
}

function setupDefects(
  setups: readonly (readonly number[])[],
  family: number | undefined,
  path: ProblemPath,
): readonly Defect[] {
  const rows = setups.length;
  const families = setups.at(0)?.length ?? 0;
  const at = [...path, 'setups'];
  if (families === 0 || (rows !== families && rows !== families + 1)) {
    const requirement =
      'a matrix with a row and a column for each family, and one row more for the beginning if need be';
    return [{ path: at, value: `${rows} x ${families}`, requirement }];
  }
  const ragged = setups.findIndex((row) => row.length !== families);
  if (ragged >= 0) {
    return [{ path: [...at, ragged], value: setups[ragged], requirement: `a row of ${families} numbers` }];
  }
  if (family === undefined || family < families) return [];
  return [
    { path: [...path, 'family'], value: family, requirement: `a family of its set-ups, below ${families}` },
  ];
}

function jobDefects(problem: Problem, job: Job, path: ProblemPath): readonly Defect[] {
  const { release = 0, known = 0, due } = job;
  const defects: Defect[] = [];
  if (known > release)
    defects.push({
      path: [...path, 'known'],
      value: known,
      requirement: `at most the release, ${release}: nobody can release a job that is not known`,
    });
  // Without a release an order may be late from the beginning.
  if (due !== undefined && job.release !== undefined && due < release)
    defects.push({ path: [...path, 'due'], value: due, requirement: `at least the release, ${release}` });
  const operations = job.operations.flatMap((operation, index) =>
    operationDefects(problem, operation, [...path, 'operations', index]),
  );
  return [...defects, ...operations, ...routeDefects(job, path)];
}

function operationDefects(problem: Problem, operation: Operation, path: ProblemPath): readonly Defect[] {
  const { machines } = problem;
  const { alternatives, family = 0, rework = 0, scrap = 0 } = operation;
  const defects = alternatives.flatMap(({ machine }, index): Defect[] => {
    const at = { path: [...path, 'alternatives', index, 'machine'], value: machine };
    const known = `one of the ${machines.length} machines, 0 to ${machines.length - 1}`;
    if (machine >= machines.length) return [{ ...at, requirement: known }];
    if (alternatives.findIndex((other) => other.machine === machine) < index)
      return [{ ...at, requirement: 'a machine that is not in the list already' }];
    const families = machines[machine].setups?.at(0)?.length ?? Infinity;
    if (family < families) return [];
    const requirement = `a family of the set-ups of ${machines[machine].name}, below ${families}`;
    return [{ path: [...path, 'family'], value: family, requirement }];
  });
  if (rework + scrap <= 1) return defects;
  const requirement = 'at most 1 - rework, which is its share already';
  return [...defects, { path: [...path, 'scrap'], value: scrap, requirement }];
}

/** Routes may branch and join; none may wait for itself. */
function routeDefects({ operations }: Job, path: ProblemPath): readonly Defect[] {
  const outside = operations.findIndex(({ after = [] }) => after.some((index) => index >= operations.length));
  if (outside >= 0) {
    const at = { path: [...path, 'operations', outside, 'after'], value: operations[outside].after };
    return [{ ...at, requirement: `operations of the job, 0 to ${operations.length - 1}` }];
  }
  const cycle = findCycle(operations.map(({ after }, index) => after ?? (index === 0 ? [] : [index - 1])));
  if (cycle !== undefined) {
    const at = [...path, 'operations', cycle[0], 'after'];
    const requirement = `a route without a cycle; ${cycle.join(' -> ')} waits for itself`;
    return [{ path: at, value: operations[cycle[0]].after, requirement }];
  }
  return operations.flatMap(({ after = [] }, index): Defect[] => {
    if (new Set(after).size === after.length) return [];
    const requirement = 'a list that names every operation once';
    return [{ path: [...path, 'operations', index, 'after'], value: after, requirement }];
  });
}

/** A list of numbers, each of which waits for the next, the last the first; undefined where there is none. */
export function findCycle(waitsFor: readonly (readonly number[])[]): readonly number[] | undefined {
  const isDone = new Set<number>();
  for (let start = 0; start < waitsFor.length; start++) {
    // Depth first, with the way to the place on a stack of its own: routes may be long.
    const way = [{ at: start, next: 0 }];
    const onWay = new Set([start]);
    while (way.length > 0) {
      const top = way[way.length - 1];
      const target = isDone.has(top.at) ? undefined : waitsFor[top.at].at(top.next++);
      if (target === undefined) {
        isDone.add(top.at);
        onWay.delete(top.at);
        way.pop();
      } else if (onWay.has(target)) {
        const cycle = way.map(({ at }) => at).slice(way.findIndex(({ at }) => at === target));
        return [...cycle, target];
      } else if (!isDone.has(target)) {
        way.push({ at: target, next: 0 });
        onWay.add(target);
      }
    }
  }
  return undefined;
}

function plantDefects(problem: Problem): readonly Defect[] {
  const { durations, calendar } = problem;
  const defects: Defect[] = [
    ...transportDefects(problem),
    ...permutationDefects(problem),
    ...priceDefects(problem),
  ];
  if (durations !== undefined && durations.kind !== 'lognormal' && durations.low > durations.high)
    defects.push({
      path: ['durations', 'low'],
      value: durations.low,
      requirement: `at most high, ${durations.high}`,
    });
  else if (durations?.kind === 'triangular' && (durations.low > 1 || durations.high < 1))
    defects.push({
      path: ['durations'],
      value: durations,
      requirement: 'low at most 1 and high at least 1: the most likely factor is 1',
    });
  if (calendar !== undefined && parseMoment(calendar.origin) === undefined)
    defects.push({
      path: ['calendar', 'origin'],
      value: calendar.origin,
      requirement: 'a date and time like 2026-03-02T06:00',
    });
  return defects;
}

function transportDefects({ transport, machines }: Problem): readonly Defect[] {
  if (transport === undefined) return [];
  const size = machines.length;
  if (transport.length !== size || transport.some((row) => row.length !== size)) {
    const value = `${transport.length} x ${transport.map((row) => row.length).join('/')}`;
    return [
      { path: ['transport'], value, requirement: `a matrix of ${size} x ${size}, a row for each machine` },
    ];
  }
  const wrong = transport.findIndex((row, index) => row[index] !== 0);
  if (wrong < 0) return [];
  const requirement = '0: a job that stays on a machine is not carried';
  return [{ path: ['transport', wrong, wrong], value: transport[wrong][wrong], requirement }];
}

function permutationDefects({ permutation = false, jobs }: Problem): readonly Defect[] {
  if (!permutation) return [];
  const routeOf = (job: Job) =>
    job.operations.map(({ alternatives }) => alternatives.map(({ machine }) => machine));
  const route = JSON.stringify(routeOf(jobs[0]));
  const first = routeOf(jobs[0]).flat();
  const isLine = first.length === jobs[0].operations.length && new Set(first).size === first.length;
  const other = isLine ? jobs.findIndex((job) => JSON.stringify(routeOf(job)) !== route) : 0;
  if (other < 0) return [];
  const requirement =
    'the same machines for every job, each once, one for an operation: this is a permutation flow shop';
  return [{ path: ['jobs', other, 'operations'], value: routeOf(jobs[other]), requirement }];
}

/** `jobs[2].operations[0].alternatives[1].duration`, with the names of the job, the operation and the machine. */
function describe(problem: Problem, path: ProblemPath): string {
  const words = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  const [list, index] = path;
  const owner = list === 'jobs' || list === 'machines' ? valueAt(problem, [list, index]) : undefined;
  const names = [nameIn(owner, list === 'jobs' ? 'job' : 'machine')];
  if (path[2] === 'operations') names.push(nameIn(valueAt(problem, path.slice(0, 4)), 'operation'));
  const named = names.filter((name) => name !== '').join(', ');
  return `${words.replace(/^\./, '') || 'the problem'}${named === '' ? '' : ` (${named})`}`;
}

function nameIn(value: unknown, kind: string): string {
  if (typeof value !== 'object' || value === null || !('name' in value)) return '';
  return typeof value.name === 'string' ? `${kind} "${value.name}"` : '';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null) return undefined;
    inner = Object.entries(inner).find(([name]) => name === String(key))?.[1];
  }
  return inner;
}
