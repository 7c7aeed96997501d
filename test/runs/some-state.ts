import type { State, StateArray } from '../../src/runs/storage.js';

/** One array of every type, awkward numbers, an empty array, a scalar, and names that trip naive objects. */
export function someState(): Map<string, StateArray> {
  return new Map<string, StateArray>([
    ['mask', { type: 'uint8', shape: [3], data: Uint8Array.of(1, 0, 255) }],
    ['__proto__', { type: 'int32', shape: [], data: Int32Array.of(-(2 ** 31)) }],
    ['0', { type: 'uint8', shape: [1], data: Uint8Array.of(7) }],
    [
      'extractor/0/weight',
      { type: 'float32', shape: [2, 2], data: Float32Array.of(-0, NaN, Infinity, 1e-45) },
    ],
    ['naïve "quoted"\n', { type: 'float64', shape: [1, 2], data: Float64Array.of(0.1, 5e-324) }],
    ['nothing', { type: 'float32', shape: [0, 4], data: new Float32Array(0) }],
  ]);
}

/** Entries in the order of their names, so that two maps compare whatever their orders. */
export function sorted(state: State): readonly (readonly [string, StateArray])[] {
  return [...state].sort(([a], [b]) => (a < b ? -1 : 1));
}
