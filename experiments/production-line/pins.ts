import { fail, isLeptonError } from '../../src/errors.js';
import type { Problem } from '../../environments/production-line/problem.js';
import { chooseByRule } from '../../environments/production-line/rules/choose.js';
import type { DispatchingRule } from '../../environments/production-line/rules/dispatching-rule.js';
import { ruleNamed } from '../../environments/production-line/rules/registry.js';
import type { Schedule, Task } from '../../environments/production-line/schedule.js';
import {
  compileProblem,
  type Plant,
  plantOperation,
} from '../../environments/production-line/simulator/compile-problem.js';
import type { FixedOrder } from '../../environments/production-line/simulator/options.js';
import { scheduleOf } from '../../environments/production-line/simulator/schedule-of.js';
import { Shop } from '../../environments/production-line/simulator/shop.js';
import { objectivesOf } from '../../environments/production-line/verifier/objectives.js';
import type { MakeOptions, Made } from './make-schedule.js';
import { weigh } from './plan-schemes.js';
import { formatTime, timeFact } from './plant-time.js';
import { askedRules, DecisionRecorder } from './record-decisions.js';

/** An operation that the user has fixed: its machine, and when its processing starts. */
export interface Pin {
  readonly job: number;
  readonly operation: number;
  readonly machine: number;
  readonly start: number;
  /** Where it is written: `pins.csv:3`. */
  readonly place: string;
}

export interface PinnedOptions extends MakeOptions {
  readonly pins: readonly Pin[];
  /** Nothing else begins before. */
  readonly freezeUntil: number;
}

/** How often the shop may run until all pins are kept. */
const mostRuns = 400;

/**
 * A schedule that keeps pins. Operations that come in the way of one are put after it, one at a time, until none does. Rules decide about
 * the rest; for `best-of` and `search` the best of all rules is taken.
 * @throws LeptonError `invalid-value` for a pin that cannot be kept, with what is in its way
 */
export function makePinned(problem: Problem, options: PinnedOptions): Made {
  const { agent, objective, shop } = options;
  if (shop.scheme?.kind === 'active')
    return fail('unsupported', {
      component: 'schedule',
      parameter: 'scheme',
      value: 'active',
      requirement: 'non-delay or bounded-delay where something is fixed',
    });
  if (agent.kind === 'rule') return keepPins(problem, ruleNamed(agent.rule), options);
  const all = askedRules.map((rule) => {
    const made = keepPins(problem, rule, options);
    return { made, value: weigh(objective, objectivesOf(problem, made.schedule)) };
  });
  return all.reduce((best, one) => (one.value < best.value ? one : best)).made;
}

function keepPins(problem: Problem, rule: DispatchingRule, options: PinnedOptions): Made {
  const { pins } = options;
  const plant = compileProblem(problem);
  const order = orderOfPins(plant, options);
  const leaders = new Set<number>();
  for (let run = 0; run < mostRuns; run++) {
    const made = runOnce(plant, rule, order, leaders, options);
    const missed = pins.find((pin) => taskOf(made.schedule, pin)?.start !== pin.start);
    if (missed === undefined) return { ...made, schedule: withPins(made.schedule, pins) };
    makeRoom(plant, made.schedule, missed, pins, order, leaders);
  }
  return cannotKeep(problem, pins[0], 'the pins contradict each other');
}

function orderOfPins(plant: Plant, { pins, freezeUntil }: PinnedOptions): FixedOrder {
  const order = {
    notBefore: new Float64Array(plant.operationCount).fill(freezeUntil), // [N]
    after: new Int32Array(plant.operationCount).fill(-1), // [N]
    machine: new Int32Array(plant.operationCount).fill(-1), // [N]
    speed: new Int32Array(plant.operationCount), // [N]
    work: new Float64Array(plant.operationCount).fill(NaN), // [N]
  };
  for (const { job, operation, machine, start } of pins) {
    const flat = plantOperation(plant, job, operation);
    order.machine[flat] = machine;
    order.notBefore[flat] = start;
  }
  // What comes before a pinned operation in its job may have to begin within the frozen time.
  for (const { job, operation, start } of pins)
    if (start < freezeUntil)
      for (let earlier = 0; earlier < operation; earlier++) {
        const flat = plantOperation(plant, job, earlier);
        if (order.machine[flat] < 0) order.notBefore[flat] = 0;
      }
  return order;
}

