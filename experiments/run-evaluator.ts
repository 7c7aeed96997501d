import type { Agent } from '../agents/contract.js';
import type { EnvironmentSpecification } from '../environments/contract.js';
import type { EpisodeRecording, EvaluationSummary } from '../src/runs/records.js';
import type { RunStorage } from '../src/runs/storage.js';
import { evaluate, type EvaluationResult } from './evaluate.js';
import { evaluationOptions, type Occasion } from './evaluation-worlds.js';
import type { Recipe } from './recipe.js';
import { recordEpisode } from './record-episode.js';

export interface RunEvaluatorOptions {
  readonly recipe: Recipe;
  /** As evaluations have it, with the recipe's wrappers. */
  readonly environment: EnvironmentSpecification;
  readonly agent: Agent;
  readonly storage: RunStorage;
  readonly signal: AbortSignal | undefined;
  readonly warn: (message: string) => void;
}

/** The evaluations of one training, with what the agent has learned so far. */
export class RunEvaluator {
  readonly #options: RunEvaluatorOptions;
  /** One warning is enough; every record says it again. */
  #hasWarned = false;

  constructor(options: RunEvaluatorOptions) {
    this.#options = options;
  }

  /** Undefined where the signal was aborted on the way. */
  async evaluate(occasion: Occasion, episodes: number, seed: number): Promise<EvaluationResult | undefined> {
    const { recipe, environment, agent, signal } = this.#options;
    const { maxEpisodeSteps } = recipe.evaluation;
    const environmentOptions = evaluationOptions(recipe, occasion);
    const world = { environment, environmentOptions, maxEpisodeSteps };
    try {
      const result = await evaluate(agent, { ...world, episodes, seed, signal });
      if (result.cutEpisodes > 0) this.#warnOfCutEpisodes(result);
      return result;
    } catch (error) {
      if (signal?.aborted === true && error === signal.reason) return undefined;
      throw error;
    }
  }

  /** Writes one episode of the report to `episode.json`, where the world can be drawn. One that fails at that loses no result: it warns. */
  record(seed: number): void {
    const recording = this.#recording(seed);
    if (recording !== undefined) this.#options.storage.write('episode.json', JSON.stringify(recording));
  }

  #recording(seed: number): EpisodeRecording | undefined {
    const { recipe, environment, agent, warn } = this.#options;
    const environmentOptions = evaluationOptions(recipe, 'report');
    try {
      return recordEpisode(agent, { environment, environmentOptions, seed });
    } catch (error) {
      warn(`no episode is recorded for the report, since the environment cannot be drawn: ${String(error)}`);
      return undefined;
    }
  }

  #warnOfCutEpisodes({ cutEpisodes, episodes }: EvaluationResult): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    const { maxEpisodeSteps } = this.#options.recipe.evaluation;
    this.#options.warn(
      `${cutEpisodes} of ${episodes} evaluation episodes did not end within ${maxEpisodeSteps} steps and were cut there:` +
        ' see evaluation.maxEpisodeSteps',
    );
  }
}

/** What is written down of a result. */
export const summaryOf = (
  checkpoint: EvaluationSummary['checkpoint'],
  { episodes, mean, std, min, max, cutEpisodes }: EvaluationResult,
): EvaluationSummary => ({
  checkpoint,
  episodes,
  mean,
  std,
  min,
  max,
  ...(cutEpisodes > 0 && { cutEpisodes }),
});
