import { describe, expect, it } from '@jest/globals';
import { CartPole } from '../../../environments/cartpole/cartpole.js';
import type { Environment } from '../../../environments/contract.js';
import { Box } from '../../../environments/spaces/box.js';
import { Dict } from '../../../environments/spaces/dict.js';
import { Discrete } from '../../../environments/spaces/discrete.js';
import { MultiBinary } from '../../../environments/spaces/multi-binary.js';
import { MultiDiscrete } from '../../../environments/spaces/multi-discrete.js';
import type { Space } from '../../../environments/spaces/space.js';
import { Tuple } from '../../../environments/spaces/tuple.js';
import { flattenObservation } from '../../../environments/wrappers/flatten-observation.js';
import { frameStack } from '../../../environments/wrappers/frame-stack.js';
import { normalizeObservation } from '../../../environments/wrappers/normalize-observation.js';
import { RunningStatistics } from '../../../environments/wrappers/running-statistics.js';
import { transformObservation } from '../../../environments/wrappers/transform-observation.js';

/** A world that shows one observation after the other, by the numbers of its episode: `show(0)` at the start. */
function showing<T>(observationSpace: Space<T>, show: (step: number) => T): Environment<T, number> {
  let step = 0;
  return {
    observationSpace,
    actionSpace: new Discrete(2),
    reset: () => ({ observation: show((step = 0)), info: {} }),
    step: () => ({ observation: show(++step), reward: 0, terminated: false, truncated: false, info: {} }),
  };
}

describe('frameStack', () => {
  const counting = () =>
    showing(new Box({ low: 1, high: 99, shape: [2] }), (step) => Float32Array.of(step + 1, 10 + step));

  it('shows the last observations, the oldest first, after copies of the first', () => {
    const world = frameStack(counting(), { size: 3 });
    expect(Array.from(world.reset().observation)).toEqual([1, 10, 1, 10, 1, 10]);
    expect(Array.from(world.step(0).observation)).toEqual([1, 10, 1, 10, 2, 11]);
    world.step(0);
    expect(Array.from(world.step(0).observation)).toEqual([2, 11, 3, 12, 4, 13]);
    expect(Array.from(world.reset().observation)).toEqual([1, 10, 1, 10, 1, 10]);
  });

  it('or after zeros, for which the space makes room in all but the newest', () => {
    const world = frameStack(counting(), { size: 3, padding: 'zero' });
    const { observation } = world.reset();
    expect(Array.from(observation)).toEqual([0, 0, 0, 0, 1, 10]);
    expect(String(world.observationSpace)).toBe('Box([0 0 0 0 1 1], 99, (3, 2), float32)');
    expect(world.observationSpace.contains(observation)).toBe(true);
  });

  it('keeps bytes as bytes, and gives fresh arrays', () => {
    const world = frameStack(
      showing(new Box({ low: 0, high: 255, shape: [1], type: 'uint8' }), (step) => Uint8Array.of(step)),
      { size: 2 },
    );
    const first = world.reset().observation;
    world.step(0);
    expect(first).toEqual(Uint8Array.of(0, 0));
  });

  it.each([0, -1, 1.5])('refuses %p frames', (size) => {
    expect(() => frameStack(counting(), { size })).toThrow('a positive integer');
  });

  it('refuses what is no Box, and says what to do', () => {
    expect(() =>
      frameStack(
        showing(new Discrete(2), () => 0),
        { size: 2 },
      ),
    ).toThrow('flattenObservation');
  });
});

