/** Ways to go on with a plan, and what each of them is worth. */
import { isLeptonError } from '../../src/errors.js';
import type { Problem } from '../../environments/production-line/problem.js';
import { rightShift } from '../../environments/production-line/rules/right-shift.js';
import type { Schedule, Task } from '../../environments/production-line/schedule.js';
import {
  objectivesOf,
  stabilityOf,
  type Stability,
} from '../../environments/production-line/verifier/objectives.js';
import { disturbanceOf, latenessOf, priceOfTime } from './disturbance.js';
import type { Situation } from './history.js';
import { valueOf, weigh } from './plan-schemes.js';
import { askedRules } from './record-decisions.js';
import { dispatchRest, type Floor, type Way } from './rest-of-plan.js';

/** `best`: of right-shift, pull-forward and repair, by objective and stability. */
export const strategies = ['best', 'right-shift', 'pull-forward', 'repair', 'full'] as const;
/** How to go on with a plan. */
export type Strategy = (typeof strategies)[number];

/** One way to go on. */
export interface Proposal {
  readonly strategy: Exclude<Strategy, 'best'>;
  readonly schedule: Schedule;
  readonly objective: number;
  readonly stability: Stability;
  /** objective + stability x disturbance; of `full` the objective alone. */
  readonly cost: number;
}

/** A proposal that can be made once more. */
export interface Tried extends Proposal {
  /** Absent: of a right shift. */
  readonly way?: Way;
  /** The plan is as it was, and worth what it was. */
  readonly isUnchanged: boolean;
  readonly disturbance: number;
}

/** Rules that repair dispatches the rest by, beside the order of the plan and its own rule; the second ones where tardiness counts. */
const workRules = ['FDD/MWKR', 'MWKR'];
const dueDateRules = ['MDD', 'ATC'];

/** All proposals of a strategy, the best first. A plan that nothing has happened to stays as it is. */
export function proposalsOf(
  situation: Situation,
  floor: Floor,
  strategy: Strategy,
  weight: number,
): readonly Tried[] {
  const { before, problem, now } = situation;
  const { basis } = floor;
  const price = priceOfTime(situation, before.options.objective);
  const worth = valueOf(before);
  const propose = (kind: Proposal['strategy'], schedule: Schedule, way?: Way): Tried => {
    const objective = weigh(before.options.objective, objectivesOf(problem, schedule));
    const stability = stabilityOf(schedule, before.schedule);
    const disturbance = kind === 'full' ? 0 : disturbanceOf(before.schedule, stability);
    const lost = lostPins(basis, schedule).length;
    return {
      ...{ strategy: kind, schedule, objective, stability, disturbance },
      // A lost pin is worse than any objective.
      cost: objective + weight * price * disturbance + lost * 1e12,
      isUnchanged:
        stability.moved === 0 && lost === 0 && Math.abs(objective - worth) <= 1e-9 * (1 + Math.abs(worth)),
      ...(way !== undefined && { way }),
    };
  };
  const dispatched = (kind: Proposal['strategy'], way: Way): Tried =>
    propose(kind, dispatchRest(floor, way), way);
  const asks = (kind: Strategy): boolean => strategy === 'best' || strategy === kind;
  const proposals = [
    ...(asks('right-shift')
      ? shifts(problem, basis, now).map((schedule) => propose('right-shift', schedule))
      : []),
    ...(asks('pull-forward') ? pulls(situation, dispatched) : []),
    ...(asks('repair') ? repairs(situation, basis).map((way) => dispatched('repair', way)) : []),
    ...(strategy === 'full' ? askedRules.map(({ name }) => dispatched('full', byRule(name))) : []),
  ];
  const isKeptFirst = strategy !== 'full';
  return proposals.toSorted(
    (a, b) =>
      (isKeptFirst ? Number(b.isUnchanged) - Number(a.isUnchanged) : 0) ||
      a.cost - b.cost ||
      a.disturbance - b.disturbance,
  );
}

/** Pinned operations that a schedule does not have in their place. */
export function lostPins(basis: Schedule, schedule: Schedule): readonly Task[] {
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

/** Whether there are orders that the plan does not know. */
function hasNewJobs({ jobs }: Problem, basis: Schedule): boolean {
  const known = new Set(basis.tasks.map(({ job }) => job));
  return jobs.some(({ operations }, job) => operations.length > 0 && !known.has(job));
}

/** The plan shifted to the right, rush orders first and last; none where its sequences cannot be kept. */
function shifts(problem: Problem, basis: Schedule, now: number): readonly Schedule[] {
  const hasNew = hasNewJobs(problem, basis);
  return (hasNew ? [true, false] : [true]).flatMap((newJobsFirst) => {
    const [schedule] = possible(() => rightShift(problem, basis, { now, newJobsFirst }));
    return schedule === undefined ? [] : [{ ...schedule, decidedBy: `${shiftOf}${makerOf(basis)}` }];
  });
}

const shiftOf = 'right shift of ';

/** Who decided, before the plan was shifted, however often. */
const makerOf = ({ decidedBy }: Schedule): string =>
  decidedBy.startsWith(shiftOf) ? decidedBy.slice(shiftOf.length) : decidedBy;

/** Nothing where the shop comes to a standstill: what waits for its time may be in the way of the rest. */
function possible<Result>(attempt: () => Result): readonly Result[] {
  try {
    return [attempt()];
  } catch (error) {
    if (isLeptonError(error) && error.code === 'contract-broken') return [];
    throw error;
  }
}

/**
 * The plan as it is, past what is not ready; and with orders pulled forward: those that are later than they were, by as much as they are late
 * or to go first; and all that are late, to go first.
 */
function pulls(
  situation: Situation,
  dispatched: (kind: 'pull-forward', way: Way) => Tried,
): readonly Tried[] {
  const { before, problem } = situation;
  const pull = (pulled: ReadonlyMap<number, number>): readonly Tried[] =>
    possible(() => dispatched('pull-forward', { ofNew: Infinity, pulled }));
  const kept = pull(new Map());
  if (kept.length === 0) return [];
  const late = latenessOf(situation, problem, kept[0].schedule);
  const was = latenessOf(situation, before.problem, before.schedule);
  const later = [...late].filter(([job, by]) => by - (was.get(job) ?? 0) > 1e-9 * by);
  if (late.size === 0) return kept;
  const first = (jobs: readonly (readonly [job: number, by: number])[]): ReadonlyMap<number, number> =>
    new Map(jobs.map(([job]) => [job, Infinity]));
  const isAll = later.length === late.size;
  const ways = [new Map(later), first(later), ...(isAll ? [] : [first([...late])])];
  return [...kept, ...ways.filter(({ size }) => size > 0).flatMap(pull)];
}

const byRule = (ruleName: string): Way => ({ ruleName, ofNew: 0 });

/** In the order of the plan, but overtaking where something is not ready; by the plan's own rule; and by rules that suit the problem. */
function repairs({ before, problem }: Situation, basis: Schedule): readonly Way[] {
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
