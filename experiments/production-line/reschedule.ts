import { fail, isLeptonError } from '../../src/errors.js';
import type { Problem } from '../../environments/production-line/problem.js';
import { rightShift } from '../../environments/production-line/rules/right-shift.js';
import type { Schedule, Task } from '../../environments/production-line/schedule.js';
import { compileProblem } from '../../environments/production-line/simulator/compile-problem.js';
import {
  objectivesOf,
  stabilityOf,
  type Stability,
} from '../../environments/production-line/verifier/objectives.js';
import { versions } from '../versions.js';
import type { LineEvent } from './events.js';
import { situationAt, timeOfEvents, type Situation } from './history.js';
import { checkPlannedProblem, noDecisions, type LinePlan, type PlanDecisions } from './line-plan.js';
import { weigh } from './plan-schemes.js';
import { requireProof } from './plan-schedule.js';
import { formatTime, timeFact } from './plant-time.js';
import { askedRules, DecisionRecorder } from './record-decisions.js';
import { dispatchRest, type Floor, type Way } from './rest-of-plan.js';

/** `best`: right-shift or repair, whichever is better by objective and stability. */
export const strategies = ['best', 'right-shift', 'repair', 'full'] as const;
export type Strategy = (typeof strategies)[number];

export interface RescheduleOptions {
  readonly strategy: Strategy;
  /** Absent: from the events. */
  readonly now?: number;
  /** Weight of the mean shift of an operation beside the objective. */
  readonly stability: number;
}

/** One way to go on. */
export interface Proposal {
  readonly strategy: Exclude<Strategy, 'best'>;
  readonly schedule: Schedule;
  readonly objective: number;
  readonly stability: Stability;
  /** objective + weight x mean shift. */
  readonly cost: number;
}

interface Tried extends Proposal {
  readonly way: Way | undefined;
}

export interface Rescheduled {
  readonly plan: LinePlan;
  readonly chosen: Proposal;
  /** All that were tried, the best first. */
  readonly proposals: readonly Proposal[];
  /** Pinned operations that could not keep their place. */
  readonly lostPins: readonly Task[];
}

/** Rules that repair dispatches the rest by, beside the order of the plan and its own rule; the second ones where tardiness counts. */
const workRules = ['FDD/MWKR', 'MWKR'];
const dueDateRules = ['MDD', 'ATC'];

/**
 * Goes on with a plan after something happened: what has begun is kept, and nothing else begins before now.
 * @param typed the events as they were typed, for the record
 * @throws LeptonError `unsupported` for a simulated day; `invalid-value` for what comes too late or cannot have been; `contract-broken` where the verifier finds something
 */
