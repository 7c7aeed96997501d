import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decodeSafetensors } from '../../src/runs/safetensors.js';
import type { State, StateArray } from '../../src/runs/storage.js';
import { weightsHash } from '../../src/runs/weights-hash.js';
import { someState } from './some-state.js';

const one = (name: string, array: StateArray): State => new Map([[name, array]]);

describe('weightsHash', () => {
  it('equals what Python computes of the same parameters', () => {
    const { state } = decodeSafetensors(
      readFileSync(new URL('fixtures/python.safetensors', import.meta.url)),
    );
    // Printed by fixtures/write-safetensors.py.
    expect(weightsHash(state)).toBe('2e96447ba7d6f8fea0233be9a951014afa83dac2fcf9d2064180f5dfd9cdbe96');
  });

  it('of no parameters is the SHA-256 of nothing', () => {
    expect(weightsHash(new Map())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('does not depend on the order of the map', () => {
    expect(weightsHash(new Map([...someState()].reverse()))).toBe(weightsHash(someState()));
  });

  it('changes with the name, the type, the shape and the sign of zero', () => {
    const data = Float32Array.of(0, 0);
    const hashes = [
      one('a', { type: 'float32', shape: [2], data }),
      one('b', { type: 'float32', shape: [2], data }),
      one('a', { type: 'float32', shape: [1, 2], data }),
      one('a', { type: 'float32', shape: [2], data: Float32Array.of(0, -0) }),
      one('a', { type: 'int32', shape: [2], data: new Int32Array(2) }),
      one('a', { type: 'float64', shape: [1], data: new Float64Array(1) }),
    ].map(weightsHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('hashes a view on a larger buffer, not the buffer', () => {
    const view = Float32Array.of(1, 2, 3).subarray(1, 2);
    const alone = Float32Array.of(2);
    expect(weightsHash(one('a', { type: 'float32', shape: [1], data: view }))).toBe(
      weightsHash(one('a', { type: 'float32', shape: [1], data: alone })),
    );
  });
});
