import { describe, expect, it } from '@jest/globals';
import { buildAgent } from '../../experiments/build-agent.js';
import { Box } from '../../environments/spaces/box.js';
import { Discrete } from '../../environments/spaces/discrete.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { Streams } from '../../src/random/streams.js';
import { arrayIn, stateUnder } from '../../src/runs/state.js';
import type { State } from '../../src/runs/storage.js';
import { maskedGrid } from '../fixtures/worlds.js';
import { advanceTo, makeTraining, tinyAgent } from './training.js';

describe('a masked action', () => {
  const [B, A, O] = [1000, 6, 3];
  const rounds = 1000;

  it('is never chosen in a million decisions, half of them random', () => {
    const stream = new RandomStream([4, 5, 6]);
    const agent = buildAgent({
      environment: {
        observationSpace: new Box({ low: -1, high: 1, shape: [O] }),
        actionSpace: new Discrete(A),
        masked: true,
        autoreset: 'same-step',
        count: B,
      },
      settings: { ...tinyAgent, replayCapacity: B, exploration: 0.5 },
      horizon: 1,
    });
    const observation = new Float32Array(B * O);
    const masks = new Uint8Array(B * A);
    const chosen = new Int32Array(B);
    const counts = { impossible: 0, greedy: 0, other: 0 };
    for (let round = 0; round < rounds; round++) {
      stream.fillUniform(observation, -1, 1);
      for (let i = 0; i < masks.length; i++) masks[i] = stream.word() & 1;
      // At least one action is possible, another one in each row.
      for (let row = 0; row < B; row++) masks[row * A + ((row + round) % A)] = 1;
      agent.act({ observation }, masks, chosen, { explore: true });
      const q = agent.qValues({ observation }, masks, B); // [B, A]
      for (let row = 0; row < B; row++) {
        const action = chosen[row];
        if (masks[row * A + action] === 0) counts.impossible++;
        if (q[row * A + action] === greatest(q, masks, row)) counts.greedy++;
        else counts.other++;
      }
    }
    expect(counts.impossible).toBe(0);
    // Both branches were taken: of the random half, the greedy action is one of 1 to 6.
    expect(counts.greedy).toBeGreaterThan(0.55 * B * rounds);
    expect(counts.other).toBeGreaterThan(0.3 * B * rounds);
  });

  function greatest(q: Float32Array, masks: Uint8Array, row: number): number {
    let value = -Infinity;
    for (let a = 0; a < A; a++) if (masks[row * A + a] === 1) value = Math.max(value, q[row * A + a]);
    return value;
  }

  it('is possible again where no mask is given', () => {
    const { agent } = makeTraining(maskedGrid);
    const observation = { observation: new Float32Array(16).fill(0, 0, 1) };
    const free = new Int32Array(1);
    agent.act(observation, undefined, free, { explore: false });
    const masked = new Int32Array(1);
    agent.act(observation, new Uint8Array(4).fill(1).fill(0, free[0], free[0] + 1), masked, {
      explore: false,
    });
    expect(masked[0]).not.toBe(free[0]);
    agent.act(observation, undefined, masked, { explore: false });
    expect(masked[0]).toBe(free[0]);
  });
});

describe.each([false, true])('the target of Q-learning (double: %s) in a masked world', (double) => {
  it('equals that of an oracle which values possible next actions only', () => {
    const start = 120;
    const batchSize = 64;
    const training = makeTraining(maskedGrid, {
      agent: { double, batchSize, replayCapacity: 200, learningStarts: start, discount: 0.9, exploration: 1 },
      seed: 8,
    });
    advanceTo(training, start);
    // Online and target differ, so that the double form has something to choose by.
    shakeOnline(training.agent);
    const before = training.agent.save();
    const rows = new Int32Array(batchSize);
    const stream = new Streams(8).stream('replay');
    advanceTo(training, start + 1);
    for (let i = 0; i < batchSize; i++) rows[i] = stream.integer(start + 1);
    const replay = stateUnder('replay', training.agent.save());
    const targets = [...rows].map((row) => oracle(before, replay, row, double));
    const expected = targets.reduce((sum, value) => sum + value, 0) / batchSize;
    const { meanTarget } = training.agent.takeMeasures();
    expect(Math.abs(meanTarget - expected)).toBeLessThan(1e-5);
    // The mask matters in this batch.
    const unmasked = [...rows].map((row) => oracle(before, replay, row, double, true));
    expect(unmasked.filter((value, i) => value !== targets[i]).length).toBeGreaterThan(5);
  });

  function shakeOnline(agent: { weights(): State; loadWeights(weights: State): void }): void {
    const weights = agent.weights();
    const stream = new RandomStream([1, 1, 2]);
    for (const { data } of weights.values()) stream.fillUniform(data as Float32Array, -1, 1);
    agent.loadWeights(weights);
  }

  /** r + discount * max over possible actions, from what the agent saved, one number at a time. */
  function oracle(agent: State, replay: State, row: number, isDouble: boolean, ignoreMask = false): number {
    const next = arrayIn(replay, 'nextObservation/observation', 'float32').subarray(16 * row, 16 * row + 16);
    const mask = arrayIn(replay, 'nextMask', 'uint8').subarray(4 * row, 4 * row + 4);
    const reward = arrayIn(replay, 'reward', 'float32')[row];
    const discount = arrayIn(replay, 'discount', 'float32')[row];
    const valuesOf = (name: string) => {
      const weight = arrayIn(agent, `${name}/head/0/weight`, 'float32', [16, 4]);
      const bias = arrayIn(agent, `${name}/head/0/bias`, 'float32', [4]);
      return [0, 1, 2, 3].map((a) => next.reduce((sum, x, o) => sum + x * weight[4 * o + a], bias[a]));
    };
    const target = valuesOf('target');
    const chooser = isDouble ? valuesOf('online') : target;
    const possible = [0, 1, 2, 3].filter((a) => ignoreMask || mask[a] === 1);
    const best = possible.reduce((a, b) => (chooser[b] > chooser[a] ? b : a));
    return reward + discount * target[best];
  }
});
