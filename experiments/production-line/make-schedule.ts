import { fail } from '../../src/errors.js';
import { Streams } from '../../src/random/streams.js';
import type { Problem } from '../../environments/production-line/problem.js';
import { chooseByRule } from '../../environments/production-line/rules/choose.js';
import type { DispatchingRule } from '../../environments/production-line/rules/dispatching-rule.js';
import { orderOfJobs } from '../../environments/production-line/rules/fixed-order.js';
import { nehOrder } from '../../environments/production-line/rules/neh.js';
import { ruleNamed } from '../../environments/production-line/rules/registry.js';
import type { Schedule, Task } from '../../environments/production-line/schedule.js';
import { sampleSchedules } from '../../environments/production-line/search/sample-schedules.js';
import { isPlainJobShop } from '../../environments/production-line/search/shop.js';
import { improveSchedule } from '../../environments/production-line/search/tabu-search.js';
import { compileProblem } from '../../environments/production-line/simulator/compile-problem.js';
import type { ObjectiveWeights } from '../../environments/production-line/simulator/objectives.js';
import type { ShopOptions } from '../../environments/production-line/simulator/options.js';
import { scheduleOf } from '../../environments/production-line/simulator/schedule-of.js';
import { Shop } from '../../environments/production-line/simulator/shop.js';
import { objectivesOf } from '../../environments/production-line/verifier/objectives.js';
import type { AgentChoice } from './agents.js';
import { noDecisions, type PlanDecisions } from './line-plan.js';
import { weigh } from './plan-schemes.js';
import { askedRules, DecisionRecorder } from './record-decisions.js';

export interface MakeOptions {
  readonly agent: Exclude<AgentChoice, { readonly kind: 'run' | 'dqn' }>;
  readonly seed: number | string;
  /** Of `search`. */
  readonly samples: number;
  readonly objective: ObjectiveWeights;
  readonly shop: ShopOptions;
  /** Seed of what happens by chance, if the problem has any of it. */
  readonly shopSeed?: number;
  /** Called with the share that is done. */
  readonly onProgress?: (share: number) => void;
}

export interface Made {
  readonly schedule: Schedule;
  readonly decisions: PlanDecisions;
}

/** Sampled at most so many tabu moves, fewer for large shops. */
const mostMoves = 20_000;

/**
 * A schedule by a rule, by sampling, or by search. The same options give the same schedule.
 * @throws LeptonError `unsupported` for what the shop or the agent refuses
 */
export function makeSchedule(problem: Problem, options: MakeOptions): Made {
  const { agent } = options;
  switch (agent.kind) {
    case 'rule':
      return byRule(problem, ruleNamed(agent.rule), options);
    case 'neh':
      return byNeh(problem, options);
    case 'best-rule':
      return byRule(problem, rulesByValue(problem, options)[0].rule, options);
    case 'random-mor':
      return explained(problem, sampled(problem, agent.samples, ['MOPNR'], 0, options), 'MOPNR', options);
    case 'best-of':
      return bestOf(problem, agent.samples, options);
    case 'search':
      return bySearch(problem, options);
  }
}

function byRule(
  problem: Problem,
  rule: DispatchingRule,
  { shop: shopOptions, shopSeed = 0 }: MakeOptions,
): Made {
  const shop = new Shop(compileProblem(problem), shopOptions);
  const recorder = new DecisionRecorder(`priority of ${rule.name}, least first`);
  for (shop.reset(shopSeed); !shop.isDone;) {
    const chosen = chooseByRule(shop, rule);
    recorder.note(shop, chosen, { rule });
    shop.take(chosen);
  }
  return { schedule: scheduleOf(shop, rule.name), decisions: recorder.decisions };
}

function byNeh(problem: Problem, { shop: shopOptions }: MakeOptions): Made {
  const plant = compileProblem(problem);
  const shop = new Shop(plant, { ...shopOptions, plan: orderOfJobs(plant, nehOrder(plant)) });
  for (shop.reset(0); !shop.isDone;) shop.take(0);
  return { schedule: scheduleOf(shop, 'NEH'), decisions: noDecisions };
}

interface Valued {
  readonly schedule: Schedule;
  readonly value: number;
}

/** All rules with what they come to, the best first; of equal ones the first of the list. */
function rulesByValue(
  problem: Problem,
  { shop: shopOptions, shopSeed = 0, objective }: MakeOptions,
): readonly { readonly rule: DispatchingRule; readonly value: number }[] {
  const shop = new Shop(compileProblem(problem), shopOptions);
  const values = askedRules.map((rule) => {
    for (shop.reset(shopSeed); !shop.isDone;) shop.take(chooseByRule(shop, rule));
    return { rule, value: weigh(objective, objectivesOf(problem, scheduleOf(shop, rule.name))) };
  });
  return values.toSorted((a, b) => a.value - b.value);
}

