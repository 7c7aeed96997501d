import { builtInProblem } from '../../../environments/production-line/built-in-problems.js';
import type { Problem } from '../../../environments/production-line/problem.js';
import type { LinePlan } from '../../../experiments/production-line/line-plan.js';
import { schedulePlan, type ScheduleRequest } from '../../../experiments/production-line/schedule.node.js';
import { isLeptonError } from '../../../src/errors.js';

/** A plan of a problem, or of a built-in one, with the options that matter. */
export function planOf(problem: Problem | string, options: Partial<ScheduleRequest> = {}): Promise<LinePlan> {
  return schedulePlan(typeof problem === 'string' ? builtInProblem(problem) : problem, {
    ...{ agent: 'rule:MWKR', samples: 16 },
    ...options,
  });
}

/** Code and message of what an action raises. */
export function failureOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (isLeptonError(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'nothing raised';
}

/** Two machines, three orders with due dates, one of which comes late. */
export const smallPlant: Problem = {
  name: 'small plant',
  machines: [
    { name: 'saw', closed: [{ start: 10, end: 12 }] },
    {
      name: 'mill',
      setups: [
        [0, 2],
        [2, 0],
      ],
      family: 0,
    },
  ],
  jobs: [
    { name: 'A', due: 20, operations: [step(0, 4), step(1, 5)] },
    { name: 'B', due: 9, operations: [step(0, 3), step(1, 4, 1)] },
    { name: 'C', due: 40, release: 6, operations: [step(1, 6), step(0, 2)] },
  ],
};

function step(machine: number, duration: number, family = 0): Problem['jobs'][number]['operations'][number] {
  return { alternatives: [{ machine, duration }], family, pausable: true };
}
