import type { Agent } from '../agents/contract.js';
import { makeActionBuffer, makeStepBuffers, readAction } from '../environments/buffers.js';
import { makeEnvironment, makeVectorEnvironment } from '../environments/registry.js';
import type { EpisodeRecording } from '../src/runs/records.js';
import type { EvaluationOptions } from './evaluate.js';

const longest = 2000;

/** Plays one greedy episode and keeps what it looked like; undefined where the world cannot be drawn. At most 2000 steps. */
export function recordEpisode(
  agent: Agent,
  { environment, environmentOptions, seed }: Omit<EvaluationOptions, 'episodes'>,
): EpisodeRecording | undefined {
  // The batched form decides, the single form is drawn: both play the same episode from the same seed.
  const drawn = makeEnvironment(environment, environmentOptions);
  if (drawn.render === undefined) {
    drawn.close?.();
    return undefined;
  }
  const world = makeVectorEnvironment(environment, {
    count: 1,
    autoreset: 'same-step',
    options: environmentOptions,
  });
  const out = makeStepBuffers(world);
  const actions = makeActionBuffer(world.actionSpace, 1);
  world.reset([seed], out);
  drawn.reset({ seed });
  const frames: EpisodeRecording['frames'][number][] = [];
  let sum = 0;
  for (let over = false; !over && frames.length < longest;) {
    const picture = drawn.render();
    const q = [...agent.qValues(out.observations, out.masks, 1)];
    agent.act(out.observations, out.masks, actions, { explore: false });
    world.step(actions, out);
    drawn.step(readAction(world.actionSpace, actions, 0));
    const reward = out.rewards[0];
    frames.push({
      picture,
      action: [...actions].length === 1 ? actions[0] : [...actions],
      reward,
      q,
    });
    sum += reward;
    over = out.terminated[0] === 1 || out.truncated[0] === 1;
  }
  world.close?.();
  drawn.close?.();
  return { environment: environment.id, seed, return: sum, frames };
}
