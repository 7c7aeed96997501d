import { batch } from '../batch.js';
import type { EnvironmentSpecification, Info } from '../contract.js';
import type { Model } from './model.js';
import { rowsOf } from './rows-of.js';
import { worldOf } from './world-of.js';

/**
 * Both forms of a world, for its specification.
 *
 * @param make the model for these `environmentOptions`; raises if they are not what it takes
 */
export function formsOf(
  make: (options: Info) => Model,
): Required<Pick<EnvironmentSpecification, 'create' | 'createVector'>> {
  return {
    create: (options) => worldOf(make(options)),
    createVector: (count, autoreset, { maxEpisodeSteps, ...options }) =>
      batch(rowsOf(make(options), count), {
        autoreset,
        maxEpisodeSteps: maxEpisodeSteps as number | undefined,
      }),
  };
}
