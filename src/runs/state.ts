import { fail } from '../errors.js';
import type { State, StateArray } from './storage.js';

type ArrayType = StateArray['type'];
type DataOf<Type extends ArrayType> = Extract<StateArray, { readonly type: Type }>['data'];

/** The state with `prefix/` before every name. The arrays are the same ones, not copies. */
export function prefixState(prefix: string, state: State): State {
  return new Map([...state].map(([name, array]) => [`${prefix}/${name}`, array]));
}

/** The part of a state whose names begin with `prefix/`, without it: undoes `prefixState`. */
export function stateUnder(prefix: string, state: State): State {
  const start = `${prefix}/`;
  const inside = [...state].filter(([name]) => name.startsWith(start));
  return new Map(inside.map(([name, array]) => [name.slice(start.length), array]));
}

/**
 * All entries of some states in one.
 *
 * @throws `invalid-value` where two states have an entry of the same name.
 */
export function mergeStates(...states: readonly State[]): State {
  const merged = new Map<string, StateArray>();
  for (const [name, array] of states.flatMap((state) => [...state])) {
    if (merged.has(name)) {
      fail('invalid-value', {
        component: 'state',
        parameter: 'name',
        value: name,
        requirement: 'in one state only',
      });
    }
    merged.set(name, array);
  }
  return merged;
}

/** An entry that holds these bytes (not a copy). [bytes.length] */
export function bytesEntry(bytes: Uint8Array): StateArray {
  return { type: 'uint8', shape: [bytes.length], data: bytes };
}

/** A copy of an array as an entry. The type is the array's own: what the reference engine keeps in float64 stays float64. */
export function arrayEntry(data: StateArray['data'], shape: readonly number[] = [data.length]): StateArray {
  return { type: arrayType(data), shape, data: data.slice() } as StateArray;
}

export function arrayType(data: StateArray['data']): ArrayType {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Float64Array) return 'float64';
  return data instanceof Int32Array ? 'int32' : 'uint8';
}

/** An entry that holds these numbers exactly, -0, NaN and infinities included. [numbers.length] */
export function numbersEntry(numbers: readonly number[]): StateArray {
  return { type: 'float64', shape: [numbers.length], data: Float64Array.from(numbers) };
}

/**
 * The data of one entry.
 *
 * @param shape the shape that the entry must have; any, where it is left out.
 * @throws `file-damaged` with the entry's name where it is missing or has another type or shape: states come from files.
 */
export function arrayIn<Type extends ArrayType>(
  state: State,
  name: string,
  type: Type,
  shape?: readonly number[],
): DataOf<Type> {
  const array = state.get(name);
  if (array === undefined) return damaged(name, 'missing', 'in the state');
  if (array.type !== type) return damaged(name, array.type, type);
  if (shape !== undefined && JSON.stringify(array.shape) !== JSON.stringify(shape)) {
    return damaged(name, array.shape, `of shape ${JSON.stringify(shape)}`);
  }
  return array.data as DataOf<Type>;
}

/** The bytes of an entry of `bytesEntry`, `length` of them where it is given. Errors as `arrayIn`. */
export function bytesIn(state: State, name: string, length?: number): Uint8Array {
  return arrayIn(state, name, 'uint8', length === undefined ? undefined : [length]);
}

/** The numbers of an entry of `numbersEntry`, `length` of them where it is given. Errors as `arrayIn`. */
export function numbersIn(state: State, name: string, length?: number): readonly number[] {
  return Array.from(arrayIn(state, name, 'float64', length === undefined ? undefined : [length]));
}

function damaged(name: string, value: unknown, requirement: string): never {
  return fail('file-damaged', {
    component: 'state',
    parameter: `entry ${JSON.stringify(name)}`,
    value,
    requirement,
  });
}
