import { fail, isLeptonError } from '../../src/errors.js';
import { checkProblem } from '../../environments/production-line/check-problem.js';
import type { Problem } from '../../environments/production-line/problem.js';
import { chooseByRule } from '../../environments/production-line/rules/choose.js';
import { orderOfSchedule } from '../../environments/production-line/rules/fixed-order.js';
import { ruleNamed } from '../../environments/production-line/rules/registry.js';
import { rightShift } from '../../environments/production-line/rules/right-shift.js';
import type { Schedule, Task } from '../../environments/production-line/schedule.js';
import {
  compileProblem,
  type Plant,
  plantOperation,
} from '../../environments/production-line/simulator/compile-problem.js';
import { scheduleOf } from '../../environments/production-line/simulator/schedule-of.js';
import { Shop } from '../../environments/production-line/simulator/shop.js';
import {
  objectivesOf,
  stabilityOf,
  type Stability,
} from '../../environments/production-line/verifier/objectives.js';
import { versions } from '../versions.js';
import type { LineEvent } from './events.js';
import { situationAt, timeOfEvents, type Situation } from './history.js';
import { noDecisions, type LinePlan, type PlanDecisions } from './line-plan.js';
import { weigh } from './plan-schemes.js';
import { requireProof } from './plan-schedule.js';
import { askedRules, DecisionRecorder } from './record-decisions.js';

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
 * @throws LeptonError `unsupported` for a simulated day; `contract-broken` where the verifier finds something
 */
export function reschedule(
  before: LinePlan,
  events: readonly LineEvent[],
  typed: readonly string[],
  { strategy, now = timeOfEvents(events, before.now), stability: weight }: RescheduleOptions,
): Rescheduled {
  refuse(before, events, now);
  const situation = situationAt(before.problem, before.schedule, events, now);
  const { problem } = situation;
  checkProblem(withoutEmptyJobs(problem));
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
      : waysOf(before, situation, strategy === 'full').map((way) =>
          propose(kind, dispatch(floor, way), way),
        )),
  ].toSorted((a, b) => (strategy === 'full' ? a.objective - b.objective : a.cost - b.cost));
  if (proposals.length === 0) noProposal(problem);
  const [chosen] = proposals;
  const lost = lostPins(basis, chosen.schedule);
  requireProof(problem, chosen.schedule, { previous: unpinned(basis, lost), frozenUntil: now });
  const decisions = chosen.way === undefined ? noDecisions : decisionsOf(floor, chosen.way);
  return {
    plan: nextPlan(before, situation, chosen.schedule, decisions, unpinned(basis, lost), typed),
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
      value: now,
      requirement: `at or after ${earlier}, the time of the plan`,
    });
}

/** An empty job is what a cancelled one leaves; files may not have any. */
const withoutEmptyJobs = (problem: Problem): Problem => ({
  ...problem,
  jobs: problem.jobs.filter(({ operations }) => operations.length > 0),
});

function basisOf(schedule: Schedule, { begun, open }: Situation): Schedule {
  return { ...schedule, tasks: [...begun, ...open].toSorted((a, b) => a.setupStart - b.setupStart) };
}

/** The plan shifted to the right, rush orders first and last; none where its sequences cannot be kept. */
function shifts(problem: Problem, basis: Schedule, now: number): readonly Schedule[] {
  const hasNew = problem.jobs.some((_, job) => !basis.tasks.some((task) => task.job === job));
  return (hasNew ? [true, false] : [true]).flatMap((newJobsFirst) => {
    try {
      return [rightShift(problem, basis, { now, newJobsFirst })];
    } catch (error) {
      if (isLeptonError(error) && error.code === 'contract-broken') return [];
      throw error;
    }
  });
}

/** How the rest is dispatched. */
interface Way {
  /** Absent: by the start in the plan. */
  readonly ruleName?: string;
  /** The place of new jobs among planned ones: before (-Infinity) or after them. */
  readonly ofNew: number;
}

/** In the order of the plan, but overtaking where something is not ready; by the plan's own rule; and by rules that suit the problem. */
function waysOf(before: LinePlan, { problem, begun, open }: Situation, isFull: boolean): readonly Way[] {
  const byRule = (ruleName: string): Way => ({ ruleName, ofNew: 0 });
  if (isFull) return askedRules.map(({ name }) => byRule(name));
  const own = askedRules.find(({ name }) => before.schedule.decidedBy.endsWith(name))?.name;
  const { totalTardiness = 0, weightedTardiness = 0, numberLate = 0 } = before.options.objective;
  const isDue = totalTardiness + weightedTardiness + numberLate > 0;
  const planned = new Set([...begun, ...open].map(({ job }) => job));
  const hasNew = problem.jobs.some(({ operations }, job) => operations.length > 0 && !planned.has(job));
  const names = new Set([...(own === undefined ? [] : [own]), ...(isDue ? dueDateRules : workRules)]);
  return [{ ofNew: -Infinity }, ...(hasNew ? [{ ofNew: Infinity }] : []), ...[...names].map(byRule)];
}

/** The decisions behind a dispatched schedule: it is made once more, and asked on the way. */
function decisionsOf(floor: Floor, way: Way): PlanDecisions {
  const { ruleName } = way;
  const recorder = new DecisionRecorder(
    ruleName === undefined ? undefined : `priority of ${ruleName}, least first`,
  );
  dispatch(floor, way, recorder);
  return recorder.decisions;
}

/** A situation, laid out once for all ways to go on. */
interface Floor {
  readonly plant: Plant;
  readonly basis: Schedule;
  readonly begun: readonly Task[];
  readonly now: number;
}

function dispatch(
  { plant, basis, begun, now }: Floor,
  { ruleName, ofNew }: Way,
  recorder?: DecisionRecorder,
): Schedule {
  const order = orderOfSchedule(plant, { ...basis, tasks: begun }, now);
  for (let operation = 0; operation < plant.operationCount; operation++)
    if (order.machine[operation] < 0) order.notBefore[operation] = now;
  const planned = new Map(basis.tasks.map((task) => [plantOperation(plant, task.job, task.operation), task]));
  for (const [operation, task] of planned) {
    if (task.pinned !== true || order.machine[operation] >= 0) continue;
    order.machine[operation] = task.machine;
    order.notBefore[operation] = task.setupStart;
  }
  const shop = new Shop(plant, { plan: order });
  const rule = ruleName === undefined ? undefined : ruleNamed(ruleName);
  for (shop.reset(0); !shop.isDone;) {
    const chosen = rule === undefined ? byPlan(shop, planned, ofNew) : chooseByRule(shop, rule);
    if (shop.time >= now) recorder?.note(shop, chosen, rule === undefined ? {} : { rule });
    shop.take(chosen);
  }
  const decidedBy = rule === undefined ? 'repair in the order of the plan' : `repair by ${rule.name}`;
  return scheduleOf(shop, decidedBy);
}

/** The candidate that was planned to begin first, on the planned machine if it can be had. */
function byPlan({ candidates }: Shop, planned: ReadonlyMap<number, Task>, ofNew: number): number {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < candidates.count; i++) {
    const task = planned.get(candidates.operation[i]);
    const isElsewhere = task !== undefined && task.machine !== candidates.machine[i];
    const value = (task?.setupStart ?? ofNew) + (isElsewhere ? candidates.duration[i] : 0);
    if (value >= least) continue;
    best = i;
    least = value;
  }
  return best;
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
  before: LinePlan,
  { problem, now }: Situation,
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
  const earlier = before.decisions.list.filter(({ time }) => time < now);
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
    before: { problem: before.problem, schedule: before.schedule, now: before.now },
  };
}
