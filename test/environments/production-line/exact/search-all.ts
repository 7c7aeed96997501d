/** The least makespan by trying every active schedule, as naively as it can be written; and by every order, for set-ups. */
import type { Problem } from '../../../../environments/production-line/problem.js';

interface State {
  readonly next: readonly number[];
  readonly ready: readonly number[];
  readonly free: readonly number[];
  readonly family: readonly (number | undefined)[];
}

interface Choice {
  readonly job: number;
  readonly machine: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The optimal makespan of a job shop with releases. Giffler and Thompson, "Algorithms for Solving Production-Scheduling Problems" (1960):
 * on the machine where something could end first, one of those that could begin before that comes next, and some active schedule is
 * optimal. A branch is left when its jobs alone already take as long as the best schedule.
 */
export function bestActiveMakespan(problem: Problem): number {
  return explore(problem, beginning(problem), Infinity, (choices) => {
    const first = choices.reduce((a, b) => (b.end < a.end ? b : a));
    return choices.filter(({ machine, start }) => machine === first.machine && start < first.end);
  });
}

/** The optimal makespan with set-ups too: every operation that is next in its job may come next. */
export function bestOfAllOrders(problem: Problem): number {
  return explore(problem, beginning(problem), Infinity, (choices) => choices);
}

function explore(
  problem: Problem,
  state: State,
  best: number,
  branches: (choices: readonly Choice[]) => readonly Choice[],
): number {
  const choices = problem.jobs.flatMap((_, job) => choicesOf(problem, state, job));
  if (choices.length === 0) return Math.min(best, Math.max(...state.ready));
  if (leastEnd(problem, state) >= best) return best;
  return branches(choices).reduce(
    (least, choice) => explore(problem, after(problem, state, choice), least, branches),
    best,
  );
}

function choicesOf(problem: Problem, { next, ready, free, family }: State, job: number): readonly Choice[] {
  const { operations } = problem.jobs[job];
  if (next[job] === operations.length) return [];
  const operation = operations[next[job]];
  return operation.alternatives.map(({ machine, duration }) => {
    const { setups } = problem.machines[machine];
    const from = family[machine];
    const setup = setups === undefined || from === undefined ? 0 : setups[from][operation.family ?? 0];
    const start = Math.max(ready[job], free[machine]) + setup;
    return { job, machine, start, end: start + duration };
  });
}

function after(problem: Problem, state: State, { job, machine, end }: Choice): State {
  const { family = 0 } = problem.jobs[job].operations[state.next[job]];
  return {
    next: state.next.with(job, state.next[job] + 1),
    ready: state.ready.with(job, end),
    free: state.free.with(machine, end),
    family: state.family.with(machine, family),
  };
}

/** What each job still needs, and what each machine still has to do. */
function leastEnd(problem: Problem, { next, ready, free }: State): number {
  const left = problem.jobs.map(({ operations }, job) => operations.slice(next[job]));
  const shortest = (alternatives: readonly { readonly duration: number }[]) =>
    Math.min(...alternatives.map(({ duration }) => duration));
  const ends = left.map(
    (operations, job) =>
      ready[job] + operations.reduce((sum, { alternatives }) => sum + shortest(alternatives), 0),
  );
  const loads = free.map((time, machine) =>
    left
      .flat()
      .filter(({ alternatives }) => alternatives.length === 1 && alternatives[0].machine === machine)
      .reduce((sum, { alternatives }) => sum + alternatives[0].duration, time),
  );
  return Math.max(...ends, ...loads);
}

function beginning({ jobs, machines }: Problem): State {
  return {
    next: jobs.map(() => 0),
    ready: jobs.map(({ release = 0 }) => release),
    free: machines.map(() => 0),
    family: machines.map(({ family }) => family),
  };
}
