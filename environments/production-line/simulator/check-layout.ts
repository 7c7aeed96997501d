import { check, fail } from '../../../src/errors.js';
import type { Job, Problem } from '../problem.js';

const component = 'compileProblem';

/** Raises `invalid-value` or `unsupported` for what cannot be laid out; `check-problem.ts` is the one that helps people. */
export function checkLayout(problem: Problem): void {
  checkOperations(problem);
  checkCalendars(problem);
  checkRoutes(problem);
}

function checkOperations({ jobs, machines }: Problem): void {
  const operations = jobs.flatMap((job) => job.operations);
  for (const { alternatives } of operations) {
    check(alternatives.length > 0, {
      component,
      parameter: 'alternatives',
      value: 0,
      requirement: 'at least 1',
    });
    for (const { machine, duration } of alternatives) {
      check(Number.isInteger(machine) && machine >= 0 && machine < machines.length, {
        component,
        parameter: 'machine of an operation',
        value: machine,
        requirement: `from 0 to ${machines.length - 1}`,
      });
      check(duration >= 0 && duration < Infinity, {
        component,
        parameter: 'duration of an operation',
        value: duration,
        requirement: 'a number of at least 0',
      });
    }
  }
}

function checkCalendars({ machines }: Problem): void {
  for (const machine of machines) {
    for (const [index, { start, end }] of (machine.closed ?? []).entries()) {
      const before = machine.closed?.[index - 1]?.end ?? -Infinity;
      check(start < end && start >= before && end < Infinity, {
        component,
        parameter: `closed[${index}] of ${machine.name}`,
        value: [start, end],
        requirement: 'disjoint, in order, with an end after its start',
      });
    }
  }
}

function checkRoutes({ jobs, permutation }: Problem): void {
  const routeOf = (job: Job): string =>
    job.operations.map(({ alternatives }) => alternatives.map(({ machine }) => machine).join('|')).join(' ');
  for (const job of jobs) {
    for (const [index, { after }] of job.operations.entries())
      if (after !== undefined && (after.length > 1 || (after[0] ?? index - 1) !== index - 1))
        fail('unsupported', {
          component,
          parameter: `after, of operation ${index} of ${job.name}`,
          value: after,
          requirement: 'the operation before it in the list, or absent: only routes in a line for now',
        });
    const machines = job.operations.map(({ alternatives }) => alternatives[0]?.machine);
    const isFlow = new Set(machines).size === machines.length && routeOf(job) === routeOf(jobs[0]);
    check(permutation !== true || (isFlow && !job.operations.some((one) => one.alternatives.length > 1)), {
      component,
      parameter: `the route of ${job.name}`,
      value: machines,
      requirement:
        'the same for all jobs, each machine once and without alternatives, where permutation is true',
    });
  }
}
