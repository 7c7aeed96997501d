import type { Environment } from '../contract.js';
import type { Space } from '../spaces/space.js';
import { wrap } from './wrap.js';

/**
 * Shows `transform(observation)` in place of the observation. The function must be pure: it is no part of a snapshot.
 *
 * @param observationSpace the space of what it returns; default: that of the inner world
 */
export function transformObservation<Inner, Observation, Action>(
  inner: Environment<Inner, Action>,
  transform: (observation: Inner) => Observation,
  observationSpace?: Space<Observation>,
): Environment<Observation, Action> {
  return wrap(
    inner,
    {
      name: 'transform observation',
      reset(options) {
        const result = inner.reset(options);
        return { ...result, observation: transform(result.observation) };
      },
      step(action: Action) {
        const result = inner.step(action);
        return { ...result, observation: transform(result.observation) };
      },
    },
    observationSpace && { observationSpace },
  );
}
