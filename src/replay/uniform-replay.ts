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
  /** Of each world, where its next transition goes, counted in its own. [B] */
  readonly #cursors: Int32Array;
  /** Of each world, how many of its transitions are there. Under `same-step` all worlds have the same. [B] */
  readonly #sizes: Int32Array;

  constructor(engine: Engine, options: ReplayOptions) {
    this.#options = options;
    this.capacity = rowsOf(options);
    this.#cursors = new Int32Array(options.environments); // [B]
    this.#sizes = new Int32Array(options.environments); // [B]
    this.store = engine.createParameters('replay', replaySpecifications(options));
    this.#columns = options.observations.map(({ key, size }) => ({
      key,
      size,
      seen: `observation/${key}`,
      next: `nextObservation/${key}`,
    }));
  }

  get size(): number {
    const sizes = this.#sizes;
    let size = 0;
    for (let e = 0; e < sizes.length; e++) size += sizes[e];
    return size;
  }

  add(batch: TransitionBatch, rows?: Uint8Array): void {
    if (rows === undefined) this.#addAll(batch);
    else for (let e = 0; e < rows.length; e++) if (rows[e] !== 0) this.#addRow(batch, e);
  }

  /** All worlds stand at the same place: what they bring is written side by side. */
  #addAll({ observations, actions, step }: TransitionBatch): void {
    const { store } = this;
    const { environments, discount, masked, actions: A } = this.#options;
    const cursor = this.#cursors[0] * environments;
    for (const { key, size, seen, next } of this.#columns) {
      store.get(seen).set(observations[key], cursor * size);
      const final = step.finalObservations[key];
      putNext(store.get(next), cursor * size, step.observations[key], final, size, step);
    }
    if (masked) putNext(store.get('nextMask'), cursor * A, step.masks!, step.finalMasks!, A, step);
    store.get('action').set(actions, cursor);
    store.get('reward').set(step.rewards, cursor);
    const discounts = store.get('discount');
    // Termination is a discount of 0; a cut episode still has a future. Both at once count as terminated.
    for (let e = 0; e < environments; e++) discounts[cursor + e] = step.terminated[e] === 1 ? 0 : discount;
    for (let e = 0; e < environments; e++) this.#advance(e);
  }

  /** One world's step under `next-step`. */
  #addRow({ observations, actions, step }: TransitionBatch, e: number): void {
    const { store } = this;
    const { environments, discount, masked, actions: A } = this.#options;
    const row = this.#cursors[e] * environments + e;
    for (const { key, size, seen, next } of this.#columns) {
      copyRow(observations[key], e, store.get(seen), row, size);
      copyRow(step.observations[key], e, store.get(next), row, size);
    }
    if (masked) copyRow(step.masks!, e, store.get('nextMask'), row, A);
    store.get('action')[row] = actions[e];
    store.get('reward')[row] = step.rewards[e];
    store.get('discount')[row] = step.terminated[e] === 1 ? 0 : discount;
    this.#advance(e);
  }

  #advance(e: number): void {
    const most = this.capacity / this.#options.environments;
    this.#cursors[e] = (this.#cursors[e] + 1) % most;
    this.#sizes[e] = Math.min(this.#sizes[e] + 1, most);
  }

  sample(indices: Int32Array, stream: RandomStream): void {
    const { environments } = this.#options;
    const span = this.#longest() * environments;
    if (span === 0) {
      const requirement = 'at least 1 before a batch is drawn';
      fail('wrong-order', { component: 'replay', parameter: 'size', value: 0, requirement });
    }
    const sizes = this.#sizes;
    for (let i = 0; i < indices.length; i++) {
      let row: number;
      // Where all worlds have the same number of transitions, every row is one.
      do row = stream.integer(span);
      while (Math.floor(row / environments) >= sizes[row % environments]);
      indices[i] = row;
    }
  }

  #longest(): number {
    const sizes = this.#sizes;
    let longest = 0;
    for (let e = 0; e < sizes.length; e++) longest = Math.max(longest, sizes[e]);
    return longest;
  }

  save(): State {
    const { environments } = this.#options;
    const [cursors, sizes] = [[...this.#cursors], [...this.#sizes]];
    const areEqual = [cursors, sizes].every((counts) => counts.every((count) => count === counts[0]));
    const position = areEqual ? [cursors[0] * environments, sizes[0] * environments] : [...cursors, ...sizes];
    return saveRows(this.store, this.#longest() * environments).set('position', numbersEntry(position));
  }

  load(state: State): void {
    const { cursors, sizes } = loadPosition(state, this.#options);
    this.#cursors.set(cursors);
    this.#sizes.set(sizes);
    loadRows(this.store, state, this.#longest() * this.#options.environments);
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

function copyRow(from: TensorArray, row: number, into: TensorArray, at: number, size: number): void {
  for (let i = 0; i < size; i++) into[at * size + i] = from[row * size + i];
}

/** Only the rows in use are written: a young replay makes a small checkpoint. */
function saveRows(store: ParameterStore, rows: number): Map<string, StateArray> {
  const state = new Map<string, StateArray>();
  for (const [name, { shape }] of store.specifications) {
    const rowSize = shape.slice(1).reduce((product, length) => product * length, 1);
    state.set(name, arrayEntry(store.get(name).subarray(0, rows * rowSize), [rows, ...shape.slice(1)]));
  }
  return state;
}

function loadRows(store: ParameterStore, state: State, rows: number): void {
  for (const [name, { shape }] of store.specifications) {
    const values = store.get(name);
    values.set(arrayIn(state, name, arrayType(values), [rows, ...shape.slice(1)]));
  }
}

interface Position {
  readonly cursors: readonly number[];
  readonly sizes: readonly number[];
}

/** Two numbers where all worlds stand at the same place: the row and the number of rows. Otherwise two a world, in its own count. */
function loadPosition(state: State, options: ReplayOptions): Position {
  const { environments: B } = options;
  const most = rowsOf(options) / B;
  const saved = numbersIn(state, 'position');
  const all = (value: number) => Array.from({ length: B }, () => value / B);
  const [cursors, sizes] =
    saved.length === 2 ? [all(saved[0]), all(saved[1])] : [saved.slice(0, B), saved.slice(B)];
  const isCount = (value: number, bound: number) => Number.isInteger(value) && value >= 0 && value <= bound;
  const isFine =
    sizes.length === B &&
    cursors.every((value) => isCount(value, most - 1)) &&
    sizes.every((value) => isCount(value, most));
  if (isFine) return { cursors, sizes };
  return fail('file-damaged', {
    component: 'replay state',
    parameter: 'position',
    value: saved,
    requirement: `multiples of ${B}, the first below ${most * B}, the second at most that; or two counts for each of ${B} worlds`,
  });
}
