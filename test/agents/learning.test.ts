import { describe, expect, it } from '@jest/globals';
import { makeActionBuffer } from '../../environments/buffers.js';
import { evaluate } from '../../experiments/evaluate.js';
import { createReferenceEngine } from '../../src/engines/reference/engine.js';
import { createWasmEngine } from '../../src/engines/wasm/engine.js';
import { maskedGrid } from '../fixtures/worlds.js';
import { advanceTo, makeTraining, type TrainingOptions } from './training.js';
import { echo, echoes } from './worlds.js';

const variants = [
  { name: 'DQN', double: false, dueling: false },
  { name: 'double DQN', double: true, dueling: false },
  { name: 'dueling DQN', double: false, dueling: true },
];
const seeds = [1, 2, 3];

const settings = ({ double, dueling }: (typeof variants)[number]): NonNullable<TrainingOptions['agent']> => ({
  double,
  network: { extractor: [{ dense: 16 }], head: { dueling } },
  learningRate: 1e-2,
  batchSize: 32,
  replayCapacity: 1000,
  learningStarts: 100,
  targetUpdateInterval: 100,
});

describe.each(variants)('$name', (variant) => {
  it.each([false, true])(
    'reaches the optimum of a trivial world in 1500 steps (masked: %s)',
    async (masked) => {
      for (const seed of seeds) {
        const training = makeTraining(echo(masked), { agent: settings(variant), steps: 1500, seed });
        advanceTo(training, 1500);
        const { min } = await evaluate(training.agent, {
          environment: echo(masked),
          environmentOptions: {},
          episodes: 20,
          seed: 1000 + seed,
        });
        expect([seed, min]).toEqual([seed, 10]);
      }
    },
  );
});

it('finds the shortest ways through a masked grid', () => {
  const [variant] = variants;
  const training = makeTraining(maskedGrid, { agent: settings(variant), steps: 3000, environments: 4 });
  advanceTo(training, 3000);
  const { agent } = training;
  // How far each open cell is from the goal, by hand:
  //   6 5 4 3
  //   5 # # 2
  //   4 3 2 1
  //   5 # 1 0
  const distances = [6, 5, 4, 3, 5, -1, -1, 2, 4, 3, 2, 1, 5, -1, 1];
  const lengths = distances.map((distance, cell) => (distance < 0 ? -1 : walk(agent, cell)));
  expect(lengths).toEqual(distances);
});

/** Steps to the goal from one cell, acting greedily with the masks of the world. */
function walk(agent: ReturnType<typeof makeTraining>['agent'], start: number): number {
  const open = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 14, 15];
  const moves = [-4, 1, 4, -1];
  const actions = makeActionBuffer(maskedGrid.create({}).actionSpace, 1);
  let cell = start;
  let steps = 0;
  while (cell !== 15 && steps < 20) {
    const column = cell % 4;
    const isPossible = (move: number) =>
      open.includes(cell + move) &&
      (Math.abs(move) === 4 || Math.floor((cell + move) / 4) === (cell - column) / 4);
    const masks = Uint8Array.from(moves, (move) => (isPossible(move) ? 1 : 0));
    agent.act({ observation: new Float32Array(16).fill(1, cell, cell + 1) }, masks, actions, {
      explore: false,
    });
    cell += moves[actions[0]];
    steps++;
  }
  return steps;
}

it('learns on the reference engine what it learns on the default one', () => {
  const observation = new Float32Array(echoes * echoes).fill(0);
  for (let said = 0; said < echoes; said++) observation[said * echoes + said] = 1;
  const [reference, wasm] = [createReferenceEngine(), createWasmEngine()].map((engine) => {
    // Whatever is done is drawn from the stream, so that both see the same.
    const agent = { ...settings(variants[2]), batchSize: 8, learningStarts: 20, exploration: 1 };
    const training = makeTraining(echo(false), { agent, engine });
    advanceTo(training, 300);
    return [...training.agent.qValues({ observation }, undefined, echoes)]; // [B, A]
  }) as [number[], number[]];
  expect(Math.max(...reference)).toBeGreaterThan(1);
  reference.forEach((value, i) => expect(Math.abs(value - wasm[i])).toBeLessThan(1e-3));
});
