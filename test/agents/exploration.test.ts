import { describe, expect, it } from '@jest/globals';
import { Streams } from '../../src/random/streams.js';
import { weightsHash } from '../../src/runs/weights-hash.js';
import { advanceTo, makeTraining, type TrainingOptions } from './training.js';
import { echo, echoes } from './worlds.js';

const exploration = { linear: { from: 1, to: 0.1, fraction: 0.5 } } as const;
const linear: TrainingOptions = { agent: { exploration }, steps: 200 };

const epsilonOf = (training: ReturnType<typeof makeTraining>): number =>
  training.agent.takeMeasures()['epsilon'];

describe('epsilon', () => {
  it.each([
    { at: 'at the beginning', steps: 0, expected: 1 },
    { at: 'in the middle of its way', steps: 50, expected: 0.55 },
    { at: 'at its end', steps: 100, expected: 0.1 },
    { at: 'ever after', steps: 150, expected: 0.1 },
  ])('is $expected $at', ({ steps, expected }) => {
    for (const environments of [1, 2]) {
      const training = makeTraining(echo(false), { ...linear, environments });
      advanceTo(training, steps);
      expect(epsilonOf(training)).toBeCloseTo(expected, 12);
    }
  });

  it('goes on where it was after a resume', () => {
    const training = makeTraining(echo(false), linear);
    advanceTo(training, 50);
    const resumed = makeTraining(echo(false), linear);
    expect(epsilonOf(resumed)).toBe(1);
    resumed.load(training.save());
    expect(epsilonOf(resumed)).toBeCloseTo(0.55, 12);
    advanceTo(resumed, 75);
    expect(epsilonOf(resumed)).toBeCloseTo(0.325, 12);
  });
});

describe('behaviour', () => {
  const rows = 2;
  const observations = { observation: new Float32Array(rows * echoes) }; // [B, O]: the same for both
  const decisions = 20_000;

  /** How often (neither, the second, the first, both) of two environments took another action than the greedy one. */
  function countDeviations(epsilon: number): readonly number[] {
    const { agent } = makeTraining(echo(false), { environments: rows, agent: { exploration: epsilon } });
    const [greedy, chosen] = [new Int32Array(rows), new Int32Array(rows)];
    agent.act(observations, undefined, greedy, { explore: false });
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < decisions; i++) {
      agent.act(observations, undefined, chosen, { explore: true });
      const [first, second] = [chosen[0] !== greedy[0], chosen[1] !== greedy[1]];
      counts[2 * Number(first) + Number(second)]++;
    }
    return counts;
  }

  it('throws a coin of its own for each environment', () => {
    // Pearson's statistic over the four cases, each with its product of probabilities: three degrees of freedom, above 30.66
    // with probability 1e-6 where the coins are fair and independent.
    const deviates = (0.4 * (echoes - 1)) / echoes;
    const expected = [0, 1, 2, 3].map((both) => {
      const probability = (bit: number) => (bit === 1 ? deviates : 1 - deviates);
      return decisions * probability(both >> 1) * probability(both & 1);
    });
    const counts = countDeviations(0.4);
    const statistic = counts.reduce(
      (sum, count, i) => sum + ((count - expected[i]) * (count - expected[i])) / expected[i],
      0,
    );
    expect(statistic).toBeLessThan(30.66);
  });

  it('is greedy where epsilon is 0', () => {
    expect(countDeviations(0)).toEqual([decisions, 0, 0, 0]);
  });

  it('draws no number and changes nothing when it is asked not to explore', () => {
    const training = makeTraining(echo(false), { environments: rows, agent: { exploration: 1 } });
    advanceTo(training, 40);
    const before = [weightsHash(training.agent.save()), training.streams.saveState()];
    training.agent.act(observations, undefined, new Int32Array(rows), { explore: false });
    training.agent.qValues(observations, undefined, rows);
    expect([weightsHash(training.agent.save()), training.streams.saveState()]).toEqual(before);
  });

  it('takes its numbers from the stream that is named for it, and from no other', () => {
    const training = makeTraining(echo(false), { environments: rows, agent: { exploration: 0.5 }, seed: 3 });
    const { agent, streams } = training;
    const expected = new Streams(3);
    expected.restoreState(streams.saveState());
    agent.act(observations, undefined, new Int32Array(rows), { explore: true });
    // A coin and a choice for each environment.
    for (let i = 0; i < 2 * rows; i++) expected.stream('exploration').uniform();
    expect(streams.saveState()).toEqual(expected.saveState());
  });
});
