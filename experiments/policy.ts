import type { Agent } from '../agents/contract.js';
import { makeStepBuffers, observationLayout, readAction, writeObservation } from '../environments/buffers.js';
import type { EnvironmentSpecification, VectorEnvironment } from '../environments/contract.js';
import { environmentSpecification, makeVectorEnvironment } from '../environments/registry.js';
import type { Engine } from '../src/engines/engine.js';
import { readNewestCheckpoint, readWeights } from '../src/runs/checkpoint.js';
import { stateUnder } from '../src/runs/state.js';
import type { RunStorage, State } from '../src/runs/storage.js';
import { Streams } from '../src/random/streams.js';
import { buildAgent } from './build-agent.js';
import { readConfiguration } from './configuration.js';
import { evaluate, type EvaluationResult } from './evaluate.js';
import { evaluationOptions } from './evaluation-worlds.js';
import { wrapEnvironment } from './wrappers.js';

export interface LoadOptions {
  /** Default: `best`, the weights that did best in the evaluations during training. */
  readonly checkpoint?: 'best' | 'last';
  readonly engine?: Engine;
  /** Default: the registered environment of the run's recipe. */
  readonly environment?: EnvironmentSpecification;
  /** Told of each damaged checkpoint that was newer than the one whose weights are `last`. */
  readonly onDamage?: (reason: string) => void;
}

/** What a run has learned, ready to decide. */
export interface Policy {
  readonly agent: Agent;
  readonly weights: State;
  /** The greedy action for one observation of the environment's single form, as the recipe's wrappers show it. */
  act(observation: unknown, mask?: Uint8Array): number;
  /** The value of each action, as a fresh array. [A] */
  qValues(observation: unknown, mask?: Uint8Array): Float32Array;
  /** Greedy episodes in a world of their own. Defaults: the run's own report, episodes and seed. */
  evaluate(options?: {
    readonly episodes?: number;
    readonly seed?: number;
    readonly signal?: AbortSignal;
  }): Promise<EvaluationResult & { readonly seed: number }>;
  dispose(): void;
}

/**
 * Loads what a run has learned.
 * @throws `not-a-run`, `file-damaged`; `file-not-found` where there is no such checkpoint yet
 */
export function loadPolicy(
  storage: RunStorage,
  { checkpoint = 'best', engine, environment, onDamage }: LoadOptions = {},
): Policy {
  const { recipe, seed: masterSeed } = readConfiguration(storage);
  const { evaluation, wrappers } = recipe;
  const environmentOptions = evaluationOptions(recipe, 'report');
  const inner = environment ?? environmentSpecification(recipe.environment);
  const specification = wrapEnvironment(inner, wrappers, 'evaluation');
  const world = makeVectorEnvironment(specification, {
    count: 1,
    autoreset: 'same-step',
    options: environmentOptions,
  });
  // It only acts: the least replay will do.
  const settings = { ...recipe.agent, replayCapacity: 1 };
  const agent = buildAgent({
    environment: world,
    settings,
    horizon: recipe.steps,
    ...(engine && { engine }),
  });
  const weights = checkpoint === 'best' ? readWeights(storage, 'best').state : lastWeights(storage, onDamage);
  agent.loadWeights(weights);
  return {
    agent,
    weights,
    ...singleForm(agent, world),
    async evaluate({
      episodes = evaluation.finalEpisodes,
      seed = new Streams(masterSeed).seedFor('evaluation/report'),
      signal,
    } = {}) {
      const { maxEpisodeSteps } = evaluation;
      const world = { environment: specification, environmentOptions, maxEpisodeSteps };
      return { seed, ...(await evaluate(agent, { ...world, episodes, seed, signal })) };
    },
    dispose() {
      agent.dispose();
      world.close?.();
    },
  };
}

function lastWeights(storage: RunStorage, onDamage: LoadOptions['onDamage']): State {
  const { checkpoint, damaged } = readNewestCheckpoint(storage);
  for (const reason of damaged) onDamage?.(reason);
  return stateUnder('training/agent/online', checkpoint.state);
}

/** One observation at a time: an adapter for people over the batched form. */
function singleForm(agent: Agent, world: VectorEnvironment): Pick<Policy, 'act' | 'qValues'> {
  const layout = observationLayout(world.observationSpace);
  const { observations } = makeStepBuffers(world);
  const everything = makeStepBuffers(world).masks?.fill(1);
  const actions = new Int32Array(1); // [1]
  return {
    act(observation, mask = everything) {
      writeObservation(layout, observation, observations, 0);
      agent.act(observations, mask, actions, { explore: false });
      return readAction(world.actionSpace, actions, 0) as number;
    },
    qValues(observation, mask = everything) {
      writeObservation(layout, observation, observations, 0);
      return agent.qValues(observations, mask, 1).slice(); // [A]
    },
  };
}
