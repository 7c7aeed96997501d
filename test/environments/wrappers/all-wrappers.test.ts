/** What holds for every wrapper: the contract, and snapshots in the middle of an episode. */
import { describe, expect, it } from '@jest/globals';
import { checkEnvironment } from '../../../environments/check/check-environment.js';
import { CartPole } from '../../../environments/cartpole/cartpole.js';
import type { Environment } from '../../../environments/contract.js';
import { Box } from '../../../environments/spaces/box.js';
import { clipReward } from '../../../environments/wrappers/clip-reward.js';
import { discretizeAction } from '../../../environments/wrappers/discretize-action.js';
import { flattenObservation } from '../../../environments/wrappers/flatten-observation.js';
import { frameStack } from '../../../environments/wrappers/frame-stack.js';
import { normalizeObservation } from '../../../environments/wrappers/normalize-observation.js';
import { normalizeReward } from '../../../environments/wrappers/normalize-reward.js';
import { recordEpisodeStatistics } from '../../../environments/wrappers/record-episode-statistics.js';
import { RunningStatistics } from '../../../environments/wrappers/running-statistics.js';
import { stickyActions } from '../../../environments/wrappers/sticky-actions.js';
import { transformObservation } from '../../../environments/wrappers/transform-observation.js';
import { transformReward } from '../../../environments/wrappers/transform-reward.js';
import { MaskedGrid } from '../../fixtures/worlds.js';

/** A CartPole whose push is a number from -1 to 1. */
function pushed(): Environment<Float32Array, Float32Array> {
  const cart = new CartPole();
  return {
    observationSpace: cart.observationSpace,
    actionSpace: new Box({ low: -1, high: 1 }),
    reset: (options) => cart.reset(options),
    step: ([push]) => cart.step(push > 0 ? 1 : 0),
    snapshot: () => cart.snapshot(),
    restore: (bytes) => cart.restore(bytes),
  };
}

const wrapped: readonly (readonly [string, () => Environment<never, never>])[] = [
  ['clipReward', () => clipReward(new CartPole(), { maximum: 0.5 })],
  ['discretizeAction', () => discretizeAction(pushed(), { levels: 4 })],
  ['flattenObservation', () => flattenObservation(new MaskedGrid())],
  ['frameStack', () => frameStack(new CartPole(), { size: 4 })],
  ['normalizeReward, evaluation', () => normalizeReward(new CartPole(), { evaluation: true })],
  ['normalizeObservation, evaluation', () => normalizeObservation(new CartPole(), { evaluation: true })],
  ['recordEpisodeStatistics', () => recordEpisodeStatistics(new MaskedGrid())],
  ['stickyActions', () => stickyActions(new CartPole(), { probability: 0.25 })],
  ['stickyActions with masks', () => stickyActions(new MaskedGrid(), { probability: 0.25 })],
  ['transformObservation', () => transformObservation(new CartPole(), (x) => x.slice())],
  ['transformReward', () => transformReward(new CartPole(), (x) => 2 * x)],
] as unknown as readonly (readonly [string, () => Environment<never, never>])[];

it.each(wrapped)('%s keeps the contract, batched and with snapshots', (name, create) => {
  const findings = checkEnvironment({
    id: 'Wrapped-test',
    description: '',
    create: create,
  });
  // A sticky action may stand for a forbidden one, which is then not refused: a warning.
  const expected = name === 'stickyActions with masks' ? ['masks'] : [];
  expect(findings.map(({ check }) => check)).toEqual(expected);
});

const moving: readonly (readonly [string, () => Environment])[] = [
  ['normalizeObservation', () => normalizeObservation(new CartPole())],
  ['normalizeReward', () => normalizeReward(new CartPole())],
  ['all at once', everything],
];

/** Many wrappers around one world. */
function everything(): Environment {
  const cart = recordEpisodeStatistics(discretizeAction(pushed(), { levels: 3 }));
  const scaled = clipReward(normalizeReward(cart), { maximum: 2 });
  const stacked = frameStack(normalizeObservation(stickyActions(scaled, { probability: 0.5 })), { size: 2 });
  return flattenObservation(stacked as Environment<unknown, number>);
}

describe.each(moving)('%s', (_name, create) => {
  const play = (world: Environment, from: number, to: number): unknown[] =>
    Array.from({ length: to - from }, (_, i) => {
      const result = world.step((from + i) % 3 === 0 ? 0 : 1);
      return result.terminated ? [result, world.reset()] : result;
    });

  it('a snapshot in the middle of an episode replays exactly in another world', () => {
    for (const at of [0, 1, 7, 33]) {
      const world = create();
      world.reset({ seed: 3 });
      play(world, 0, at);
      const snapshot = world.snapshot!();
      const expected = play(world, at, 100);
      const other = create();
      other.restore!(snapshot);
      expect(play(other, at, 100)).toEqual(expected);
    }
  });
});

it('worlds that share statistics share them after a restore too', () => {
  const make = (statistics: RunningStatistics) =>
    [1, 2].map(() => normalizeObservation(new CartPole(), { statistics }));
  const statistics = new RunningStatistics(4);
  const worlds = make(statistics);
  worlds.forEach((world, seed) => world.reset({ seed }));
  const restored = new RunningStatistics(4);
  make(restored).forEach((world, row) => world.restore!(worlds[row].snapshot!()));
  expect(restored.save()).toEqual(statistics.save());
  expect(restored.count).toBeCloseTo(2.0001, 9);
});
