/** What it costs that a kill loses nothing. */
import { parseRecipe } from '../experiments/recipe.js';
import { train } from '../experiments/train.js';
import { Training } from '../experiments/training.js';
import { createWasmEngine } from '../src/engines/wasm/engine.js';
import { readNewestCheckpoint } from '../src/runs/checkpoint.js';
import type { RunStorage } from '../src/runs/storage.js';
import { measure, type Measurement } from './measure.js';

/**
 * Time of a checkpoint of the default recipe with a full replay, when there is most to write, in percent of the interval between two
 * checkpoints. Nothing is learned on the way there: that changes what is written, not how much.
 *
 * @param recipe cartpole, as plain data
 * @param storage empty; a disk, where the cost on a disk is to be known
 */
export async function benchmarkCheckpoint(recipe: unknown, storage: RunStorage): Promise<Measurement> {
  const settings = parseRecipe(recipe);
  const steps = settings.agent.replayCapacity;
  const filling = {
    ...settings,
    steps,
    agent: { ...settings.agent, learningStarts: steps },
    evaluation: { ...settings.evaluation, interval: steps, episodes: 1, finalEpisodes: 1 },
  };
  const engine = createWasmEngine();
  await train(filling, { storage, seed: 1, engine });
  const configuration = { name: 'cartpole', seed: 1, engine: engine.name, budget: steps, recipe: filling };
  const training = new Training(configuration, { storage, engine });
  training.load(readNewestCheckpoint(storage).checkpoint);
  return measure(() => training.checkpoint('running'), {
    name: `checkpoint share of training, every ${settings.checkpointSeconds} s`,
    unit: '%',
    convert: (seconds) => (100 * seconds) / settings.checkpointSeconds,
  });
}
