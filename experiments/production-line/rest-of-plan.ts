import { chooseByRule } from '../../environments/production-line/rules/choose.js';
import { orderOfSchedule } from '../../environments/production-line/rules/fixed-order.js';
import { ruleNamed } from '../../environments/production-line/rules/registry.js';
import type { Schedule, Task } from '../../environments/production-line/schedule.js';
import { type Plant, plantOperation } from '../../environments/production-line/simulator/compile-problem.js';
import { scheduleOf } from '../../environments/production-line/simulator/schedule-of.js';
import { Shop } from '../../environments/production-line/simulator/shop.js';
import type { DecisionRecorder } from './record-decisions.js';

/** A situation, laid out once for all ways to go on. */
export interface Floor {
  readonly plant: Plant;
  /** What has begun, and what was planned for the rest. */
  readonly basis: Schedule;
  /** Done at its times, before anything else. */
  readonly begun: readonly Task[];
  /** Nothing else begins before. */
  readonly now: number;
}

/** How the rest is dispatched. */
export interface Way {
  /** Absent: by the start in the plan, but overtaking where something is not ready. */
  readonly ruleName?: string;
  /** The place of new jobs among planned ones: before (-Infinity) or after them. */
  readonly ofNew: number;
  /**
   * Jobs that are wanted earlier, and by how much each (Infinity: they go first wherever they are ready); all other operations keep their
   * machines and do not begin before their time. Absent: nobody waits.
   */
  readonly pulled?: ReadonlyMap<number, number>;
}

/** What has begun as it was, and the rest dispatched anew. Pinned operations keep their machine and are not begun before their time. */
export function dispatchRest(
  { plant, basis, begun, now }: Floor,
  way: Way,
  recorder?: DecisionRecorder,
): Schedule {
  const operationOf = (task: Task): number => plantOperation(plant, task.job, task.operation);
  const order = orderOfSchedule(plant, { ...basis, tasks: begun }, Infinity);
  const rank = new Float64Array(plant.operationCount).fill(Infinity); // [N]
  for (const [index, task] of begun.entries()) rank[operationOf(task)] = index;
  for (const [operation, place] of rank.entries()) if (place === Infinity) order.notBefore[operation] = now;
  const planned = new Map(basis.tasks.map((task) => [operationOf(task), task]));
  const { ruleName, pulled } = way;
  for (const [operation, task] of planned) {
    if (rank[operation] < Infinity || (task.pinned !== true && pulled === undefined)) continue;
    const earlier = task.pinned === true ? 0 : (pulled?.get(task.job) ?? 0);
    order.notBefore[operation] = Math.max(now, task.setupStart - earlier);
    if (earlier > 0) continue;
    order.machine[operation] = task.machine;
    order.speed[operation] = task.speed;
  }
  const shop = new Shop(plant, { plan: order });
  const rule = ruleName === undefined ? undefined : ruleNamed(ruleName);
  for (shop.reset(0); !shop.isDone;) {
    const history = firstOf(shop, rank);
    const chosen = history ?? (rule === undefined ? byPlan(shop, planned, way) : chooseByRule(shop, rule));
    if (history === undefined && shop.time >= now) recorder?.note(shop, chosen, rule && { rule });
    shop.take(chosen);
  }
  return scheduleOf(shop, nameOf(way));
}

/** For people. */
function nameOf({ ruleName, pulled }: Way): string {
  if (ruleName !== undefined) return `repair by ${ruleName}`;
  if (pulled === undefined) return 'repair in the order of the plan';
  return pulled.size === 0 ? 'planned times, past what is not ready' : 'planned times, late orders first';
}

/** The candidate of the lowest rank; undefined where none has one. */
function firstOf({ candidates }: Shop, rank: Float64Array): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  for (let i = 0; i < candidates.count; i++) {
    const operation = candidates.operation[i];
    if (operation < 0 || rank[operation] >= least) continue;
    best = i;
    least = rank[operation];
  }
  return best;
}

/** The candidate that is wanted to begin first, on the planned machine if it can be had; of those that go first anyway, the first planned. */
function byPlan(
  { candidates, plant }: Shop,
  planned: ReadonlyMap<number, Task>,
  { ofNew, pulled }: Way,
): number {
  let best = 0;
  let least = Infinity;
  let leastWanted = Infinity;
  for (let i = 0; i < candidates.count; i++) {
    const task = planned.get(candidates.operation[i]);
    const isElsewhere = task !== undefined && task.machine !== candidates.machine[i];
    const start = (task?.setupStart ?? ofNew) + (isElsewhere ? candidates.duration[i] : 0);
    const earlier = pulled?.get(plant.jobOfStrand[candidates.job[i]]) ?? 0;
    const wanted = earlier === Infinity ? -Infinity : start - earlier;
    if (wanted > leastWanted || (wanted === leastWanted && start >= least)) continue;
    best = i;
    least = start;
    leastWanted = wanted;
  }
  return best;
}
