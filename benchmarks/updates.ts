/** Whole updates of DQN: batch from the replay, both networks, loss, gradients, Adam. */
import { createDqn, dqnSchema } from '../agents/dqn.js';
import type { Engine } from '../src/engines/engine.js';
import { Streams } from '../src/random/streams.js';

export interface UpdateShape {
  readonly observation: number;
  readonly hidden: readonly number[];
  readonly actions: number;
  readonly batch: number;
}

/** The four updates that speed is claimed for. */
export const updateShapes: readonly UpdateShape[] = [
  { observation: 4, hidden: [120, 84], actions: 2, batch: 128 },
  { observation: 4, hidden: [64, 64], actions: 2, batch: 64 },
  { observation: 4, hidden: [256, 256], actions: 2, batch: 64 },
  { observation: 60, hidden: [256, 256], actions: 8, batch: 256 },
];

export const nameOf = ({ observation, hidden, actions, batch }: UpdateShape): string =>
  `${[observation, ...hidden, actions].join('-')} batch ${batch}`;

const replayed = 10_000;

/** A function that does one update, and one that takes one decision, on a replay full of random transitions. */
export function prepareUpdate(
  engine: Engine,
  shape: UpdateShape,
): {
  readonly update: () => void;
  readonly decide: () => void;
  readonly flops: number;
  readonly dispose: () => void;
} {
  const streams = new Streams(1);
  const noise = streams.stream('benchmark');
  const environments = 1000;
  const settings = dqnSchema.parse({
    name: 'dqn',
    network: { extractor: shape.hidden.map((units) => ({ dense: units })), head: {} },
    loss: 'squaredError',
    batchSize: shape.batch,
    replayCapacity: replayed,
    learningStarts: 0,
    trainInterval: environments,
    targetUpdateInterval: 1_000_000_000,
    learningRate: 2.5e-4,
  });
  const agent = createDqn({
    engine,
    settings,
    observations: [
      { key: 'observation', path: [], shape: [shape.observation], size: shape.observation, type: 'float32' },
    ],
    actions: shape.actions,
    masked: false,
    environments,
    horizon: 1_000_000,
    streams,
  });
  const randomObservations = () => {
    const values = new Float32Array(environments * shape.observation); // [B, O]
    noise.fillUniform(values, -1, 1);
    return { observation: values };
  };
  for (let i = 0; i < replayed / environments; i++) {
    const actions = Int32Array.from({ length: environments }, () => noise.integer(shape.actions)); // [B]
    const rewards = new Float32Array(environments).fill(1); // [B]
    const flags = new Uint8Array(environments); // [B]
    agent.observe({
      observations: randomObservations(),
      actions,
      step: {
        observations: randomObservations(),
        rewards,
        terminated: flags,
        truncated: flags,
        finalObservations: randomObservations(),
      },
    });
  }
  const one = { observation: new Float32Array(shape.observation).fill(0.1) }; // [1, O]
  const action = new Int32Array(1); // [1]
  return {
    update: () => void agent.learn(),
    decide: () => agent.act(one, undefined, action, { explore: false }),
    flops: agent.cost.flopsPerUpdate,
    dispose: () => agent.dispose(),
  };
}
