import { nameOf } from '../../src/plain-data.js';
import { z } from 'zod';
import { fail } from '../../src/errors.js';
import { checkProblem, type ProblemPath } from '../../environments/production-line/check-problem.js';
import type { Problem } from '../../environments/production-line/problem.js';
import type { Schedule } from '../../environments/production-line/schedule.js';
import type { ObjectiveWeights } from '../../environments/production-line/simulator/objectives.js';

/** A schedule with all that is needed to show it, to prove it, and to go on from it: what `schedule.json` holds. */
export interface LinePlan {
  readonly format: 1;
  /** The problem that the schedule is held against: without what happens by chance, unless the plan is a simulated day. */
  readonly problem: Problem;
  readonly schedule: Schedule;
  readonly options: PlanOptions;
  /** What had begun before this time is history. */
  readonly now: number;
  readonly decisions: PlanDecisions;
  /** What happened since the first plan, as it was typed, oldest first. */
  readonly events: readonly string[];
  /**
   * The plan before the last answer, if there was one, with the events that it had answered; jobs and operations have the same numbers, as
   * far as both have them.
   */
  readonly before?: Pick<LinePlan, 'problem' | 'schedule' | 'now' | 'events'>;
  readonly versions: Readonly<Record<string, string>>;
}

/** How a plan was made. */
export interface PlanOptions {
  /** As typed: `rule:MWKR`, `best-of:128`, `search`, the folder of a run. */
  readonly agent: string;
  readonly seed: number | string;
  readonly samples: number;
  /** As typed: `non-delay`, `active`, `bounded-delay:20`. */
  readonly scheme: string;
  readonly objective: ObjectiveWeights;
  /** The plan is one day as chance may have it, not a plan for one. */
  readonly isSimulated: boolean;
}

/** What was decided, with what could have been. */
export interface PlanDecisions {
  /** What the values of candidates are, if there are any: `priority MWKR, least first`. */
  readonly values?: string;
  /** Names that `agree` and `options` refer to by their numbers. */
  readonly rules: readonly string[];
  readonly list: readonly PlanDecision[];
}

/** One decision; the lists about candidates have one entry for each. */
export interface PlanDecision {
  readonly time: number;
  readonly jobs: readonly number[];
  /** -1: maintenance; -2: to wait. */
  readonly operations: readonly number[];
  readonly machines: readonly number[];
  readonly chosen: number;
  readonly priorities?: readonly (number | null)[];
  /** What they are, where it is not what the values of all are. */
  readonly values?: string;
  /** Rules that would have taken the same, by their numbers. */
  readonly agree: readonly number[];
  /** Of an agent that chooses a rule: rule (by its number), Q-value, and the candidate that the rule takes. */
  readonly choices?: readonly (readonly [rule: number, value: number, candidate: number])[];
  /** Jobs that waited for one of these machines and could not be started. */
  readonly blocked: readonly (readonly [job: number, machine: number, why: BlockedReason])[];
}

/** Why a job in front of an idle machine is no candidate. */
export type BlockedReason = 'closing' | 'turn' | 'chain' | 'place' | 'fixed' | 'resource';

export const noDecisions: PlanDecisions = { rules: [], list: [] };

const number = z.number();
const interval = { start: number, end: number };
const task = z.looseObject({
  job: z.int(),
  operation: z.int(),
  machine: z.int(),
  setupStart: number,
  ...interval,
});
const schedule = z.looseObject({
  problem: z.string(),
  tasks: z.array(task),
  blocks: z.array(
    z.looseObject({ machine: z.int(), kind: nameOf(['breakdown', 'repair', 'maintenance']), ...interval }),
  ),
});
const planSchema = z.looseObject({
  format: z.literal(1),
  problem: z.looseObject({ name: z.string() }),
  schedule,
  now: number,
  events: z.array(z.string()),
  before: z.looseObject({ schedule, now: number, events: z.array(z.string()) }).exactOptional(),
  decisions: z.looseObject({ rules: z.array(z.string()), list: z.array(z.looseObject({ time: number })) }),
  options: z.looseObject({
    agent: z.string(),
    scheme: z.string(),
    samples: z.int(),
    isSimulated: z.boolean(),
  }),
});

/**
 * Reads what `writePlan` wrote.
 * @throws LeptonError `file-damaged`; `invalid-value` for a problem that is none
 */
export function readPlan(text: string, file: string): LinePlan {
  const value = parse(text, file);
  const result = planSchema.safeParse(value);
  if (!result.success) {
    const [{ path, message }] = result.error.issues;
    return fail('file-damaged', {
      component: file,
      parameter: path.length === 0 ? 'the file' : path.map(String).join('.'),
      value: undefined,
      requirement: `as \`schedule\` writes it: ${message}`,
    });
  }
  const plan = value as LinePlan;
  checkPlannedProblem(plan.problem, () => file);
  return plan;
}

/**
 * Checks the problem of a plan. Events may make of it what nobody may bring in a file: a cancelled order is an empty job, and material may come
 * after the due date.
 */
export function checkPlannedProblem(problem: Problem, placeOf: (path: ProblemPath) => string): void {
  const jobs = problem.jobs
    .filter(({ operations }) => operations.length > 0)
    .map(({ due, ...job }) => (due === undefined || due < (job.release ?? 0) ? job : { ...job, due }));
  if (jobs.length > 0 || problem.jobs.length === 0) checkProblem({ ...problem, jobs }, placeOf);
}

export const writePlan = (plan: LinePlan): string => `${JSON.stringify(plan)}\n`;

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail('file-damaged', {
      component: file,
      parameter: 'the file',
      value: undefined,
      requirement: `JSON: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}
