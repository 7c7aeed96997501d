/** Whole updates of DQN: batch from the replay, both networks, loss, gradients, Adam. */
import type { Agent } from '../agents/contract.js';
import { createDqn } from '../agents/dqn.js';
import { dqnSchema } from '../agents/dqn-settings.js';
import type { Engine } from '../src/engines/engine.js';
import { Streams, type RandomStream } from '../src/random/streams.js';

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
const environments = 1000;

export interface PreparedUpdate {
  readonly update: () => void;
  /** One greedy decision. */
  readonly decide: () => void;
  readonly dispose: () => void;
}

/** An agent with a replay full of random transitions, which does one update each time that it is asked to learn. */
export function prepareUpdate(engine: Engine, shape: UpdateShape): PreparedUpdate {
  const streams = new Streams(1);
  const size = shape.observation;
  const agent = createDqn({
    engine,
    settings: settingsOf(shape),
    observations: [{ key: 'observation', path: [], shape: [size], size, type: 'float32' }],
    actions: shape.actions,
    masked: false,
    environments,
    horizon: 1_000_000,
    streams,
  });
  fillReplay(agent, shape, streams.stream('benchmark'));
  const one = { observation: new Float32Array(size).fill(0.1) }; // [1, O]
  const action = new Int32Array(1); // [1]
  return {
    update: () => void agent.learn(),
    decide: () => agent.act(one, undefined, action, { explore: false }),
    dispose: () => agent.dispose(),
  };
}

const settingsOf = ({ hidden, batch }: UpdateShape) =>
  dqnSchema.parse({
    name: 'dqn',
    network: { extractor: hidden.map((units) => ({ dense: units })) },
    loss: 'squaredError',
    learningRate: 2.5e-4,
    batchSize: batch,
    replayCapacity: replayed,
    learningStarts: 0,
    // The steps that filled the replay were a multiple of it: one update is due, again and again.
    trainInterval: environments,
    targetUpdateInterval: 1_000_000_000,
  });

function fillReplay(agent: Agent, { observation, actions }: UpdateShape, noise: RandomStream): void {
  const randomObservations = () => {
    const values = new Float32Array(environments * observation); // [B, O]
    noise.fillUniform(values, -1, 1);
    return { observation: values };
  };
  const flags = new Uint8Array(environments); // [B]
  for (let i = 0; i < replayed / environments; i++) {
    agent.observe({
      observations: randomObservations(),
      actions: Int32Array.from({ length: environments }, () => noise.integer(actions)), // [B]
      step: {
        observations: randomObservations(),
        rewards: new Float32Array(environments).fill(1), // [B]
        terminated: flags,
        truncated: flags,
        finalObservations: randomObservations(),
      },
    });
  }
}
