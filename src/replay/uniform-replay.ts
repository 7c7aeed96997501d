import { check, fail } from '../errors.js';
import type { Engine, ParameterStore, TensorArray } from '../engines/engine.js';
import { layOutStore } from '../engines/plan/place.js';
import type { RandomStream } from '../random/streams.js';
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
  return new UniformReplay(engine, options);
}

class UniformReplay implements Replay {
  readonly store: ParameterStore;
  readonly capacity: number;
  readonly #options: ReplayOptions;
  /** Names are made once: a string made at every step would be garbage. */
  readonly #columns: readonly {
    readonly key: string;
    readonly size: number;
    readonly seen: string;
    readonly next: string;
  }[];
  #cursor = 0;
  #size = 0;

  constructor(engine: Engine, options: ReplayOptions) {
    this.#options = options;
    this.capacity = rowsOf(options);
    this.store = engine.createParameters('replay', replaySpecifications(options));
    this.#columns = options.observations.map(({ key, size }) => ({
      key,
      size,
      seen: `observation/${key}`,
      next: `nextObservation/${key}`,
    }));
  }

  get size(): number {
    return this.#size;
  }

  add({ observations, actions, step }: TransitionBatch): void {
    const { store } = this;
    const { environments, discount, masked, actions: A } = this.#options;
    const cursor = this.#cursor;
    for (const { key, size, seen, next } of this.#columns) {
      store.get(seen).set(observations[key], cursor * size);
      putNext(
        store.get(next),
        cursor * size,
        step.observations[key],
        step.finalObservations[key],
        size,
        step,
      );
    }
    if (masked) putNext(store.get('nextMask'), cursor * A, step.masks!, step.finalMasks!, A, step);
    store.get('action').set(actions, cursor);
    store.get('reward').set(step.rewards, cursor);
    const discounts = store.get('discount');
    // Termination is a discount of 0; a cut episode still has a future. Both at once count as terminated.
    for (let e = 0; e < environments; e++) discounts[cursor + e] = step.terminated[e] === 1 ? 0 : discount;
    this.#cursor = (cursor + environments) % this.capacity;
    this.#size = Math.min(this.#size + environments, this.capacity);
  }

  sample(indices: Int32Array, stream: RandomStream): void {
    const size = this.#size;
    if (size === 0) {
      const requirement = 'at least 1 before a batch is drawn';
      fail('wrong-order', { component: 'replay', parameter: 'size', value: 0, requirement });
    }
    for (let i = 0; i < indices.length; i++) indices[i] = stream.integer(size);
  }

  save(): State {
    return saveRows(this.store, this.#cursor, this.#size);
  }

  load(state: State): void {
    ({ cursor: this.#cursor, size: this.#size } = loadRows(this.store, state, this.#options));
  }

  dispose(): void {
    this.store.dispose();
  }
}

/** What follows the step, one row a world, `size` elements each: the true final rows where an episode ended. */
function putNext(
  next: TensorArray,
  start: number,
  following: TensorArray,
  final: TensorArray,
  size: number,
  { terminated, truncated }: TransitionBatch['step'],
): void {
  next.set(following, start);
  for (let e = 0; e < terminated.length; e++) {
    if (terminated[e] === 0 && truncated[e] === 0) continue;
    for (let i = e * size; i < (e + 1) * size; i++) next[start + i] = final[i];
  }
}

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
