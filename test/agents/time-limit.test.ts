import { describe, expect, it } from '@jest/globals';
import { advanceTo, makeTraining } from './training.js';
import { limitedChain } from './worlds.js';

const discount = 0.9;
const variants = [
  { name: 'DQN', double: false, environments: 1 },
  { name: 'double DQN', double: true, environments: 1 },
  { name: 'DQN with three environments', double: false, environments: 3 },
];

/** What the agent says that the first state is worth, and the one in which the limit cuts the episode. */
function learnedValues(terminates: boolean, double: boolean, environments: number): readonly number[] {
  const training = makeTraining(limitedChain(terminates), {
    environments,
    agent: {
      discount,
      double,
      loss: 'squaredError',
      optimizer: { sgd: {} },
      learningRate: 0.3,
      targetUpdateInterval: 30,
      exploration: 1,
    },
  });
  advanceTo(training, 4500);
  const q = training.agent.qValues({ observation: Float32Array.of(1, 0, 0, 1) }, undefined, 2); // [2, A]
  return [Math.max(q[0], q[1]), Math.max(q[2], q[3])];
}

describe.each(variants)('$name in a chain of two states with a time limit', ({ double, environments }) => {
  it('learns r / (1 - gamma) within 1 % where the limit cuts the episode, and not r', () => {
    const [first, limit] = learnedValues(false, double, environments);
    const endless = 1 / (1 - discount);
    expect(Math.abs(limit - endless)).toBeLessThan(0.01 * endless);
    expect(Math.abs(first - endless)).toBeLessThan(0.01 * endless);
  });

  it('learns r where the task ends in the very step of the limit: both flags at once count as terminated', () => {
    const [first, end] = learnedValues(true, double, environments);
    expect(Math.abs(end - 1)).toBeLessThan(0.01);
    expect(Math.abs(first - (1 + discount))).toBeLessThan(0.01 * (1 + discount));
  });
});
