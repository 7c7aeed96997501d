/** The wrappers that Gymnasium has too, against what it gives (see `test/fixtures/wrappers.py`). */
import { expect, it } from '@jest/globals';
import type { Environment } from '../../../environments/contract.js';
import { makeEnvironment } from '../../../environments/registry.js';
import { Box } from '../../../environments/spaces/box.js';
import { Dict } from '../../../environments/spaces/dict.js';
import { Discrete } from '../../../environments/spaces/discrete.js';
import { MultiBinary } from '../../../environments/spaces/multi-binary.js';
import { MultiDiscrete } from '../../../environments/spaces/multi-discrete.js';
import { Tuple } from '../../../environments/spaces/tuple.js';
import { flattenObservation } from '../../../environments/wrappers/flatten-observation.js';
import { frameStack } from '../../../environments/wrappers/frame-stack.js';
import { normalizeObservation } from '../../../environments/wrappers/normalize-observation.js';
import { normalizeReward } from '../../../environments/wrappers/normalize-reward.js';
import { recordEpisodeStatistics } from '../../../environments/wrappers/record-episode-statistics.js';
import { readJson } from '../../fixtures/read-json.js';

type Entry = readonly [observation: readonly number[], reward: number];
interface Golden {
  readonly normalizeObservation: readonly Entry[];
  readonly normalizeReward: readonly Entry[];
  readonly frameStackReset: readonly Entry[];
  readonly frameStackZero: readonly Entry[];
  readonly episodeStatistics: readonly (readonly [sum: number, length: number])[];
  readonly flatten: Readonly<Record<'observation' | 'low' | 'high', readonly number[]>>;
}
const golden = readJson('wrappers.json') as Golden;

function play(world: Environment<ArrayLike<number>, number>) {
  const entries: Entry[] = [[Array.from(world.reset({ seed: 5 }).observation), 0]];
  const statistics: unknown[] = [];
  for (let step = 0; step < 80; step++) {
    const { observation, reward, terminated, info } = world.step(step % 3 === 0 ? 0 : 1);
    entries.push([Array.from(observation), reward]);
    if (!terminated) continue;
    statistics.push(info['episode']);
    entries.push([Array.from(world.reset().observation), 0]);
  }
  return { entries, statistics };
}

const cart = () => makeEnvironment('CartPole-v1') as Environment<Float32Array, number>;

/** The greatest difference, relative to numbers above 1. */
const distance = (actual: readonly Entry[], expected: readonly Entry[]): number => {
  expect(actual.map(([row]) => row.length)).toEqual(expected.map(([row]) => row.length));
  const [a, b] = [actual.flat(2), expected.flat(2)];
  return Math.max(...a.map((x, i) => Math.abs(x - b[i]) / Math.max(1, Math.abs(b[i]))));
};

it('NormalizeObservation, whose statistics are float32 there, within 1e-4', () => {
  expect(distance(play(normalizeObservation(cart())).entries, golden.normalizeObservation)).toBeLessThan(
    1e-4,
  );
});

it('NormalizeReward within 1e-6', () => {
  expect(
    distance(play(normalizeReward(cart(), { discount: 0.9 })).entries, golden.normalizeReward),
  ).toBeLessThan(1e-6);
});

it.each([
  ['reset', golden.frameStackReset],
  ['zero', golden.frameStackZero],
] as const)('FrameStackObservation with padding %s, exactly', (padding, expected) => {
  expect(play(frameStack(cart(), { size: 3, padding })).entries).toEqual(expected);
});

it('RecordEpisodeStatistics, exactly', () => {
  const expected = golden.episodeStatistics.map(([sum, length]) => ({ return: sum, length }));
  expect(play(recordEpisodeStatistics(cart())).statistics).toEqual(expected);
});

it('flatten and flatten_space, exactly', () => {
  const value = { a: Float32Array.of(0.5, -0.25), b: 6, c: [Int32Array.of(1, 2), Uint8Array.of(1, 0)] };
  const inner: Environment = {
    observationSpace: new Dict({
      b: new Discrete(3, 5),
      a: new Box({ low: -1, high: 2, shape: [2] }),
      c: new Tuple([new MultiDiscrete([2, 3]), new MultiBinary(2)]),
    }),
    actionSpace: new Discrete(2),
    reset: () => ({ observation: value, info: {} }),
    step: () => ({ observation: value, reward: 0, terminated: false, truncated: false, info: {} }),
  };
  const world = flattenObservation(inner);
  const { low, high } = world.observationSpace as unknown as Box;
  const numbers = { observation: world.reset().observation, low, high };
  expect(Object.fromEntries(Object.entries(numbers).map(([key, row]) => [key, Array.from(row)]))).toEqual(
    golden.flatten,
  );
});
