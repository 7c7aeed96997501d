import { check, fail } from '../errors.js';
import type { Engine, ParameterStore, TensorArray } from '../engines/engine.js';
import { layOutStore } from '../engines/plan/place.js';
import { arrayEntry, arrayIn, arrayType, numbersEntry, numbersIn } from '../runs/state.js';
import type { State, StateArray } from '../runs/storage.js';
import type { ParameterSpecification } from '../tensor/graph.js';
import type { TensorType } from '../tensor/tensor.js';
import type { Replay, ReplayOptions, TransitionBatch } from './contract.js';

/**
 * The arrays of a replay, one row a transition: observation/<key>, nextObservation/<key>, action, reward, discount, and nextMask
 * where actions are masked. The learner gathers its batch from them with a kernel.
 */
export function replaySpecifications(options: ReplayOptions): ReadonlyMap<string, ParameterSpecification> {
  const rows = rowsOf(options);
  const column = (type: TensorType): ParameterSpecification => ({ shape: [rows], type });
  const observations = ['observation', 'nextObservation'].flatMap((name) =>
    options.observations.map(
      ({ key, shape, type }) => [`${name}/${key}`, { shape: [rows, ...shape], type }] as const,
    ),
  );
  return new Map<string, ParameterSpecification>([
    ...observations,
    ['action', column('int32')],
    ['reward', column('float32')],
    ['discount', column('float32')],
    ...(options.masked ? [['nextMask', { shape: [rows, options.actions], type: 'uint8' }] as const] : []),
  ]);
}

/** What a replay will take, so that it can be said before it is taken. */
export function predictReplayBytes(options: ReplayOptions): number {
  return layOutStore(replaySpecifications(options)).bytes;
}

/** Whole time rows of all worlds: the greatest multiple of `environments` within the capacity. */
function rowsOf({ capacity, environments }: ReplayOptions): number {
  check(Number.isInteger(capacity) && capacity >= environments, {
    component: 'replay',
    parameter: 'capacity',
    value: capacity,
    requirement: `an integer of at least the number of environments, ${environments}`,
  });
  return Math.floor(capacity / environments) * environments;
}

/**
 * The latest `capacity` transitions, drawn uniformly with replacement. A ring over [time, environment]: row t * B + e holds
 * world e's transition of vector step t, so that windows of one world stay whole. Each row keeps its own next
 * observation, the true final one where an episode was cut: nothing depends on what the ring overwrites.
 */
export function createUniformReplay(engine: Engine, options: ReplayOptions): Replay {
  const rows = rowsOf(options);
  const { environments, discount } = options;
  const store = engine.createParameters('replay', replaySpecifications(options));
  let cursor = 0;
  let size = 0;

  // Names are made once: a string made at every step would be garbage.
  const columns = options.observations.map(({ key, size }) => ({
    key,
    size,
    seen: `observation/${key}`,
    next: `nextObservation/${key}`,
  }));

  const addObservations = ({ observations, step }: TransitionBatch): void => {
    for (const column of columns) {
      const { key, size } = column;
      const row = cursor * size;
      store.get(column.seen).set(observations[key] as TensorArray, row);
      const next = store.get(column.next);
      next.set(step.observations[key] as TensorArray, row);
      for (let e = 0; e < environments; e++) {
        if (!ended(step, e)) continue;
        const final = step.finalObservations[key] as TensorArray;
        for (let i = 0; i < size; i++) next[row + e * size + i] = final[e * size + i] as number;
      }
    }
  };

  const addMasks = ({ step }: TransitionBatch): void => {
    const { actions } = options;
    const nextMask = store.get('nextMask');
    nextMask.set(step.masks as Uint8Array, cursor * actions);
    for (let e = 0; e < environments; e++) {
      if (!ended(step, e)) continue;
      for (let a = 0; a < actions; a++)
        nextMask[(cursor + e) * actions + a] = (step.finalMasks as Uint8Array)[e * actions + a] as number;
    }
  };

  return {
    store,
    capacity: rows,
    get size() {
      return size;
    },
    add(batch) {
      addObservations(batch);
      if (options.masked) addMasks(batch);
      store.get('action').set(batch.actions, cursor);
      store.get('reward').set(batch.step.rewards, cursor);
      const discounts = store.get('discount');
      // Termination is a discount of 0; a cut episode still has a future. Both at once count as terminated.
      for (let e = 0; e < environments; e++)
        discounts[cursor + e] = batch.step.terminated[e] === 1 ? 0 : discount;
      cursor = (cursor + environments) % rows;
      size = Math.min(size + environments, rows);
    },
    sample(indices, stream) {
      if (size === 0) {
        fail('wrong-order', {
          component: 'replay',
          parameter: 'size',
          value: 0,
          requirement: 'at least 1 before a batch is drawn',
        });
      }
      for (let i = 0; i < indices.length; i++) indices[i] = stream.integer(size);
    },
    save: () => saveRows(store, cursor, size),
    load(state) {
      ({ cursor, size } = loadRows(store, state, options));
    },
    dispose: () => store.dispose(),
  };
}

const ended = ({ terminated, truncated }: TransitionBatch['step'], e: number): boolean =>
  terminated[e] === 1 || truncated[e] === 1;

/** Only the rows in use are written: a young replay makes a small checkpoint. */
function saveRows(store: ParameterStore, cursor: number, size: number): State {
  const state = new Map<string, StateArray>();
  for (const [name, { shape }] of store.specifications) {
    const rowSize = shape.slice(1).reduce((product, length) => product * length, 1);
    state.set(name, arrayEntry(store.get(name).subarray(0, size * rowSize), [size, ...shape.slice(1)]));
  }
  return state.set('position', numbersEntry([cursor, size]));
}

function loadRows(
  store: ParameterStore,
  state: State,
  options: ReplayOptions,
): { readonly cursor: number; readonly size: number } {
  const rows = rowsOf(options);
  const [cursor, size] = numbersIn(state, 'position', 2) as [number, number];
  const isCount = (value: number) => value >= 0 && value % options.environments === 0;
  if (!isCount(cursor) || !isCount(size) || cursor >= rows || size > rows) {
    fail('file-damaged', {
      component: 'replay state',
      parameter: 'position',
      value: [cursor, size],
      requirement: `multiples of ${options.environments}, the first below ${rows}, the second at most that`,
    });
  }
  for (const [name, { shape }] of store.specifications) {
    const values = store.get(name);
    values.set(arrayIn(state, name, arrayType(values), [size, ...shape.slice(1)]));
  }
  return { cursor, size };
}