export function reschedule(
  plan: LinePlan,
  events: readonly LineEvent[],
  typed: readonly string[],
  { strategy, now = timeOfEvents(events, plan.now), stability: weight }: RescheduleOptions,
): Rescheduled {
  refuse(plan, events, now);
  const situation = situationAt(plan, events, now);
  refuseTooLate(situation, events, typed);
  const { before, problem } = situation;
  checkPlannedProblem(problem, () => 'reschedule');
  const basis = basisOf(before.schedule, situation);
  const propose = (kind: Proposal['strategy'], schedule: Schedule, way?: Way): Tried => {
    const objective = weigh(before.options.objective, objectivesOf(problem, schedule));
    const stability = stabilityOf(schedule, before.schedule);
    const lost = lostPins(basis, schedule).length;
    // A lost pin is worse than any objective.
    return {
      ...{ strategy: kind, schedule, objective, stability, way },
      cost: objective + weight * stability.meanShift + lost * 1e12,
    };
  };
  const kind = strategy === 'full' ? 'full' : 'repair';
  const floor: Floor = { plant: compileProblem(problem), basis, begun: situation.begun, now };
  const proposals = [
    ...(strategy === 'best' || strategy === 'right-shift'
      ? shifts(problem, basis, now).map((schedule) => propose('right-shift', schedule))
      : []),
    ...(strategy === 'right-shift'
      ? []
      : waysOf(situation, basis, strategy === 'full').map((way) =>
          propose(kind, dispatchRest(floor, way), way),
        )),
  ].toSorted((a, b) => (strategy === 'full' ? a.objective - b.objective : a.cost - b.cost));
  if (proposals.length === 0) noProposal(problem);
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

function noProposal({ name }: Problem): never {
  return fail('unsupported', {
    component: 'reschedule',
    parameter: '--strategy',
    value: 'right-shift',
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
      component: 'reschedule',
      parameter: 'the plan',
      value: 'one simulated day',
      requirement: 'a plan that was made without --simulate: a simulated day is over',
    });
  if (problem.permutation === true && events.some(({ kind }) => kind === 'cancel'))
    fail('unsupported', {
      component: 'reschedule',
      parameter: '--event',
      value: 'cancel, in a permutation flow shop',
      requirement: 'another event: there every order visits every machine',
    });
  if (now < earlier)
    fail('invalid-value', {
      component: 'reschedule',
      parameter: '--now',
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
      ...{ component: 'reschedule', parameter: '--event', value: typed[index], requirement },
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
        'a report without a start says that it has not: --event progress:FILE',
      );
  }
}

function basisOf(schedule: Schedule, { begun, open }: Situation): Schedule {
  return { ...schedule, tasks: [...begun, ...open].toSorted((a, b) => a.setupStart - b.setupStart) };
}

/** Whether there are orders that the plan does not know. */
function hasNewJobs({ jobs }: Problem, basis: Schedule): boolean {
  const known = new Set(basis.tasks.map(({ job }) => job));
  return jobs.some(({ operations }, job) => operations.length > 0 && !known.has(job));
}

/** The plan shifted to the right, rush orders first and last; none where its sequences cannot be kept. */
function shifts(problem: Problem, basis: Schedule, now: number): readonly Schedule[] {
  const hasNew = hasNewJobs(problem, basis);
  return (hasNew ? [true, false] : [true]).flatMap((newJobsFirst) => {
    try {
      const schedule = rightShift(problem, basis, { now, newJobsFirst });
      return [{ ...schedule, decidedBy: `${shiftOf}${makerOf(basis)}` }];
    } catch (error) {
      if (isLeptonError(error) && error.code === 'contract-broken') return [];
      throw error;
    }
  });
}

const shiftOf = 'right shift of ';

/** Who decided, before the plan was shifted, however often. */
const makerOf = ({ decidedBy }: Schedule): string =>
  decidedBy.startsWith(shiftOf) ? decidedBy.slice(shiftOf.length) : decidedBy;

/** In the order of the plan, but overtaking where something is not ready; by the plan's own rule; and by rules that suit the problem. */
function waysOf({ before, problem }: Situation, basis: Schedule, isFull: boolean): readonly Way[] {
  const byRule = (ruleName: string): Way => ({ ruleName, ofNew: 0 });
  if (isFull) return askedRules.map(({ name }) => byRule(name));
  const said = before.schedule.decidedBy.split(/,? /);
  const own = askedRules.find(({ name }) => said.includes(name))?.name;
  const { totalTardiness = 0, weightedTardiness = 0, numberLate = 0 } = before.options.objective;
  const isDue = totalTardiness + weightedTardiness + numberLate > 0;
  const names = new Set([...(own === undefined ? [] : [own]), ...(isDue ? dueDateRules : workRules)]);
  return [
    { ofNew: -Infinity },
    ...(hasNewJobs(problem, basis) ? [{ ofNew: Infinity }] : []),
    ...[...names].map(byRule),
  ];
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

function lostPins(basis: Schedule, schedule: Schedule): readonly Task[] {
  const pinned = basis.tasks.filter((task) => task.pinned === true);
  return pinned.filter(
    ({ job, operation, machine, start }) =>
      !schedule.tasks.some(
        (task) =>
          task.job === job &&
          task.operation === operation &&
          task.machine === machine &&
          task.start === start,
      ),
  );
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
