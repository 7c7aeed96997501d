/** Training from end to end, as users run it: environment, decisions, replay, updates, logs. */
import { parseRecipe } from '../experiments/recipe.js';
import { train } from '../experiments/train.js';
import { MemoryStorage } from '../src/runs/memory-storage.js';
import { summarizeRounds, type Measurement } from './measure.js';

/**
 * Environment steps a second of CleanRL's settings while it learns: training runs of 40 000 steps of which the first
 * 10 000 only fill the replay are compared by their progress reports after step 15 000, evaluations left out.
 */
export async function benchmarkTraining(recipe: unknown, rounds = 3): Promise<Measurement> {
  const settings = parseRecipe({
    ...(recipe as object),
    steps: 50_000,
    evaluation: { interval: 50_000, episodes: 1, finalEpisodes: 1 },
    logInterval: 5000,
  });
  const speeds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await train(settings, {
      storage: new MemoryStorage(),
      seed: round,
      onReport: (report) => {
        if (report.kind === 'progress' && report.step > 15_000) speeds.push(report.stepsPerSecond);
      },
    });
  }
  return summarizeRounds('training with the settings of cartpole-cleanrl', 'steps/s', speeds);
}
