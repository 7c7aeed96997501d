import type { Agent } from '../agents/contract.js';
import { makeActionBuffer, makeStepBuffers } from '../environments/buffers.js';
import type { EnvironmentSpecification, Info } from '../environments/contract.js';
import { makeVectorEnvironment } from '../environments/registry.js';
import { summarize } from '../src/statistics/summary.js';
import { systemClock } from './clock.js';
import { Turns } from './turns.js';

export interface EvaluationOptions {
  readonly environment: EnvironmentSpecification;
  readonly environmentOptions: Info;
  readonly episodes: number;
  /** The first episode's reset takes it; the others go on with the world's generator. */
  readonly seed: number;
  /** Steps after which an episode is cut, for worlds that may never end. Default: 100 000. */
  readonly maxEpisodeSteps?: number;
  /** When aborted, the evaluation is given up within 50 ms, or a step where steps are slower. */
  readonly signal?: AbortSignal | undefined;
}

export interface EvaluationResult {
  readonly episodes: number;
  readonly mean: number;
  /** Divisor n. */
  readonly std: number;
  readonly min: number;
  readonly max: number;
  /** As the environment gave them, one an episode. */
  readonly returns: readonly number[];
  /** Environment steps taken. */
  readonly steps: number;
  /** Episodes among them that did not end by themselves within `maxEpisodeSteps`; their returns are of the steps until then. */
  readonly cutEpisodes: number;
}

/**
 * Plays whole episodes greedily in a world of its own, one after the other, so that short episodes weigh no more than long
 * ones. It draws from no stream and changes nothing of the agent. Timers and signals have their turn every 50 ms.
 * @throws whatever the environment raises; the signal's reason when it is aborted
 */
export async function evaluate(
  agent: Agent,
  { environment, environmentOptions, episodes, seed, maxEpisodeSteps = 100_000, signal }: EvaluationOptions,
): Promise<EvaluationResult> {
  const world = makeVectorEnvironment(environment, {
    count: 1,
    autoreset: 'same-step',
    options: environmentOptions,
  });
  const out = makeStepBuffers(world);
  const actions = makeActionBuffer(world.actionSpace, 1);
  const turns = new Turns(systemClock);
  const returns: number[] = [];
  let steps = 0;
  let cutEpisodes = 0;
  let sum = 0;
  let length = 0;
  try {
    world.reset([seed], out);
    while (returns.length < episodes) {
      agent.act(out.observations, out.masks, actions, { explore: false });
      world.step(actions, out);
      steps++;
      length++;
      sum += out.rewards[0];
      const isOver = out.terminated[0] === 1 || out.truncated[0] === 1;
      if (isOver || length >= maxEpisodeSteps) {
        returns.push(sum);
        sum = length = 0;
        if (!isOver) {
          cutEpisodes++;
          world.reset(undefined, out);
        }
      }
      const turn = turns.give();
      if (turn !== undefined) await turn;
      signal?.throwIfAborted();
    }
  } finally {
    world.close?.();
  }
  const { mean, std, min, max } = summarize(returns);
  return { episodes, mean, std, min, max, returns, steps, cutEpisodes };
}
