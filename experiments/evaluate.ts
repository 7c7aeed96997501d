import type { Agent } from '../agents/contract.js';
import { makeActionBuffer, makeStepBuffers } from '../environments/buffers.js';
import type { EnvironmentSpecification, Info } from '../environments/contract.js';
import { makeVectorEnvironment } from '../environments/registry.js';
import { summarize } from '../src/statistics/summary.js';

export interface EvaluationOptions {
  readonly environment: EnvironmentSpecification;
  readonly environmentOptions: Info;
  readonly episodes: number;
  /** The first episode's reset takes it; the others go on with the world's generator. */
  readonly seed: number;
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
}

/**
 * Plays whole episodes greedily in a world of its own, one after the other, so that short episodes weigh no more than long
 * ones. It draws from no stream and changes nothing of the agent.
 */
export function evaluate(
  agent: Agent,
  { environment, environmentOptions, episodes, seed }: EvaluationOptions,
): EvaluationResult {
  const world = makeVectorEnvironment(environment, {
    count: 1,
    autoreset: 'same-step',
    options: environmentOptions,
  });
  const out = makeStepBuffers(world);
  const actions = makeActionBuffer(world.actionSpace, 1);
  const returns: number[] = [];
  let steps = 0;
  let sum = 0;
  world.reset([seed], out);
  while (returns.length < episodes) {
    agent.act(out.observations, out.masks, actions, { explore: false });
    world.step(actions, out);
    steps++;
    sum += out.rewards[0];
    if (out.terminated[0] === 1 || out.truncated[0] === 1) {
      returns.push(sum);
      sum = 0;
    }
  }
  world.close?.();
  const { mean, std, min, max } = summarize(returns);
  return { episodes, mean, std, min, max, returns, steps };
}