describe('flattenObservation', () => {
  it('puts the parts one after the other, choices one-hot, as Gymnasium does', () => {
    const space = new Dict({
      b: new Discrete(3, 5),
      a: new Box({ low: -1, high: 2, shape: [2] }),
      c: new Tuple([new MultiDiscrete([2, 3], [0, 1]), new MultiBinary(2)]),
    });
    const value = {
      a: Float32Array.of(0.5, -0.25),
      b: 6,
      c: [Int32Array.of(1, 3), Uint8Array.of(1, 0)] as const,
    };
    const world = flattenObservation(showing(space as Space<unknown>, () => value));
    const { observation } = world.reset();
    expect(Array.from(observation)).toEqual([0.5, -0.25, 0, 1, 0, 0, 1, 0, 0, 1, 1, 0]);
    expect(world.observationSpace.contains(observation)).toBe(true);
    const { low, high } = world.observationSpace as unknown as Box;
    expect(Array.from(low)).toEqual([-1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(Array.from(high)).toEqual([2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });
});

describe('transformObservation', () => {
  it('applies the function to every observation, and shows its space', () => {
    const world = transformObservation(
      showing(new Discrete(9), (step) => step),
      (step) => Float32Array.of(2 * step),
      new Box({ low: 0, high: 18 }),
    );
    expect([world.reset().observation[0], world.step(0).observation[0]]).toEqual([0, 2]);
    expect(String(world.observationSpace)).toBe('Box(0, 18, (1), float32)');
  });
});

/** Mean and variance in two passes, where a pseudo-row of weight 1e-4 has mean 0 and variance 1. */
function twoPasses(values: readonly number[]): readonly [mean: number, variance: number] {
  const weight = 1e-4;
  const total = weight + values.length;
  const mean = values.reduce((sum, x) => sum + x, 0) / total;
  const squares = values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
  return [mean, (weight * (1 + mean * mean) + squares) / total];
}

describe('RunningStatistics', () => {
  it('agrees with two passes over all rows', () => {
    const rows = Array.from({ length: 500 }, (_, i) => [((i * 7919) % 101) / 10 + 1000, ((i * 31) % 17) - 8]);
    const statistics = new RunningStatistics(2);
    rows.forEach((row) => statistics.add(row));
    for (const index of [0, 1]) {
      const [mean, variance] = twoPasses(rows.map((row) => row[index]));
      expect(statistics.mean(index)).toBeCloseTo(mean, 9);
      expect(statistics.variance(index) / variance).toBeCloseTo(1, 9);
    }
    expect(statistics.count).toBeCloseTo(500.0001, 9);
  });
});

describe('normalizeObservation', () => {
  const values = [4, -2, 10, 1];
  const world = () => showing(new Box({ low: -20, high: 20 }), (step) => Float32Array.of(values[step]));

  it('moves the statistics with each observation, then normalises it', () => {
    const wrapped = normalizeObservation(world());
    const seen = [wrapped.reset().observation[0], ...[1, 2, 3].map(() => wrapped.step(0).observation[0])];
    const expected = values.map((x, i) => {
      const [mean, variance] = twoPasses(values.slice(0, i + 1));
      return Math.fround((x - mean) / Math.sqrt(variance + 1e-8));
    });
    seen.forEach((x, i) => expect(x).toBeCloseTo(expected[i], 5));
    expect(String(wrapped.observationSpace)).toBe('Box(-Infinity, Infinity, (1), float32)');
  });

  it('evaluation uses the statistics of the training and never moves them', () => {
    const statistics = new RunningStatistics(1);
    const training = normalizeObservation(world(), { statistics });
    training.reset();
    training.step(0);
    const before = statistics.save();
    const evaluated = normalizeObservation(world(), { statistics, evaluation: true });
    const [mean, variance] = twoPasses([4, -2]);
    expect(evaluated.reset().observation[0]).toBeCloseTo((4 - mean) / Math.sqrt(variance + 1e-8), 5);
    evaluated.step(0);
    expect(statistics.save()).toEqual(before);
    training.step(0);
    expect(statistics.save()).not.toEqual(before);
  });

  it('refuses statistics of another size', () => {
    const statistics = new RunningStatistics(3);
    expect(() => normalizeObservation(new CartPole(), { statistics })).toThrow(
      'statistics.size is 3, but must be 4',
    );
  });
});
