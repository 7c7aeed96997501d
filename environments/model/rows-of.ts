import { Pcg64 } from '../../src/random/pcg64.js';
import type { Rows } from '../batch.js';
import { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from '../snapshot.js';
import type { Model } from './model.js';

/**
 * Many worlds of this model, stepped together. Each has a generator of its own, so that row i equals a single world
 * with seed i.
 */
export function rowsOf(model: Model, count: number): Rows {
  const { observationSpace, actionSpace, mask } = model;
  const name = `${model.name} vector`;
  const states = new Float64Array(count * model.stateSize); // [B, stateSize]
  const generators = Array.from({ length: count }, (_, row) => new Pcg64(row));
  return {
    count,
    observationSpace,
    actionSpace,
    start(row, seed) {
      if (seed !== undefined) generators[row] = new Pcg64(seed);
      model.start(states, row, generators[row]);
    },
    step: (row, actions, rewards) => model.step(states, row, actions, rewards, generators[row]),
    observe: (row, into) => model.observe(states, row, into),
    ...(mask && { mask: (row: number, into: Uint8Array) => mask(states, row, into) }),
    save: () => packSnapshot(name, [bytesOf(states), ...generators.map((each) => each.saveState())]),
    load(saved) {
      const [numbers, ...generatorStates] = unpackSnapshot(name, saved, 1 + count);
      restoreNumbers(name, states, numbers);
      generators.forEach((generator, row) => generator.restoreState(generatorStates[row]));
    },
  };
}
