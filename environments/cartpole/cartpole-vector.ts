import { Pcg64 } from '../../src/random/pcg64.js';
import { batch, TERMINATED } from '../batch.js';
import type { BatchSettings, Rows } from '../batch.js';
import type { ActionBuffer, ObservationBuffers, VectorEnvironment } from '../contract.js';
import { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from '../snapshot.js';
import { Discrete } from '../spaces/discrete.js';
import { checkAction } from './cartpole.js';
import {
  cartPoleObservationSpace,
  hasFallen,
  makeStates,
  observe,
  push,
  rewardOf,
  start,
} from './dynamics.js';

const component = 'CartPole vector';

/**
 * Many carts at once. Each world has a generator of its own, so that row i equals a single `CartPole` with seed i.
 *
 * Deviation from Gymnasium's CartPoleVectorEnv, where all worlds draw from one generator.
 */
export function cartPoleVector(
  count: number,
  settings: BatchSettings & { readonly suttonBartoReward?: boolean },
): VectorEnvironment {
  return batch(new CartPoleRows(count, settings.suttonBartoReward ?? false), settings);
}

class CartPoleRows implements Rows {
  readonly count: number;
  readonly observationSpace = cartPoleObservationSpace();
  readonly actionSpace = new Discrete(2);
  readonly #suttonBartoReward: boolean;
  readonly #states: Float64Array; // [B, 4]
  readonly #generators: Pcg64[];

  constructor(count: number, suttonBartoReward: boolean) {
    this.count = count;
    this.#suttonBartoReward = suttonBartoReward;
    this.#states = makeStates(count);
    this.#generators = Array.from({ length: count }, (_, row) => new Pcg64(row));
  }

  start(row: number, seed: number | undefined): void {
    if (seed !== undefined) this.#generators[row] = new Pcg64(seed);
    start(this.#states, row, this.#generators[row]);
  }

  step(row: number, actions: ActionBuffer, rewards: Float32Array): number {
    checkAction(actions[row]);
    push(this.#states, row, actions[row]);
    const fallen = hasFallen(this.#states, row);
    rewards[row] = rewardOf(fallen, this.#suttonBartoReward);
    return fallen ? TERMINATED : 0;
  }

  observe(row: number, into: ObservationBuffers): void {
    observe(this.#states, row, into.observation as Float32Array);
  }

  save(): Uint8Array {
    const generators = this.#generators.map((generator) => generator.saveState());
    return packSnapshot(component, [bytesOf(this.#states), ...generators]);
  }

  load(saved: Uint8Array): void {
    const [states, ...generators] = unpackSnapshot(component, saved, 1 + this.count);
    restoreNumbers(component, this.#states, states);
    this.#generators.forEach((generator, row) => generator.restoreState(generators[row]));
  }
}
