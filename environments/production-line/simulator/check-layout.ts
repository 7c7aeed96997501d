import { check } from '../../../src/errors.js';
import { findCycle } from '../check-problem.js';
import { operationsBefore } from './strands.js';
import type { Job, Machine, Problem, Resource } from '../problem.js';

const component = 'compileProblem';

/** Raises `invalid-value` or `unsupported` for what cannot be laid out; `check-problem.ts` is the one that helps people. */
export function checkLayout(problem: Problem): void {
  checkOperations(problem);
  checkCalendars(problem.machines);
  checkCalendars(problem.resources ?? []);
  checkNeeds(problem);
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

function checkCalendars(owners: readonly (Machine | Resource)[]): void {
  for (const { name, closed = [] } of owners) {
    for (const [index, { start, end }] of closed.entries()) {
      const before = index === 0 ? -Infinity : closed[index - 1].end;
      check(start < end && start >= before && end < Infinity, {
        component,
        parameter: `closed[${index}] of ${name}`,
        value: [start, end],
        requirement: 'disjoint, in order, with an end after its start',
      });
    }
  }
}

function checkNeeds({ resources = [], jobs }: Problem): void {
  for (const { needs = [] } of jobs.flatMap((job) => job.operations))
    for (const { resource, count = 1 } of needs) {
      const available = resources.at(resource)?.count ?? 0;
      check(Number.isInteger(resource) && resource >= 0 && count >= 1 && count <= available, {
        component,
        parameter: 'needs of an operation',
        value: { resource, count },
        requirement: 'a resource of the problem, and no more of it than there is',
      });
    }
}

function checkRoutes({ jobs, permutation }: Problem): void {
  const routeOf = (job: Job): string =>
    job.operations.map(({ alternatives }) => alternatives.map(({ machine }) => machine).join('|')).join(' ');
  for (const job of jobs) {
    const cycle = findCycle(operationsBefore(job));
    check(cycle === undefined, {
      component,
      parameter: `the route of ${job.name}`,
      value: cycle,
      requirement: 'without a cycle',
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
