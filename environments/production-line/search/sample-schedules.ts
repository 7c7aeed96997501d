import { check } from '../../../src/errors.js';
import { Pcg64 } from '../../../src/random/index.js';
import type { Problem } from '../problem.js';
import { ruleNamed } from '../rules/registry.js';
import type { Schedule } from '../schedule.js';
import { compileProblem } from '../simulator/compile-problem.js';
import type { ShopOptions } from '../simulator/options.js';
import { scheduleOf } from '../simulator/schedule-of.js';
import { Shop } from '../simulator/shop.js';
import { objectivesOf, type Objectives } from '../verifier/objectives.js';

export interface SampleOptions {
  /** A dispatching rule by its name; `MOPNR` with `noise` 0 is what the literature calls random MOR. */
  readonly rule: string;
  /** How many schedules to make. */
  readonly samples: number;
  readonly seed: number | bigint;
  /**
   * How much chance there is in a choice: priorities are scaled to [0, 1] among the candidates, and each gets a random number in [0, noise)
   * on top. 0: only equal ones are chosen at random. Absent: 0.5.
   */
  readonly noise?: number;
  /** Absent: the makespan. */
  readonly objective?: keyof Objectives;
  readonly shop?: ShopOptions;
}

export interface Sampled {
  readonly schedule: Schedule;
  /** Of the objective. */
  readonly value: number;
}

/**
 * The best of many schedules that a rule makes when its choices are shaken by chance. Every sample meets the same durations, failures and
 * defects: where a plant has such, the best sample has been chosen with hindsight.
 * @throws LeptonError `invalid-value`, `unknown-name` for the rule, `unsupported` for what the shop refuses
 */
export function sampleSchedules(problem: Problem, options: SampleOptions): Sampled {
  const { samples, seed, noise = 0.5, objective = 'makespan' } = options;
  const component = 'sampleSchedules';
  check(Number.isSafeInteger(samples) && samples > 0, {
    ...{ component, parameter: 'samples', value: samples, requirement: 'a positive integer' },
  });
  check(noise >= 0 && noise < Infinity, {
    ...{ component, parameter: 'noise', value: noise, requirement: 'a number of at least 0' },
  });
  const { priority } = ruleNamed(options.rule);
  const random = new Pcg64(seed);
  const shop = new Shop(compileProblem(problem), options.shop);
  const choose = chooser(shop, priority, noise, random);
  const decidedBy = `best of ${samples}: ${options.rule} with noise ${noise}`;
  let best: Sampled | undefined;
  for (let sample = 0; sample < samples; sample++) {
    for (shop.reset(0); !shop.isDone;) shop.take(choose());
    // The makespan is known without writing the schedule down.
    if (objective === 'makespan' && best !== undefined && shop.state.makespan >= best.value) continue;
    const schedule = scheduleOf(shop, decidedBy);
    const value = objectivesOf(problem, schedule)[objective];
    if (best === undefined || value < best.value) best = { schedule, value };
  }
  return best ?? { schedule: scheduleOf(shop, decidedBy), value: NaN };
}

/** Chooses among the candidates that are there when it is called. */
function chooser(
  shop: Shop,
  priority: (shop: Shop, index: number) => number,
  noise: number,
  random: Pcg64,
): () => number {
  const { candidates } = shop;
  const values = new Float64Array(candidates.operation.length); // [C]
  return () => {
    const { count, operation } = candidates;
    if (count === 1) return 0;
    let least = Infinity;
    let greatest = -Infinity;
    for (let i = 0; i < count; i++) {
      // Maintenance and waiting have no priority.
      values[i] = operation[i] < 0 ? NaN : priority(shop, i);
      if (!Number.isFinite(values[i])) continue;
      least = Math.min(least, values[i]);
      greatest = Math.max(greatest, values[i]);
    }
    const scale = greatest > least ? 1 / (greatest - least) : 0;
    let chosen = 0;
    let lowest = Infinity;
    let equals = 0;
    for (let i = 0; i < count; i++) {
      if (Number.isNaN(values[i])) continue;
      const value = Number.isFinite(values[i]) ? (values[i] - least) * scale : values[i];
      const shaken = noise > 0 ? value + noise * random.random() : value;
      if (shaken > lowest) continue;
      equals = shaken < lowest ? 1 : equals + 1;
      if (equals > 1 && random.integers(0, equals) > 0) continue;
      chosen = i;
      lowest = shaken;
    }
    return chosen;
  };
}
