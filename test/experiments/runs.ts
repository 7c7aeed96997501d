import type { Environment, EnvironmentSpecification, ResetOptions } from '../../environments/contract.js';
import type { Clock } from '../../experiments/clock.js';
import type { RecipeDocument } from '../../experiments/recipe.js';
import { readNewestCheckpoint } from '../../src/runs/checkpoint.js';
import { readMetrics } from '../../src/runs/metrics-log.js';
import type { MetricRecord } from '../../src/runs/records.js';
import type { RunStorage } from '../../src/runs/storage.js';
import { weightsHash } from '../../src/runs/weights-hash.js';

/** A training of a second or less; the episodes of the test worlds are 10 to 30 steps long. */
export const quickRecipe = {
  environment: 'Echo-test',
  steps: 600,
  agent: {
    name: 'dqn',
    network: { extractor: [{ dense: 8 }], head: {} },
    learningRate: 1e-2,
    batchSize: 8,
    replayCapacity: 150,
    learningStarts: 50,
    trainInterval: 2,
    targetUpdateInterval: 40,
    exploration: { linear: { from: 1, to: 0.1, fraction: 0.5 } },
  },
  evaluation: { interval: 200, episodes: 3, finalEpisodes: 4 },
  logInterval: 25,
} as const satisfies RecipeDocument;

export const textOf = (storage: RunStorage, path: string): string =>
  new TextDecoder().decode(storage.read(path) ?? new Uint8Array(0));

/** One hash over the whole state of the newest checkpoint. */
export const checkpointHash = (storage: RunStorage): string =>
  weightsHash(readNewestCheckpoint(storage).checkpoint.state);

export const metricsOf = <Kind extends MetricRecord['kind']>(storage: RunStorage, kind: Kind) =>
  readMetrics(storage).filter(
    (record): record is Extract<MetricRecord, { readonly kind: Kind }> => record.kind === kind,
  );

/** Each look at this clock takes two seconds: everything that is due by time comes at every step. */
export function hurriedClock(): Clock {
  let now = 0;
  return { seconds: () => (now += 2), epochSeconds: () => 1_700_000_000 };
}

/** What was done with one world. */
export interface Log {
  readonly seeds: (number | undefined)[];
  /** Of episodes that were followed by a reset. */
  readonly returns: number[];
  steps: number;
}

/** Of those worlds that were stepped at all, in the order in which they were made. */
export const played = (logs: readonly Log[]): readonly Log[] => logs.filter(({ steps }) => steps > 0);

/** A world that writes down, for each of the worlds that are made of it, what was done with it. */
export function recorded(inner: EnvironmentSpecification): {
  readonly specification: EnvironmentSpecification;
  readonly logs: readonly Log[];
} {
  const logs: Log[] = [];
  const { createVector: _, ...single } = inner;
  const create: EnvironmentSpecification['create'] = (options) => {
    const log: Log = { seeds: [], returns: [], steps: 0 };
    logs.push(log);
    return record(inner.create(options), log);
  };
  return { specification: { ...single, create }, logs };
}

function record(world: Environment, log: Log): Environment {
  let sum = 0;
  let length = 0;
  const { observationSpace, actionSpace } = world;
  return {
    observationSpace,
    actionSpace,
    reset(options: ResetOptions = {}) {
      if (length > 0) log.returns.push(sum);
      sum = length = 0;
      log.seeds.push(options.seed);
      return world.reset(options);
    },
    step(action) {
      const result = world.step(action);
      sum += result.reward;
      length++;
      log.steps++;
      return result;
    },
    ...(world.actionMask && { actionMask: () => world.actionMask!() }),
    ...(world.snapshot && { snapshot: () => world.snapshot!() }),
    ...(world.restore && { restore: (snapshot: Uint8Array) => world.restore!(snapshot) }),
  };
}
