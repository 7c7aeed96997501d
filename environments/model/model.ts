import { check } from '../../src/errors.js';
import type { Pcg64 } from '../../src/random/pcg64.js';
import type { Info, ObservationBuffers, Scene } from '../contract.js';
import type { Space } from '../spaces/space.js';

/**
 * A world as plain functions over rows of float64 numbers, one row a world: written once, it gives the single form
 * (`worldOf`) and the batched one (`rowsOf`), which so cannot differ.
 */
export interface Model {
  /** Names the world in errors and snapshots. */
  readonly name: string;
  /** The numbers that one world's state consists of. */
  readonly stateSize: number;
  readonly observationSpace: Space<unknown>;
  readonly actionSpace: Space<unknown>;
  /** Draws a start state. `options` are those of `reset`; undefined: none were given. */
  start(states: Float64Array, row: number, generator: Pcg64, options?: Info): void;
  /** Steps one row, writes `rewards[row]` and says how the step ended: 0, `TERMINATED`, `TRUNCATED` or both. */
  step(
    states: Float64Array,
    row: number,
    actions: ArrayLike<number>,
    rewards: Float32Array | Float64Array,
    generator: Pcg64,
  ): number;
  /** Writes the row's observation. */
  observe(states: Float64Array, row: number, into: ObservationBuffers): void;
  /** Writes the row's possible actions. [B, A] */
  readonly mask?: (states: Float64Array, row: number, into: Uint8Array) => void;
  /** Draws the world of row 0. */
  draw(states: Float64Array): Scene;
}

/** Raises `invalid-value` unless the action is one of 0, 1, ..., n - 1. */
export function checkDiscreteAction(component: string, action: number, n: number): void {
  if (action >= 0 && action < n && Number.isInteger(action)) return;
  check(false, {
    component,
    parameter: 'action',
    value: action,
    requirement: `an integer from 0 to ${n - 1}`,
  });
}
