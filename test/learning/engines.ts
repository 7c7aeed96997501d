import { expect } from '@jest/globals';
import type { Engine } from '../../src/engines/engine.js';
import { createReferenceEngine } from '../../src/engines/reference/engine.js';
import { createWasmEngine } from '../../src/engines/wasm/engine.js';

/** Engines that every formula is run on, with the error that their precision allows, relative to the greatest value. */
export const engines: readonly (readonly [name: string, create: () => Engine, tolerance: number])[] = [
  ['reference', createReferenceEngine, 1e-12],
  ['wasm', createWasmEngine, 2e-6],
];

/** Every difference is at most `tolerance` times the greatest magnitude of the expected values. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  const scale = Math.max(1e-30, ...Array.from(expected, Math.abs));
  expect(actual.length).toBe(expected.length);
  const error = Math.max(...Array.from(expected, (value, at) => Math.abs(actual[at] - value)));
  if (!(error <= tolerance * scale)) expect(Array.from(actual)).toEqual(Array.from(expected));
}
