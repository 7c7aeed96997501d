import type { AgentDocument } from '../../agents/create-agent.js';
import type { EnvironmentSpecification } from '../../environments/contract.js';
import { parseRecipe, type RecipeDocument } from '../../experiments/recipe.js';
import { TrainingState } from '../../experiments/training-state.js';
import type { Engine } from '../../src/engines/engine.js';
import { createWasmEngine } from '../../src/engines/wasm/engine.js';
import { arrayIn } from '../../src/runs/state.js';
import { weightsHash } from '../../src/runs/weights-hash.js';

/** Learns from the first step on, with a network that is as small as can be. */
export const tinyAgent = {
  name: 'dqn',
  network: { extractor: [], head: {} },
  batchSize: 8,
  replayCapacity: 100,
  learningStarts: 0,
} as const satisfies AgentDocument;

export interface TrainingOptions {
  readonly agent?: Partial<Omit<AgentDocument, 'name'>>;
  readonly environments?: number;
  /** The horizon of schedules. */
  readonly steps?: number;
  readonly environmentOptions?: RecipeDocument['environmentOptions'];
  readonly seed?: number;
  readonly engine?: Engine;
}

/** A training that is advanced by hand. */
export function makeTraining(
  environment: EnvironmentSpecification,
  {
    agent = {},
    environments = 1,
    steps = 1200,
    seed = 1,
    engine,
    environmentOptions = {},
  }: TrainingOptions = {},
): TrainingState {
  const recipe = parseRecipe({
    environment: environment.id,
    environmentOptions,
    environments,
    steps,
    agent: { ...tinyAgent, ...agent },
  });
  return new TrainingState({ recipe, environment, engine: engine ?? createWasmEngine(), seed });
}

export function advanceTo(training: TrainingState, steps: number): void {
  while (training.agent.steps < steps) void training.advance(() => undefined);
}

/** One hash over everything that the agent would save under a name: `online`, `target`, `optimizer`, `replay`. */
export function hashOf({ agent }: TrainingState, name: string): string {
  return weightsHash(
    new Map([...agent.save()].filter(([key]) => key.startsWith(`${name}/`)).map(withoutPrefix)),
  );
}

const withoutPrefix = <Value>([key, value]: readonly [string, Value]): readonly [string, Value] => [
  key.slice(key.indexOf('/') + 1),
  value,
];

/** One saved array of the agent, as plain numbers. */
export const numbersOf = ({ agent }: TrainingState, name: string): readonly number[] =>
  Array.from(arrayIn(agent.save(), name, 'float32'));
