import { z } from 'zod';
import { fail } from '../../src/errors.js';
import { checkPlainData, nameOf, strictRecord } from '../../src/plain-data.js';
import type { Problem } from '../../environments/production-line/problem.js';
import type { Schedule, Task } from '../../environments/production-line/schedule.js';
import { compileProblem } from '../../environments/production-line/simulator/compile-problem.js';
import { versions } from '../versions.js';
import { checkEvents } from './check-events.js';
import { eventText, type LineEvent } from './events.js';
import { situationAt, timeOfEvents, type Situation } from './history.js';
import { checkPlannedProblem, noDecisions, type LinePlan, type PlanDecisions } from './line-plan.js';
import { requireProof } from './plan-schedule.js';
import { formatTime, timeFact } from './plant-time.js';
import { lostPins, proposalsOf, strategies, type Proposal, type Strategy } from './proposals.js';
import { askedRules, DecisionRecorder } from './record-decisions.js';
import { dispatchRest, type Floor, type Way } from './rest-of-plan.js';

const component = 'reschedule';

/** How to go on. */
export interface RescheduleOptions {
  /** Default: `best`. */
  readonly strategy?: Strategy;
  /** In the plan's unit; default: the first breakdown or the last report, not before the plan's own time. */
  readonly now?: number;
  /** Weight of the disturbance beside the objective, at least 0; default: 0.1. */
  readonly stability?: number;
}

/** What the command line and programs leave out. */
export const rescheduleDefaults = { strategy: 'best', stability: 0.1 } as const;

const optionsSchema = strictRecord({
  strategy: nameOf(strategies).exactOptional(),
  now: z.number().min(0).exactOptional(),
  stability: z.number().min(0).exactOptional(),
});

/** A plan that goes on after events, and how it was found. */
export interface Rescheduled {
  readonly plan: LinePlan;
  readonly chosen: Proposal;
  /** All that were tried, the best first. */
  readonly proposals: readonly Proposal[];
  /** Pinned operations that could not keep their place. */
  readonly lostPins: readonly Task[];
}

/**
 * Goes on with a plan after something happened: what has begun is kept, nothing else begins before now, and of several proposals the one is
 * taken whose objective + stability x disturbance is least. The disturbance is the mean over the operations of the plan of how far each is
 * shifted, one that moves at all counting the mean length of an operation besides, times what the objective may grow by if every open
 * order is done one unit of time later. A plan that the events leave possible and worth what it was stays as it is.
 * @param events in the order in which they happened
 * @throws LeptonError `unsupported` for a simulated day; `invalid-value` for what comes too late or cannot have been; `contract-broken` where the verifier finds something
 */
export function reschedule(
  plan: LinePlan,
  events: readonly LineEvent[],
  options: RescheduleOptions = {},
): Rescheduled {
  const {
    strategy,
    stability: weight,
    now = timeOfEvents(events, plan.now),
  } = { ...rescheduleDefaults, ...checkPlainData(optionsSchema, options, component) };
  checkEvents(plan.problem, events);
  refuse(plan, events, now);
  const typed = events.map((event) => eventText(plan.problem, event));
  const situation = situationAt(plan, events, now);
  refuseTooLate(situation, events, typed);
  const { before, problem } = situation;
  checkPlannedProblem(problem, () => component);
  const basis = basisOf(before.schedule, situation);
  const floor: Floor = { plant: compileProblem(problem), basis, begun: situation.begun, now };
  const proposals = proposalsOf(situation, floor, strategy, weight);
  if (proposals.length === 0) noProposal(problem, strategy);
  const [chosen] = proposals;
  const lost = lostPins(basis, chosen.schedule);
  requireProof(problem, chosen.schedule, { previous: unpinned(basis, lost), frozenUntil: now });
  const decisions = chosen.way === undefined ? noDecisions : decisionsOf(floor, chosen.way);
  return {
    plan: nextPlan(situation, chosen.schedule, decisions, unpinned(basis, lost), typed),
    chosen,
    proposals,
    lostPins: lost,
  };
}

function noProposal({ name }: Problem, strategy: Strategy): never {
  return fail('unsupported', {
    component,
    parameter: 'strategy',
    value: strategy,
    requirement: `repair or full: the sequences of ${name} cannot be kept after this`,
  });
}