function bestOf(problem: Problem, samples: number, options: MakeOptions): Made {
  const byValue = rulesByValue(problem, options);
  const [first, second] = byValue.map(({ rule }) => rule.name);
  const found = sampled(problem, samples, [first, second], 0.5, options);
  const isBeaten = byValue[0].value < weigh(options.objective, objectivesOf(problem, found));
  if (!isBeaten) return explained(problem, found, first, options);
  const made = byRule(problem, byValue[0].rule, options);
  const decidedBy = `${first}, which none of ${samples} samples beat`;
  return { ...made, schedule: { ...made.schedule, decidedBy } };
}

/** The best of many samples, of the rules in turn. */
function sampled(
  problem: Problem,
  samples: number,
  rules: readonly string[],
  noise: number,
  { seed, objective, shop, onProgress }: MakeOptions,
): Schedule {
  const streams = new Streams(seed);
  let best: Valued | undefined;
  for (let sample = 0; sample < samples; sample++) {
    const rule = rules[sample % rules.length];
    const { schedule } = sampleSchedules(problem, {
      ...{ rule, noise, shop, samples: 1, seed: streams.seedFor('schedule/sample', sample) },
    });
    const value = weigh(objective, objectivesOf(problem, schedule));
    if (best === undefined || value < best.value) best = { schedule, value };
    onProgress?.((sample + 1) / samples);
  }
  if (best === undefined)
    return fail('invalid-value', {
      component: 'schedule',
      parameter: 'samples',
      value: samples,
      requirement: 'at least 1',
    });
  return {
    ...best.schedule,
    decidedBy: `best of ${samples} samples of ${[...new Set(rules)].join(' and ')}`,
  };
}

function bySearch(problem: Problem, options: MakeOptions): Made {
  const { samples, seed, objective, onProgress } = options;
  const isPlain = isPlainJobShop(problem) && Object.keys(objective).join() === 'makespan';
  const sampling = bestOf(problem, samples, {
    ...options,
    onProgress: (share) => onProgress?.(isPlain ? share / 2 : share),
  });
  if (!isPlain) return sampling;
  const moves = Math.min(mostMoves, Math.ceil(8_000_000 / Math.max(1, sampling.schedule.tasks.length)));
  const parts = 8;
  let { schedule } = sampling;
  const streams = new Streams(seed);
  for (let part = 0; part < parts; part++) {
    const tabu = { iterations: Math.ceil(moves / parts), seed: streams.seedFor('schedule/tabu', part) };
    schedule = improveSchedule(problem, schedule, tabu);
    onProgress?.(0.5 + (part + 1) / (2 * parts));
  }
  const isBetter = makespanOf(schedule) < makespanOf(sampling.schedule);
  return isBetter
    ? { schedule: { ...schedule, decidedBy: 'sampling and tabu search' }, decisions: noDecisions }
    : sampling;
}

const makespanOf = ({ tasks }: Schedule): number =>
  tasks.reduce((latest, { end }) => Math.max(latest, end), 0);

/** The decisions behind a schedule that a shop has made: the shop makes it once more and is asked on the way. */
function explained(
  problem: Problem,
  schedule: Schedule,
  ruleName: string,
  { shop: shopOptions, shopSeed = 0 }: MakeOptions,
): Made {
  const shop = new Shop(compileProblem(problem), shopOptions);
  const rule = ruleNamed(ruleName);
  const recorder = new DecisionRecorder(`priority of ${rule.name}, least first`);
  const planned = new Map(schedule.tasks.map((task) => [keyOf(task), task]));
  for (shop.reset(shopSeed); !shop.isDone;) {
    const chosen = asPlanned(shop, planned);
    if (chosen < 0) return { schedule, decisions: noDecisions };
    recorder.note(shop, chosen, { rule });
    shop.take(chosen);
  }
  return { schedule, decisions: recorder.decisions };
}

/** The candidate that the schedule begins now; where nothing of it begins, to wait; -1 where that is no candidate. */
function asPlanned(
  { candidates, plant, state, time, settings }: Shop,
  planned: ReadonlyMap<string, Task>,
): number {
  const isActive = settings.scheme.kind === 'active';
  let best = -1;
  let earliest = Infinity;
  for (let i = 0; i < candidates.count; i++) {
    if (candidates.operation[i] < 0) continue;
    const strand = candidates.job[i];
    const job = plant.jobOfStrand[strand];
    const operation = plant.operationInJob[candidates.operation[i]];
    const task = planned.get(keyOf({ job, operation, attempt: state.attempt[strand] }));
    if (task === undefined || task.machine !== candidates.machine[i]) continue;
    if (task.setupStart >= earliest || (!isActive && task.setupStart > time && task.start > time)) continue;
    best = i;
    earliest = task.setupStart;
  }
  if (best >= 0) return best;
  for (let i = 0; i < candidates.count; i++) if (candidates.operation[i] < 0) return i;
  return -1;
}

const keyOf = ({ job, operation, attempt }: Pick<Task, 'job' | 'operation' | 'attempt'>): string =>
  `${job}/${operation}/${attempt}`;
