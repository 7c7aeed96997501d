/** The arrays that batched worlds write into: one a key of the observation, all worlds one after the other. */
import { check, fail } from '../src/errors.js';
import type {
  ActionBuffer,
  NumericArray,
  ObservationBuffers,
  StepBuffers,
  VectorEnvironment,
} from './contract.js';
import { narrowSpace } from './spaces/any-space.js';
import { makeArray } from './spaces/elements.js';
import type { ElementType } from './spaces/elements.js';
import type { Space } from './spaces/space.js';

/** One array of a batched observation. */
export interface ObservationPart {
  /** `observation`, or the key in the Dict; parts of parts are joined by a slash: `account/cash`, `pair/0`. */
  readonly key: string;
  /** The keys that lead to this part in an observation of the single form. */
  readonly path: readonly string[];
  /** The shape of one world's part; [] for a Discrete. */
  readonly shape: readonly number[];
  /** Elements of one world's part. */
  readonly size: number;
  readonly type: ElementType;
  /**
   * Where the elements are names and not quantities (Discrete, MultiDiscrete): the values that each may have, from
   * `start` on. A network sees them one-hot.
   */
  readonly categories?: readonly { readonly start: number; readonly count: number }[];
  /** What a network divides by: 255 for the bytes of pictures, so that they lie between 0 and 1. */
  readonly divisor?: number;
}

/** Which arrays hold an observation of this space, in the space's order of keys. */
export function observationLayout(space: Space<unknown>): readonly ObservationPart[] {
  const layout = partsOf(space, []);
  check(new Set(layout.map(({ key }) => key)).size === layout.length, {
    component: 'observationLayout',
    parameter: 'keys',
    value: layout.map(({ key }) => key),
    requirement: 'all different once nested keys are joined by slashes',
  });
  return layout;
}

function partsOf(space: Space<unknown>, path: readonly string[]): readonly ObservationPart[] {
  const part = (
    shape: readonly number[],
    type: ElementType,
    meaning: Pick<ObservationPart, 'categories' | 'divisor'> = {},
  ): readonly ObservationPart[] => {
    const key = path.length === 0 ? 'observation' : path.join('/');
    return [{ key, path, shape, size: shape.reduce((product, side) => product * side, 1), type, ...meaning }];
  };
  const known = narrowSpace(space);
  switch (known.kind) {
    case 'discrete':
      return part([], 'int32', { categories: [{ start: known.start, count: known.n }] });
    case 'box':
      return part(known.shape, known.type, known.type === 'uint8' ? { divisor: 255 } : {});
    case 'multi-discrete': {
      const categories = known.sizes.map((count, d) => ({ start: known.start[d], count }));
      return part([known.sizes.length], 'int32', { categories });
    }
    case 'multi-binary':
      return part(known.shape, 'uint8');
    case 'dict':
    case 'tuple':
      return Object.entries(known.spaces).flatMap(([key, inner]) => partsOf(inner, [...path, key]));
  }
}

/** Zeros for `count` observations. */
export function makeObservationBuffers(space: Space<unknown>, count: number): ObservationBuffers {
  return Object.fromEntries(
    observationLayout(space).map(({ key, size, type }) => [key, makeArray(type, count * size)]),
  );
}

/** Everything that a batched `step` writes, for a vector environment or anything that has these four of its fields. */
export function makeStepBuffers(
  of: Pick<VectorEnvironment, 'observationSpace' | 'actionSpace' | 'count' | 'masked'>,
): StepBuffers {
  const { observationSpace, actionSpace, count, masked } = of;
  return {
    observations: makeObservationBuffers(observationSpace, count),
    rewards: new Float32Array(count), // [B]
    terminated: new Uint8Array(count), // [B]
    truncated: new Uint8Array(count), // [B]
    finalObservations: makeObservationBuffers(observationSpace, count),
    ...(masked && {
      masks: new Uint8Array(count * actionCount(actionSpace)), // [B, A]
      finalMasks: new Uint8Array(count * actionCount(actionSpace)), // [B, A]
    }),
  };
}