function refuse(
  { options, problem, now: earlier }: LinePlan,
  events: readonly LineEvent[],
  now: number,
): void {
  if (options.isSimulated)
    fail('unsupported', {
      component,
      parameter: 'the plan',
      value: 'one simulated day',
      requirement: 'a plan that was made for the day ahead: a simulated day is over',
    });
  if (problem.permutation === true && events.some(({ kind }) => kind === 'cancel'))
    fail('unsupported', {
      component,
      parameter: 'events',
      value: 'cancel, in a permutation flow shop',
      requirement: 'another event: there every order visits every machine',
    });
  if (now < earlier)
    fail('invalid-value', {
      component,
      parameter: 'now',
      value: timeFact(problem, now),
      requirement: `at or after ${formatTime(problem, earlier)}, the time of the plan`,
    });
}

/** What a cancelled, a begun or a finished order cannot have any more. */
function refuseTooLate(
  { before, begun, now }: Situation,
  events: readonly LineEvent[],
  typed: readonly string[],
): void {
  const { problem, schedule } = before;
  const refused = (index: number, requirement: string, hint?: string): never =>
    fail('invalid-value', {
      ...{ component, parameter: `events[${index}]`, value: typed[index], requirement },
      ...(hint !== undefined && { hint }),
    });
  for (const [index, event] of events.entries()) {
    if (!('job' in event)) continue;
    const { name } = problem.jobs[event.job];
    const own = begun.filter(({ job }) => job === event.job);
    if ([...before.events, ...typed.slice(0, index)].includes(`cancel:${name}`))
      refused(index, `about an order that is still wanted: ${name} has been cancelled`);
    const isDone =
      own.length === schedule.tasks.filter(({ job }) => job === event.job).length &&
      own.every(({ end }) => end <= now);
    if (event.kind === 'cancel' && isDone)
      refused(index, `about an order that is not done: ${name} is complete`);
    const [first] = own;
    if (event.kind === 'release' && first !== undefined)
      refused(
        index,
        `about an order that has not begun: ${name} has, at ${formatTime(problem, first.setupStart)}`,
        'a report without a start says that it has not: progress:FILE',
      );
  }
}

function basisOf(schedule: Schedule, { begun, open }: Situation): Schedule {
  return { ...schedule, tasks: [...begun, ...open].toSorted((a, b) => a.setupStart - b.setupStart) };
}

/** The decisions behind a dispatched schedule: it is made once more, and asked on the way. */
function decisionsOf(floor: Floor, way: Way): PlanDecisions {
  const { ruleName } = way;
  const recorder = new DecisionRecorder(
    ruleName === undefined ? undefined : `priority of ${ruleName}, least first`,
  );
  dispatchRest(floor, way, recorder);
  return recorder.decisions;
}

function unpinned(basis: Schedule, lost: readonly Task[]): Schedule {
  return {
    ...basis,
    tasks: basis.tasks.map((task) => (lost.includes(task) ? { ...task, pinned: false } : task)),
  };
}

function nextPlan(
  { before, problem, now }: Situation,
  schedule: Schedule,
  decisions: PlanDecisions,
  basis: Schedule,
  typed: readonly string[],
): LinePlan {
  const pins = new Set(
    basis.tasks.filter((task) => task.pinned === true).map(({ job, operation }) => `${job}/${operation}`),
  );
  const tasks = schedule.tasks.map((task) =>
    pins.has(`${task.job}/${task.operation}`) ? { ...task, pinned: true } : task,
  );
  const known = before.decisions.values;
  const earlier = before.decisions.list
    .filter(({ time }) => time < now)
    .map((decision) => ({ ...(known !== undefined && { values: known }), ...decision }));
  const { values } = decisions.list.length > 0 ? decisions : before.decisions;
  return {
    ...before,
    ...{ problem, now, schedule: { ...schedule, tasks }, versions: versions() },
    decisions: {
      rules: askedRules.map(({ name }) => name),
      list: [...earlier, ...decisions.list],
      ...(values !== undefined && { values }),
    },
    events: [...before.events, ...typed],
    before: {
      ...{ problem: before.problem, schedule: before.schedule },
      ...{ now: before.now, events: before.events },
    },
  };
}
