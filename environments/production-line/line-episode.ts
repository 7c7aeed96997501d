import { fail } from '../../src/errors.js';
import type { Pcg64 } from '../../src/random/pcg64.js';
import { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from '../snapshot.js';
import { candidateFeatureCount, writeCandidate } from './decisions/candidate-features.js';
import { ExpectedObjective } from './decisions/expected-objective.js';
import { RuleChoices } from './decisions/rule-choices.js';
import { shopFeatureCount, writeShop } from './decisions/shop-features.js';
import { Workload } from './decisions/workload.js';
import type { LineSettings } from './line-options.js';
import { rulesOf } from './line-options.js';
import type { LineProblems } from './line-problems.js';
import type { Plant } from './simulator/compile-problem.js';
import type { ShopOptions } from './simulator/options.js';
import { Shop } from './simulator/shop.js';

const component = 'production-line';

/** A plant on its way through an episode: the shop and what is asked about it. */
interface Run {
  readonly shop: Shop;
  readonly workload: Workload;
  readonly objective: ExpectedObjective;
  readonly choices: RuleChoices;
  /** Rewards are divided by this. */
  readonly unit: number;
}

/**
 * One production line, episode after episode. It stops only at decisions that are some: with rules where they disagree, with candidates
 * where there are two or more. What is not decided happens at once.
 */
export class LineEpisode {
  readonly #settings: LineSettings;
  readonly #problems: LineProblems;
  readonly #options: ShopOptions;
  /** Of the plants that were met lately; fixed problems are laid out once. */
  readonly #runs = new Map<Plant, Run>();
  /** The same plants again and again; else a new one for each episode, which is met only once. */
  readonly #isFixed: boolean;
  #run: Run | undefined;
  /** Episodes begun, the objective at the last decision, and the bound of what was left at the beginning. */
  readonly #counts = new Float64Array(3); // [3]
  #generatorBefore: Uint8Array = new Uint8Array(0);

  constructor(settings: LineSettings, problems: LineProblems) {
    this.#settings = settings;
    this.#problems = problems;
    this.#options = shopOptions(settings);
    this.#isFixed = settings.random === undefined || settings.instances !== undefined;
  }

  /** The shop, for those who look on. Raises `wrong-order` before the first episode. */
  get shop(): Shop {
    return this.#current.shop;
  }

  /** What each action would do now. */
  get choices(): RuleChoices {
    return this.#current.choices;
  }

  /** @param shopSeed what happens in the shop, as `Shop.reset` takes it; absent: drawn */
  start(generator: Pcg64, shopSeed?: number): void {
    if (!this.#isFixed) this.#generatorBefore = generator.saveState();
    const plant = this.#problems.next(this.#counts[0]++, generator);
    this.#run = this.#prepare(plant);
    const { shop, workload, choices } = this.#run;
    const seed = shopSeed ?? generator.integers(0, 2147483648);
    shop.reset(seed);
    workload.reset();
    // Over the load, only what waiting costs counts: the bound at the beginning is nobody's merit.
    this.#counts[1] = this.#settings.rewardUnit === 'load' ? this.#run.objective.value : 0;
    this.#counts[2] = Math.max(workload.longestJob, workload.greatestLoad);
    this.#goOn();
    if (!shop.isDone) return;
    // Nothing to decide in the whole plant: an episode needs a step, so its first decision is shown though it is none.
    shop.reset(seed);
    workload.reset();
    choices.refresh();
  }

  /** Takes an action and goes on to the next decision. @returns the reward */
  step(action: number): number {
    const { shop } = this.#current;
    shop.take(this.#candidateOf(action));
    this.#goOn();
    return this.#reward();
  }

  get isDone(): boolean {
    return this.#current.shop.isDone;
  }

  /** Writes one row of the mask. [A] */
  writeMask(into: Uint8Array, at: number): void {
    const { shop, choices } = this.#current;
    const count = this.#settings.actions === 'rules' ? choices.count : 0;
    for (let action = 0; action < count; action++) into[at + action] = shop.isDone ? 0 : choices.mask[action];
    if (count > 0) return;
    const rows = shop.candidates.count;
    for (let i = 0; at + i < into.length && i < rows; i++) into[at + i] = 1;
  }

  writeShop(into: Float32Array, at: number): void {
    const { shop, workload } = this.#current;
    if (shop.isDone) into.fill(0, at, at + shopFeatureCount);
    else writeShop(shop, workload, this.#counts[2], into, at);
  }

  /** Writes what every action would start. [A, F] */
  writeChoices(into: Float32Array, at: number): void {
    const { shop, workload, choices } = this.#current;
    for (let action = 0; action < choices.count; action++) {
      const row = at + action * candidateFeatureCount;
      const candidate = shop.isDone ? -1 : choices.candidate[action];
      if (candidate < 0) into.fill(0, row, row + candidateFeatureCount);
      else writeCandidate(shop, workload, candidate, into, row);
    }
  }

  /** Writes the candidates, and zeros after them. [K, F] */
  writeCandidates(into: Float32Array, at: number, rows: number): void {
    const { shop, workload } = this.#current;
    const { count } = shop.candidates;
    if (count > rows) tooMany(count, rows);
    for (let i = 0; i < count; i++) writeCandidate(shop, workload, i, into, at + i * candidateFeatureCount);
    into.fill(0, at + count * candidateFeatureCount, at + rows * candidateFeatureCount);
  }

  save(): Uint8Array {
    const { shop, choices, workload } = this.#current;
    const parts = [bytesOf(this.#counts), this.#generatorBefore, shop.snapshot(), choices.save()];
    return packSnapshot(component, [...parts, ...workload.save()]);
  }

  /** @param scratch a generator to draw the plant of the episode again with; its state is lost */
  load(saved: Uint8Array, scratch: Pcg64): void {
    const [counts, generatorBefore, shopState, chosen, ...work] = unpackSnapshot(component, saved, 6);
    if (!this.#isFixed) scratch.restoreState(generatorBefore);
    restoreNumbers(component, this.#counts, counts);
    this.#generatorBefore = generatorBefore;
    this.#run = this.#prepare(this.#problems.next(this.#counts[0] - 1, scratch));
    const { shop, workload, choices } = this.#run;
    shop.restore(shopState);
    workload.restore(component, work);
    choices.restore(component, chosen);
  }

  get #current(): Run {
    return (
      this.#run ??
      fail('wrong-order', {
        component,
        parameter: 'step',
        value: 'called first',
        requirement: 'called after reset',
      })
    );
  }

  #candidateOf(action: number): number {
    const { shop, choices } = this.#current;
    const isIndex = Number.isInteger(action) && action >= 0;
    if (this.#settings.actions === 'candidates') {
      if (!isIndex || action >= shop.candidates.count) notCandidate(action, shop.candidates.count);
      return action;
    }
    if (!isIndex || action >= choices.count || choices.mask[action] === 0) notAllowed(action, choices.count);
    return choices.candidate[action];
  }

  /** To the next decision that is one. */
  #goOn(): void {
    const { shop, workload, choices } = this.#current;
    const byRules = this.#settings.actions === 'rules';
    while (!shop.isDone) {
      if (shop.candidates.count > 1) {
        if (!byRules) break;
        choices.refresh();
        if (choices.possible > 1) break;
        shop.take(Math.max(choices.candidate[0], 0));
      } else shop.take(0);
    }
    workload.refresh();
  }

  #reward(): number {
    const { objective, unit } = this.#current;
    const before = this.#counts[1];
    this.#counts[1] = objective.value;
    return ((before - this.#counts[1]) / unit) * this.#settings.rewardScale;
  }

  #prepare(plant: Plant): Run {
    const known = this.#runs.get(plant);
    if (known !== undefined) return known;
    const shop = new Shop(plant, this.#options);
    const workload = new Workload(shop);
    const run: Run = {
      shop,
      workload,
      objective: new ExpectedObjective(shop, workload, this.#settings.objective),
      choices: new RuleChoices(shop, rulesOf(this.#settings)),
      unit: this.#settings.rewardUnit === 'plain' ? 1 : meanLoad(plant),
    };
    if (this.#isFixed) this.#runs.set(plant, run);
    return run;
  }
}

function shopOptions({ scheme, maintenance, chooseSpeed }: LineSettings): ShopOptions {
  return {
    scheme:
      typeof scheme === 'string' ? { kind: scheme } : { kind: 'bounded-delay', bound: scheme.boundedDelay },
    maintenance:
      typeof maintenance === 'string'
        ? { kind: maintenance }
        : 'age' in maintenance
          ? { kind: 'age', age: maintenance.age }
          : { kind: 'period', period: maintenance.period },
    chooseSpeed,
  };
}

/** Planned work over the number of machines. */
function meanLoad({ totalWork, machineCount }: Plant): number {
  return totalWork.reduce((sum, work) => sum + work, 0) / machineCount || 1;
}

function tooMany(count: number, rows: number): never {
  fail('unsupported', {
    component,
    parameter: 'candidates',
    value: count,
    requirement: `at most ${rows}, the rows of the observation`,
    hint: `environmentOptions.candidates: ${count} or more`,
  });
}

function notCandidate(action: number, count: number): never {
  fail('invalid-value', {
    component,
    parameter: 'action',
    value: action,
    requirement: `one of the ${count} candidates, counted from 0`,
  });
}

function notAllowed(action: number, count: number): never {
  fail('invalid-value', {
    component,
    parameter: 'action',
    value: action,
    requirement: `an action that the mask allows, of ${count}`,
    hint: 'a rule that would start the same as one before it is masked',
  });
}
