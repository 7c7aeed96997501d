import { checkMaxEpisodeSteps } from '../batch.js';
import type { Environment } from '../contract.js';
import { bytesOf, restoreNumbers } from '../snapshot.js';
import { stepBeforeReset } from './order-enforcing.js';
import { wrap } from './wrap.js';

const name = 'time limit';

/**
 * Truncates an episode at its `maxEpisodeSteps`-th step, and raises `wrong-order` when it is stepped on. A step that
 * also terminates keeps both flags, as in Gymnasium; it then counts as terminated.
 */
export function timeLimit<Observation, Action>(
  inner: Environment<Observation, Action>,
  maxEpisodeSteps: number,
): Environment<Observation, Action> {
  checkMaxEpisodeSteps(maxEpisodeSteps);
  const elapsed = new Int32Array(1); // steps of the current episode
  return wrap(inner, {
    name,
    reset(options) {
      const result = inner.reset(options);
      elapsed[0] = 0;
      return result;
    },
    step(action) {
      if (elapsed[0] >= maxEpisodeSteps) stepBeforeReset(true);
      const result = inner.step(action);
      elapsed[0]++;
      return elapsed[0] < maxEpisodeSteps ? result : { ...result, truncated: true };
    },
    save: () => bytesOf(elapsed),
    load: (saved) => restoreNumbers(name, elapsed, saved),
  });
}
