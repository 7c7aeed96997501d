import { fail } from '../../src/errors.js';
import type { Environment } from '../contract.js';
import { requireResult } from '../require-result.js';
import { restoreNumbers } from '../snapshot.js';
import { wrap } from './wrap.js';

const name = 'order enforcing';
const NOT_STARTED = 0;
const RUNNING = 1;
const ENDED = 2;

/** Raises `wrong-order` when the world is stepped before its first `reset`, or after an end without one. */
export function orderEnforcing<Observation, Action>(
  inner: Environment<Observation, Action>,
): Environment<Observation, Action> {
  let phase = NOT_STARTED;
  return wrap(inner, {
    name,
    reset(options) {
      const result = inner.reset(options);
      phase = RUNNING;
      return result;
    },
    step(action) {
      if (phase !== RUNNING) stepBeforeReset(phase === ENDED);
      const result = inner.step(action);
      requireResult('step', result);
      if (result.terminated || result.truncated) phase = ENDED;
      return result;
    },
    save: () => Uint8Array.of(phase),
    load(saved) {
      const byte = new Uint8Array(1);
      restoreNumbers(name, byte, saved);
      phase = byte[0];
    },
  });
}

/** Throws `wrong-order` for a step that a reset must come before. */
export function stepBeforeReset(ended: boolean): never {
  fail('wrong-order', {
    component: 'environment',
    parameter: 'step()',
    value: ended ? 'called after the episode ended' : 'called before the first reset()',
    requirement: 'called within an episode',
    hint: 'call reset() first',
  });
}
