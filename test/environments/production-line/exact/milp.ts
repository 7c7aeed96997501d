/** The least makespan by a mixed-integer program, solved by HiGHS. */
import loadHighs from 'highs';
import type { Problem } from '../../../../environments/production-line/problem.js';

interface Operation {
  readonly index: number;
  readonly job: number;
  readonly family: number;
  readonly alternatives: readonly { readonly machine: number; readonly duration: number }[];
  /** When it can begin, as terms of a row and a number: the release of its job, or the end of the operation before. */
  readonly ready: { readonly terms: string; readonly known: number };
  readonly isLast: boolean;
}

/** What is used of HiGHS. Its types say that the package's only export is an object with the loader in it; it is the loader. */
interface Solver {
  solve(program: string, options: object): { readonly Status: string; readonly ObjectiveValue: number };
}
const isLoader = (value: unknown): value is () => Promise<Solver> => typeof value === 'function';

/** A solver that is loaded once. */
export async function makespanSolver(): Promise<(problem: Problem) => number> {
  const loader: unknown = loadHighs;
  if (!isLoader(loader)) throw new Error('highs exports no loader');
  const highs = await loader();
  return (problem) => {
    const hasSetups = problem.machines.some(({ setups }) => setups !== undefined);
    const program = hasSetups ? setupProgram(problem) : makespanProgram(problem);
    const solution = highs.solve(program, { parallel: 'off', mip_rel_gap: 0, mip_abs_gap: 0.5 });
    if (solution.Status !== 'Optimal') throw new Error(`the program is ${solution.Status}`);
    return solution.ObjectiveValue;
  };
}

/**
 * The disjunctive program of Manne, "On the Job-Shop Scheduling Problem" (1960), in the LP format of CPLEX: s is a start, x_a_m whether a
 * is done on m (where there is a choice), y_a_b whether a comes before b where both are on one machine.
 */
function makespanProgram(problem: Problem): string {
  const operations = operationsOf(problem);
  const horizon = horizonOf(problem);
  const rows: string[] = [];
  const binaries: string[] = [];
  for (const one of operations) {
    if (one.alternatives.length > 1) {
      const choices = one.alternatives.map(({ machine }) => `x_${one.index}_${machine}`);
      binaries.push(...choices);
      rows.push(`${choices.join(' + ')} = 1`);
    }
    for (const other of operations) {
      if (other.index <= one.index || other.job === one.job) continue;
      const shared = one.alternatives.filter(({ machine }) =>
        other.alternatives.some((each) => each.machine === machine),
      );
      if (shared.length > 0) binaries.push(`y_${one.index}_${other.index}`);
      rows.push(...shared.flatMap(({ machine }) => disjunction(machine, one, other, horizon)));
    }
  }
  return programOf([...routeRows(operations), ...rows], binaries, horizon);
}

/** One after the other if both are on the machine. */
function disjunction(machine: number, one: Operation, other: Operation, horizon: number): readonly string[] {
  const a = one.index;
  const b = other.index;
  const duration = ({ alternatives }: Operation) =>
    alternatives.find((each) => each.machine === machine)?.duration ?? 0;
  // A choice that is not made frees the row.
  const chosen = [one, other].filter(({ alternatives }) => alternatives.length > 1);
  const freed = chosen.map(({ index }) => ` - ${horizon} x_${index}_${machine}`).join('');
  const slack = -horizon * chosen.length;
  return [
    `s_${b} - s_${a} - ${horizon} y_${a}_${b}${freed} >= ${duration(one) - horizon + slack}`,
    `s_${a} - s_${b} + ${horizon} y_${a}_${b}${freed} >= ${duration(other) + slack}`,
  ];
}

/**
 * The program with set-ups that begin when the job is there, one machine for each operation: z_a_b whether b follows a at once on their
 * machine, f_b whether b is its first.
 */
function setupProgram(problem: Problem): string {
  const operations = operationsOf(problem);
  const horizon = horizonOf(problem);
  const rows: string[] = [];
  const binaries: string[] = [];
  for (const [machine, { setups = [], family }] of problem.machines.entries()) {
    const here = operations.filter(({ alternatives }) => alternatives[0].machine === machine);
    rows.push(`${here.map(({ index }) => `f_${index}`).join(' + ')} = 1`);
    for (const b of here) {
      const others = here.filter((a) => a !== b);
      const before = others.map((a) => `z_${a.index}_${b.index}`);
      binaries.push(`f_${b.index}`, ...before);
      rows.push(`${[`f_${b.index}`, ...before].join(' + ')} = 1`);
      if (others.length > 0) rows.push(`${others.map((a) => `z_${b.index}_${a.index}`).join(' + ')} <= 1`);
      const setup = (from: number | undefined) => (from === undefined ? 0 : (setups[from]?.[b.family] ?? 0));
      const taken = others.map((a) => ` - ${setup(a.family)} z_${a.index}_${b.index}`).join('');
      const { terms, known } = b.ready;
      rows.push(`s_${b.index} ${terms}${taken} - ${setup(family)} f_${b.index} >= ${known}`);
      for (const a of others) {
        const end = a.alternatives[0].duration + setup(a.family);
        rows.push(`s_${b.index} - s_${a.index} - ${horizon} z_${a.index}_${b.index} >= ${end - horizon}`);
      }
    }
  }
  return programOf([...routeRows(operations), ...rows], binaries, horizon);
}

function operationsOf({ jobs }: Problem): readonly Operation[] {
  const operations: Operation[] = [];
  for (const [job, { operations: route, release = 0 }] of jobs.entries())
    for (const [step, { alternatives, family = 0 }] of route.entries()) {
      const before = operations.at(-1);
      const ready = step === 0 || before === undefined ? { terms: '', known: release } : endOf(before);
      const isLast = step === route.length - 1;
      operations.push({ index: operations.length, job, family, alternatives, ready, isLast });
    }
  return operations;
}

/** The end of an operation, its terms for the left side of a row. */
function endOf({ index, alternatives }: Operation): Operation['ready'] {
  if (alternatives.length === 1) return { terms: `- s_${index}`, known: alternatives[0].duration };
  const work = alternatives.map(({ machine, duration }) => `- ${duration} x_${index}_${machine}`);
  return { terms: `- s_${index} ${work.join(' ')}`, known: 0 };
}

/** Each operation after the one before it, and the makespan after all. */
function routeRows(operations: readonly Operation[]): readonly string[] {
  return operations.flatMap((operation) => {
    const { terms, known } = endOf(operation);
    const own = `s_${operation.index} ${operation.ready.terms} >= ${operation.ready.known}`;
    return operation.isLast ? [own, `C ${terms} >= ${known}`] : [own];
  });
}

function programOf(rows: readonly string[], binaries: readonly string[], horizon: number): string {
  return [
    ...['Minimize', ' obj: C', 'Subject To', ...rows.map((row, i) => ` r${i}: ${row}`)],
    ...['Bounds', ` C <= ${horizon}`, 'Binaries', ` ${binaries.join(' ')}`, 'End'],
  ].join('\n');
}

/** A time by which everything can be done, one after the other. */
function horizonOf({ jobs, machines }: Problem): number {
  const longestSetup = Math.max(0, ...machines.flatMap(({ setups = [] }) => setups.flat()));
  const longest = jobs.flatMap(({ release = 0, operations }) => [
    release,
    ...operations.map(
      ({ alternatives }) => longestSetup + Math.max(...alternatives.map(({ duration }) => duration)),
    ),
  ]);
  return longest.reduce((sum, time) => sum + time, 0);
}
