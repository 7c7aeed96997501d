/** What tests of worlds share: Gymnasium's episodes, and ways to play and measure against them. */
import { expect } from '@jest/globals';
import type { Model } from '../../environments/model/model.js';
import { makeEnvironment } from '../../environments/registry.js';
import { Pcg64 } from '../../src/random/pcg64.js';
import { readJson } from '../fixtures/read-json.js';

interface GoldenStep {
  readonly action: number | readonly number[];
  readonly observation: number | readonly number[];
  readonly state: readonly number[];
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
  readonly mask?: readonly number[];
}

interface GoldenEpisode {
  readonly seed: number;
  readonly observation: number | readonly number[];
  readonly state: readonly number[];
  readonly mask?: readonly number[];
  readonly steps: readonly GoldenStep[];
  readonly observationAfterReset: number | readonly number[];
}

export interface Golden {
  readonly id: string;
  readonly episodes: readonly GoldenEpisode[];
  readonly starts: readonly number[][];
}

/** `mountain-car` for `mountain-car-episodes.json`. */
export function readGolden(name: string): Golden {
  return readJson<Golden>(`${name}-episodes.json`);
}

/** The start states that a model draws for seeds 0 to 199. */
export function startsOf(model: Model): number[][] {
  return Array.from({ length: 200 }, (_, seed) => {
    const state = new Float64Array(model.stateSize);
    model.start(state, 0, new Pcg64(seed));
    return Array.from(state);
  });
}

export interface OneStep {
  readonly state: readonly number[];
  readonly reward: number;
  readonly ended: number;
}

/** Every golden step beside what the model makes of the golden state before it. */
export function oneStepEach(model: Model, { episodes }: Golden): { ours: OneStep; golden: OneStep }[] {
  const state = new Float64Array(model.stateSize);
  const reward = new Float64Array(1);
  return episodes.flatMap((episode) =>
    episode.steps.map((golden, index) => {
      state.set(index === 0 ? episode.state : episode.steps[index - 1].state);
      const ended = model.step(state, 0, [golden.action].flat(), reward, new Pcg64(0));
      return {
        ours: { state: Array.from(state), reward: reward[0], ended },
        golden: { state: golden.state, reward: golden.reward, ended: Number(golden.terminated) },
      };
    }),
  );
}

/** Plays the golden actions from the golden seeds: what was seen, all in a row, beside what Gymnasium showed. */
export function replay({ id, episodes }: Golden): { ours: unknown[]; golden: unknown[] } {
  const world = makeEnvironment(id);
  const [ours, golden]: [unknown[], unknown[]] = [[], []];
  const mask = () => world.actionMask && Array.from(world.actionMask());
  const plain = (observation: unknown) =>
    typeof observation === 'number' ? observation : Array.from(observation as Float32Array);
  for (const episode of episodes) {
    ours.push({ observation: plain(world.reset({ seed: episode.seed }).observation), mask: mask() });
    golden.push({ observation: episode.observation, mask: episode.mask });
    for (const { action, state: _, ...expected } of episode.steps) {
      const { observation, reward, terminated, truncated } = world.step(
        typeof action === 'number' ? action : Float32Array.from(action),
      );
      ours.push({ observation: plain(observation), reward, terminated, truncated, mask: mask() });
      golden.push({ mask: undefined, ...expected });
    }
    ours.push({ observation: plain(world.reset().observation) });
    golden.push({ observation: episode.observationAfterReset });
  }
  return { ours, golden };
}

/** How many units in the last place each observed float32 value is from Gymnasium's. */
export function distances({ ours, golden }: { ours: unknown[]; golden: unknown[] }): number[] {
  const values = (seen: unknown[]) => seen.flatMap((each) => (each as { observation: number[] }).observation);
  const [a, b] = [values(ours), values(golden)].map((list) => new Int32Array(Float32Array.from(list).buffer));
  expect(a.length).toBe(b.length);
  // Read as integers, floats of one sign are in order; the negative ones run backwards.
  const rank = (bits: number) => (bits < 0 ? -(bits & 0x7fffffff) : bits);
  return Array.from(a, (bits, index) => Math.abs(rank(bits) - rank(b[index])));
}

/** The largest difference between the states of `oneStepEach`. */
export function largestDifference(steps: readonly { ours: OneStep; golden: OneStep }[]): number {
  return Math.max(
    ...steps.flatMap(({ ours, golden }) => ours.state.map((value, at) => Math.abs(value - golden.state[at]))),
  );
}

/** Steps a world from a seed with a policy until the episode ends. */
export function play(
  id: string,
  seed: number,
  policy: (observation: ArrayLike<number>) => unknown,
): { steps: number; return: number; terminated: boolean; truncated: boolean } {
  const world = makeEnvironment(id);
  let observation = world.reset({ seed }).observation as ArrayLike<number>;
  for (let steps = 1, sum = 0; ; steps++) {
    const result = world.step(policy(observation));
    sum += result.reward;
    observation = result.observation as ArrayLike<number>;
    const { terminated, truncated } = result;
    if (terminated || truncated) return { steps, return: sum, terminated, truncated };
  }
}
