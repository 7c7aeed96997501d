import { fail } from '../../../src/errors.js';
import { listActive, startActive, takeActive } from './active.js';
import { Candidates, expectedArrival, isLockedByOrder, listCandidates, special } from './candidates.js';
import type { Plant } from './compile-problem.js';
import { happen, scheduleEvents } from './happening.js';
import { earliestChain, startChain } from './no-wait.js';
import { readOptions, type Settings, type ShopOptions } from './options.js';
import { ShopRandomness } from './randomness.js';
import { refuseCombinations } from './refused-combinations.js';
import { restoreShop, snapshotOf } from './shop-snapshot.js';
import { events, ShopState } from './shop-state.js';
import { startTask } from './starting.js';
import { maintain, startAge } from './wear.js';

/**
 * A shop that runs from decision to decision. After `reset` and after every `take`, `candidates` lists what may be done now, until
 * `isDone`. `docs/environments/production-line.md` says what every feature means.
 *
 * ```ts fragment
 * const shop = new Shop(compileProblem(problem));
 * for (shop.reset(0); !shop.isDone; ) shop.take(chooseByRule(shop, ruleNamed('MWKR')));
 * const schedule = scheduleOf(shop, 'MWKR');
 * ```
 */
export class Shop {
  readonly plant: Plant;
  readonly settings: Settings;
  readonly state: ShopState;
  readonly candidates: Candidates;
  readonly randomness: ShopRandomness;

  /** @throws LeptonError `invalid-value`, `unsupported` for what the scheme refuses */
  constructor(plant: Plant, options: ShopOptions = {}) {
    this.plant = plant;
    this.settings = readOptions(plant, options);
    if (this.settings.scheme.kind === 'active')
      refuseCombinations('Shop', new Set([...plant.features, 'active scheme']));
    this.state = new ShopState(plant, this.settings);
    this.candidates = new Candidates(plant, this.settings);
    this.randomness = new ShopRandomness(plant);
  }

  /** The time of the decision. */
  get time(): number {
    return this.state.time;
  }

  /** Every job is complete or lost. */
  get isDone(): boolean {
    return this.state.jobsLeft === 0;
  }

  /** Begins anew: the same seed gives the same durations, failures and defects, whatever is decided. */
  reset(seed: number | bigint): void {
    const { state, randomness } = this;
    state.clear();
    randomness.seed(seed, state.factor, state.quality);
    for (let machine = 0; machine < this.plant.machineCount; machine++) startAge(state, randomness, machine);
    for (let job = 0; job < this.plant.jobCount; job++)
      if (this.plant.firstOperation[job] === this.plant.firstOperation[job + 1]) state.jobsLeft--;
    if (this.settings.scheme.kind === 'active') startActive(state);
    else scheduleEvents(state, randomness);
    this.#goOn();
  }

  /** Does what row `index` of the candidates says, and goes on to the next decision. */
  take(index: number): void {
    const { candidates, state } = this;
    if (!(index >= 0 && index < candidates.count)) notOneOf(candidates.count, index);
    state.ignoresOrder = 0;
    const machine = candidates.machine[index];
    const operation = candidates.operation[index];
    if (operation === special.wait) this.#wait();
    else if (operation === special.maintenance) maintain(state, machine);
    else this.#start(candidates.job[index], machine, candidates.speed[index]);
    this.#goOn();
  }

  /** The whole state, the randomness included; `restore` goes on from it exactly. */
  snapshot(): Uint8Array {
    return snapshotOf(this.state, this.randomness);
  }

  /** @throws LeptonError `file-damaged` for what is not a snapshot of a shop of the same plant */
  restore(snapshot: Uint8Array): void {
    restoreShop(this.state, this.randomness, snapshot);
    this.#list();
  }

  #start(job: number, machine: number, speed: number): void {
    const { plant, state, randomness } = this;
    if (this.settings.scheme.kind === 'active') return takeActive(state, job, machine);
    if (plant.isPermutation) state.order[state.rank[machine]] = job;
    const chain =
      plant.hasNoWait && plant.isNoWait[job] === 1 ? earliestChain(state, job, machine) : undefined;
    if (chain !== undefined) return startChain(state, randomness, chain);
    startTask(state, randomness, job, machine, speed);
  }

  #wait(): void {
    const { candidates, state } = this;
    const until = expectedArrival(state, candidates);
    for (let i = 0; i < candidates.count - 1; i++) state.waitUntil[candidates.machine[i]] = until;
    state.events.push(until, events.wake, 0);
  }

  /** On to the next decision: all events of a time come before its decisions. */
  #goOn(): void {
    const { state, candidates, randomness } = this;
    if (this.settings.scheme.kind === 'active') return listActive(state, candidates);
    const queue = state.events;
    if (!state.isPlain || this.settings.decidesPairs) state.cursor = 0;
    while (state.jobsLeft > 0) {
      if (queue.count > 0 && queue.times[0] <= state.time) {
        happen(state, randomness);
        // What happens in a plain shop says itself which machines it is about.
        if (!state.isPlain) state.cursor = 0;
        continue;
      }
      listCandidates(state, candidates);
      if (candidates.count > 0) return;
      if (state.ignoresOrder === 0 && isLockedByOrder(state, queue.count === 0)) {
        state.ignoresOrder = 1;
        state.cursor = 0;
        continue;
      }
      if (queue.count === 0) this.#stuck();
      state.time = queue.times[0];
      if (!state.isPlain) state.cursor = 0;
    }
    candidates.count = 0;
  }

  #list(): void {
    if (this.settings.scheme.kind === 'active') listActive(this.state, this.candidates);
    else if (this.isDone) this.candidates.count = 0;
    else listCandidates(this.state, this.candidates);
  }

  #stuck(): never {
    fail('contract-broken', {
      component: 'Shop',
      parameter: 'the plant',
      value: `at a standstill at time ${this.state.time}, with ${this.state.jobsLeft} jobs left`,
      requirement: 'able to go on; every plant that compiles should be',
      hint: 'this is a defect of the simulator: please report the plant',
    });
  }
}

/** Apart, because the words of an error cost more than the check. */
function notOneOf(count: number, index: number): never {
  fail('invalid-value', {
    component: 'Shop.take',
    parameter: 'index',
    value: index,
    requirement: `one of ${count} candidates`,
  });
}
