import { check } from '../../src/errors.js';
import type { Problem } from '../../environments/production-line/problem.js';
import type { LineEvent } from './events.js';
import { checkPlannedProblem } from './line-plan.js';

/** Raises `invalid-value` for an event that speaks of what the plan does not have: programs make events by hand. */
export function checkEvents(problem: Problem, events: readonly LineEvent[]): void {
  const { machines, jobs } = problem;
  for (const [index, event] of events.entries()) {
    const demand = (isMet: boolean, parameter: string, value: unknown, requirement: string): void =>
      check(isMet, {
        ...{ component: 'reschedule', parameter: `events[${index}].${parameter}`, value, requirement },
      });
    const numberOf = (parameter: string, value: number, count: number): void =>
      demand(
        Number.isInteger(value) && value >= 0 && value < count,
        parameter,
        value,
        `a number from 0 to ${count - 1}`,
      );
    switch (event.kind) {
      case 'breakdown':
        numberOf('machine', event.machine, machines.length);
        demand(event.start >= 0, 'start', event.start, 'a time of at least 0');
        demand(event.end > event.start && event.end < Infinity, 'end', event.end, 'after the start');
        break;
      case 'rush':
        checkPlannedProblem({ ...problem, jobs: [...jobs, ...event.jobs] }, () => `events[${index}]`);
        break;
      case 'progress':
        for (const { job, operation } of event.actuals) {
          numberOf('job', job, jobs.length);
          numberOf('operation', operation, jobs[job].operations.length);
        }
        break;
      default:
        numberOf('job', event.job, jobs.length);
        if (event.kind !== 'cancel')
          demand(event.time >= 0 && event.time < Infinity, 'time', event.time, 'a time of at least 0');
    }
  }
}
