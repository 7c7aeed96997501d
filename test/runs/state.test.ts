import { describe, expect, it } from '@jest/globals';
import {
  arrayIn,
  bytesEntry,
  bytesIn,
  mergeStates,
  numbersEntry,
  numbersIn,
  prefixState,
  stateUnder,
} from '../../src/runs/state.js';
import type { State } from '../../src/runs/storage.js';
import { errorOf } from './errors-of.js';
import { someState } from './some-state.js';

describe('prefixState', () => {
  it('is undone by stateUnder, beside other parts whose names begin alike', () => {
    const whole = mergeStates(prefixState('agent', someState()), prefixState('agent2', someState()));
    expect(whole.size).toBe(2 * someState().size);
    expect([...stateUnder('agent', whole)]).toEqual([...someState()]);
    expect(stateUnder('age', whole).size).toBe(0);
  });
});

describe('mergeStates', () => {
  it('refuses a name that two states have', () => {
    expect(errorOf(() => mergeStates(someState(), someState()))?.code).toBe('invalid-value');
  });
});

describe('entries', () => {
  const state: State = new Map([
    ['numbers', numbersEntry([-0, NaN, 2 ** 53 - 1])],
    ['bytes', bytesEntry(Uint8Array.of(1, 2))],
    ['matrix', { type: 'float32', shape: [2, 1], data: Float32Array.of(1, 2) }],
  ]);

  it('give back what they were made of', () => {
    expect(numbersIn(state, 'numbers', 3)).toEqual([-0, NaN, 2 ** 53 - 1]);
    expect(bytesIn(state, 'bytes')).toEqual(Uint8Array.of(1, 2));
    const matrix: Float32Array = arrayIn(state, 'matrix', 'float32', [2, 1]);
    expect(matrix).toEqual(Float32Array.of(1, 2));
  });

  it.each([
    ['missing', () => numbersIn(state, 'absent'), 'entry "absent" is "missing"'],
    ['of another type', () => bytesIn(state, 'numbers'), 'entry "numbers" is "float64", but must be uint8'],
    [
      'of another length',
      () => numbersIn(state, 'numbers', 4),
      'entry "numbers" is [3], but must be of shape [4]',
    ],
    ['of another shape', () => arrayIn(state, 'matrix', 'float32', [1, 2]), 'entry "matrix" is [2,1]'],
  ])('that are %s are damage, by name', (_what, action, words) => {
    const error = errorOf(action);
    expect(error?.code).toBe('file-damaged');
    expect(error?.message).toContain(words);
  });
});