/** How many actions a mask has bytes for. Raises `unsupported` unless the space is Discrete. */
export function actionCount(actionSpace: Space<unknown>): number {
  const known = narrowSpace(actionSpace);
  if (known.kind === 'discrete') return known.n;
  return fail('unsupported', {
    component: 'action mask',
    parameter: 'actionSpace',
    value: String(known),
    requirement: 'Discrete where there are action masks',
  });
}

/**
 * Zeros for `count` actions: Int32Array [B] for Discrete, [B, D] for MultiDiscrete and MultiBinary, Float32Array
 * [B, ...shape] for a float32 Box. The actions in it are members of the space: a Discrete's count from its `start`.
 */
export function makeActionBuffer(actionSpace: Space<unknown>, count: number): ActionBuffer {
  const known = narrowSpace(actionSpace);
  switch (known.kind) {
    case 'discrete':
      return new Int32Array(count); // [B]
    case 'multi-discrete':
      return new Int32Array(count * known.sizes.length); // [B, D]
    case 'multi-binary':
      return new Int32Array(count * known.size); // [B, D]
    case 'box':
      if (known.type === 'float32') return new Float32Array(count * known.size); // [B, ...shape]
  }
  return unsupportedActions(known);
}

/** Row `row` of an action buffer as an action of the single form, fresh each call. */
export function readAction(actionSpace: Space<unknown>, actions: ActionBuffer, row: number): unknown {
  const known = narrowSpace(actionSpace);
  switch (known.kind) {
    case 'discrete':
      return actions[row];
    case 'multi-discrete':
      return rowOf(actions, known.sizes.length, row);
    case 'multi-binary':
      return Uint8Array.from(rowOf(actions, known.size, row));
    case 'box':
      if (known.type === 'float32') return rowOf(actions, known.size, row);
  }
  return unsupportedActions(known);
}

function unsupportedActions(space: Space<unknown>): never {
  fail('unsupported', {
    component: 'action buffer',
    parameter: 'actionSpace',
    value: String(space),
    requirement: 'Discrete, MultiDiscrete, MultiBinary or a float32 Box',
  });
}

/** Writes an observation of the single form into row `row`; raises `contract-broken` if a part has another size. */
export function writeObservation(
  layout: readonly ObservationPart[],
  observation: unknown,
  buffers: ObservationBuffers,
  row: number,
): void {
  for (const { key, path, shape, size } of layout) {
    let part = observation;
    for (const step of path) part = (part as Readonly<Record<string, unknown>> | undefined)?.[step];
    if (shape.length === 0) {
      buffers[key][row] = scalarOf(key, part);
    } else {
      buffers[key].set(elementsOfSize(key, part, size), row * size);
    }
  }
}

/** Row `row` as an observation of the single form, in fresh arrays. */
export function readObservation(space: Space<unknown>, buffers: ObservationBuffers, row: number): unknown {
  return readPart(space, buffers, row, '');
}

function readPart(space: Space<unknown>, buffers: ObservationBuffers, row: number, key: string): unknown {
  const known = narrowSpace(space);
  const within = (inner: string) => (key === '' ? inner : `${key}/${inner}`);
  if (known.kind === 'tuple') {
    return known.spaces.map((inner, index) => readPart(inner, buffers, row, within(String(index))));
  }
  if (known.kind === 'dict') {
    const entries = Object.entries(known.spaces);
    return Object.fromEntries(
      entries.map(([name, inner]) => [name, readPart(inner, buffers, row, within(name))]),
    );
  }
  const array = buffers[key === '' ? 'observation' : key];
  if (known.kind === 'discrete') return array[row];
  return rowOf(array, known.kind === 'multi-discrete' ? known.sizes.length : known.size, row);
}

function rowOf(array: NumericArray, size: number, row: number): NumericArray {
  return array.slice(row * size, (row + 1) * size);
}

function scalarOf(key: string, part: unknown): number {
  return typeof part === 'number' ? part : brokenPart(key, part, 'a number');
}

function elementsOfSize(key: string, part: unknown, size: number): ArrayLike<number> {
  const elements = part as ArrayLike<number> | undefined;
  return elements?.length === size ? elements : brokenPart(key, part, `an array of ${size} numbers`);
}

function brokenPart(key: string, value: unknown, requirement: string): never {
  fail('contract-broken', {
    component: 'environment',
    parameter: `observation part ${key}`,
    value,
    requirement,
  });
}
