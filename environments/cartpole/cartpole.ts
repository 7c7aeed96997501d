import { check } from '../../src/errors.js';
import type { Environment, Info, ResetOptions, ResetResult, Scene, StepResult } from '../contract.js';
import { LazyGenerator } from '../lazy-generator.js';
import { booleanOption, checkOptionNames, readStartBounds } from '../options.js';
import { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from '../snapshot.js';
import { Discrete } from '../spaces/discrete.js';
import {
  cartPoleObservationSpace,
  hasFallen,
  makeStates,
  observe,
  push,
  rewardOf,
  start,
} from './dynamics.js';
import { drawCartPole } from './drawing.js';

const component = 'CartPole';

/** Whether the reward is Sutton and Barto's: the option `suttonBartoReward`, false unless given. */
export function readCartPoleOptions(options: Info): boolean {
  checkOptionNames(component, options, ['suttonBartoReward']);
  return booleanOption(component, options, 'suttonBartoReward', false);
}

/**
 * One cart and its pole, without a time limit. `docs/environments/cartpole.md` describes it.
 *
 * `reset` takes the options `low` and `high`, the bounds of the start state (-0.05 and 0.05).
 */
export class CartPole implements Environment<Float32Array, number> {
  readonly observationSpace = cartPoleObservationSpace();
  readonly actionSpace = new Discrete(2);
  readonly #suttonBartoReward: boolean;
  readonly #generator = new LazyGenerator();
  readonly #states = makeStates(1);

  constructor(options: { readonly suttonBartoReward?: boolean } = {}) {
    this.#suttonBartoReward = readCartPoleOptions(options);
  }

  reset({ seed, options = {} }: ResetOptions = {}): ResetResult<Float32Array> {
    const [low, high] = readStartBounds(component, options, [-0.05, 0.05]);
    if (seed !== undefined) this.#generator.seed(seed);
    start(this.#states, 0, this.#generator.current, low, high);
    return { observation: this.#observe(), info: {} };
  }

  step(action: number): StepResult<Float32Array> {
    checkAction(action);
    push(this.#states, 0, action);
    const terminated = hasFallen(this.#states, 0);
    const reward = rewardOf(terminated, this.#suttonBartoReward);
    return { observation: this.#observe(), reward, terminated, truncated: false, info: {} };
  }

  render(): Scene {
    return drawCartPole(this.#states[0], this.#states[2]);
  }

  snapshot(): Uint8Array {
    return packSnapshot(component, [this.#generator.saveState(), bytesOf(this.#states)]);
  }

  restore(snapshot: Uint8Array): void {
    const [generator, states] = unpackSnapshot(component, snapshot, 2);
    restoreNumbers(component, this.#states, states);
    this.#generator.restoreState(generator);
  }

  #observe(): Float32Array {
    const observation = new Float32Array(4);
    observe(this.#states, 0, observation);
    return observation;
  }
}

/** Raises `invalid-value` unless the action is 0 or 1. */
export function checkAction(action: number): void {
  if (action * (action - 1) === 0) return; // one branch, always taken
  check(false, { component, parameter: 'action', value: action, requirement: '0 (left) or 1 (right)' });
}