function runOnce(
  plant: Plant,
  rule: DispatchingRule,
  order: FixedOrder,
  leaders: ReadonlySet<number>,
  { shop: settings, shopSeed = 0 }: PinnedOptions,
): Made {
  const shop = new Shop(plant, { ...settings, plan: order });
  const recorder = new DecisionRecorder(`priority of ${rule.name}, least first`);
  try {
    for (shop.reset(shopSeed); !shop.isDone;) {
      const chosen = leader(shop, leaders) ?? chooseByRule(shop, rule);
      recorder.note(shop, chosen, { rule });
      shop.take(chosen);
    }
  } catch (error) {
    if (isLeptonError(error) && error.code === 'contract-broken')
      return fail('invalid-value', {
        component: 'schedule',
        parameter: 'pins',
        value: undefined,
        requirement: 'pins that do not wait for each other in a circle',
      });
    throw error;
  }
  return { schedule: scheduleOf(shop, rule.name), decisions: recorder.decisions };
}

/** The first candidate that is pinned, or that something pinned waits for. */
function leader({ candidates }: Shop, leaders: ReadonlySet<number>): number | undefined {
  for (let i = 0; i < candidates.count; i++) if (leaders.has(candidates.operation[i])) return i;
  return undefined;
}

/** Moves what is in the way of a pin. */
function makeRoom(
  plant: Plant,
  schedule: Schedule,
  pin: Pin,
  pins: readonly Pin[],
  order: FixedOrder,
  leaders: Set<number>,
): void {
  const flatOf = ({ job, operation }: Pick<Task, 'job' | 'operation'>): number =>
    plantOperation(plant, job, operation);
  const { problem } = plant;
  const flat = flatOf(pin);
  const task = taskOf(schedule, pin);
  if (task === undefined) return cannotKeep(problem, pin, 'the order is lost before');
  const early = task.start < pin.start;
  if (early || task.setupStart === order.notBefore[flat]) {
    // Only the set-up before it is longer or shorter than was thought.
    const shifted = order.notBefore[flat] + pin.start - task.start;
    if (task.setupStart === task.start && !early)
      return cannotKeep(problem, pin, 'its machine is closed then');
    order.notBefore[flat] = Math.max(0, shifted);
    if (shifted >= 0) return;
    return cannotKeep(problem, pin, 'there is no time for its set-up');
  }
  const way = [
    ...Array.from({ length: pin.operation }, (_, operation) => flatOf({ job: pin.job, operation })),
    flat,
  ];
  if (!way.every((operation) => leaders.has(operation))) {
    for (const operation of way) leaders.add(operation);
    return;
  }
  const fixed = new Set([...way, ...pins.map(flatOf)]);
  for (let operation = pin.operation; operation >= 0; operation--) {
    const own = schedule.tasks.find(
      (one) => one.job === pin.job && one.operation === operation && one.attempt === 0,
    );
    const before =
      own &&
      schedule.tasks.filter((one) => one.machine === own.machine && one.setupStart < own.setupStart).at(-1);
    if (
      own === undefined ||
      before === undefined ||
      before.leave < own.setupStart ||
      fixed.has(flatOf(before))
    )
      continue;
    order.after[flatOf(before)] = flatOf(own);
    return;
  }
  return cannotKeep(problem, pin, `it can start at ${formatTime(problem, task.start)} at the earliest`);
}

const taskOf = ({ tasks }: Schedule, { job, operation }: Pin): Task | undefined =>
  tasks.find((task) => task.job === job && task.operation === operation && task.attempt === 0);

function withPins(schedule: Schedule, pins: readonly Pin[]): Schedule {
  const isPinned = (task: Task): boolean =>
    pins.some(({ job, operation }) => task.job === job && task.operation === operation);
  return {
    ...schedule,
    tasks: schedule.tasks.map((task) => (isPinned(task) ? { ...task, pinned: true } : task)),
  };
}

function cannotKeep(problem: Problem, { job, operation, machine, start, place }: Pin, why: string): never {
  const { jobs, machines } = problem;
  return fail('invalid-value', {
    component: place,
    parameter: `the start of operation ${jobs[job].operations[operation].name ?? operation + 1} of ${jobs[job].name} on ${machines[machine].name}`,
    value: timeFact(problem, start),
    requirement: `possible: ${why}`,
  });
}
