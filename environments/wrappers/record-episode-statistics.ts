import type { Environment } from '../contract.js';
import { bytesOf, restoreNumbers } from '../snapshot.js';
import { wrap } from './wrap.js';

const name = 'record episode statistics';

/** What `info.episode` holds after the last step of an episode. */
export interface EpisodeStatistics {
  /** Sum of the rewards, undiscounted. */
  readonly return: number;
  /** Steps. */
  readonly length: number;
}

/**
 * Adds `episode: { return, length }` to the info of each episode's last step. Put it outside of a time limit, so that it sees
 * the truncation, and inside of what changes rewards, so that it sees the true ones.
 *
 * Deviation from Gymnasium: spelled-out names (there `r` and `l`), and no time in seconds, which no seed can repeat.
 */
export function recordEpisodeStatistics<Observation, Action>(
  inner: Environment<Observation, Action>,
): Environment<Observation, Action> {
  const totals = new Float64Array(2); // return, length
  return wrap<Observation, Action>(inner, {
    name,
    reset(options) {
      const result = inner.reset(options);
      totals.fill(0);
      return result;
    },
    step(action) {
      const result = inner.step(action);
      totals[0] += result.reward;
      totals[1]++;
      if (!result.terminated && !result.truncated) return result;
      const episode: EpisodeStatistics = { return: totals[0], length: totals[1] };
      return { ...result, info: { ...result.info, episode } };
    },
    save: () => bytesOf(totals),
    load: (saved) => restoreNumbers(name, totals, saved),
  });
}
