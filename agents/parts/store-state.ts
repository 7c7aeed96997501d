import type { ParameterStore } from '../../src/engines/engine.js';
import { arrayEntry, arrayIn, arrayType } from '../../src/runs/state.js';
import type { State } from '../../src/runs/storage.js';

/** A copy of all parameters of a store. */
export function saveStore(store: ParameterStore): State {
  return new Map(
    [...store.specifications].map(([name, { shape }]) => [name, arrayEntry(store.get(name), shape)]),
  );
}

/** Puts parameters back. Raises `file-damaged` where one is missing or has another type or shape. */
export function loadStore(store: ParameterStore, state: State): void {
  for (const [name, { shape }] of store.specifications) {
    const values = store.get(name);
    values.set(arrayIn(state, name, arrayType(values), shape));
  }
}
