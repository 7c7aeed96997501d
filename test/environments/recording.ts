/** What tests of batched worlds share: playing the same actions through different forms of one world. */
import { makeActionBuffer, makeStepBuffers, readObservation } from '../../environments/buffers.js';
import type { StepBuffers, VectorEnvironment } from '../../environments/contract.js';
import { Pcg64 } from '../../src/random/pcg64.js';

export interface Transition {
  readonly observation: unknown;
  readonly action: number;
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
  readonly next: unknown;
  readonly nextMask: readonly number[] | undefined;
}

/** Chooses among the possible actions of one world; every world has its own, in step with its transitions. */
export function chooser(seed: number, actions: number): (mask: Uint8Array | undefined) => number {
  const generator = new Pcg64(seed);
  return (mask) => {
    const possible = [...Array(actions).keys()].filter((action) => mask?.[action] !== 0);
    return possible[generator.integers(0, possible.length)];
  };
}

/** The transitions of each world, in order: the same whichever way worlds start again. */
export function record(
  world: VectorEnvironment,
  actions: number,
  steps: number,
  seeds: readonly number[],
): Transition[][] {
  const { count, autoreset, observationSpace } = world;
  const out = makeStepBuffers(world);
  const buffer = makeActionBuffer(world.actionSpace, count);
  const choosers = seeds.map((seed) => chooser(seed, actions));
  const transitions: Transition[][] = seeds.map(() => []);
  const look = (observations: StepBuffers['observations'], row: number) =>
    readObservation(observationSpace, observations, row);
  const maskAt = (masks: Uint8Array | undefined, row: number) =>
    masks?.slice(row * actions, (row + 1) * actions);
  world.reset(seeds, out);
  for (let step = 0; step < steps; step++) {
    const before = seeds.map((_, row) => look(out.observations, row));
    const starting = seeds.map((_, row) => out.terminated[row] + out.truncated[row] > 0);
    if (autoreset === 'disabled' && starting.includes(true)) {
      world.reset(undefined, out, Uint8Array.from(starting, Number));
      starting.forEach((starts, row) => starts && (before[row] = look(out.observations, row)));
    }
    const startsNow = (row: number) => autoreset === 'next-step' && starting[row];
    for (let row = 0; row < count; row++) {
      buffer[row] = startsNow(row) ? 0 : choosers[row](maskAt(out.masks, row));
    }
    world.step(buffer, out);
    for (let row = 0; row < count; row++) {
      if (startsNow(row)) continue;
      const ended = out.terminated[row] + out.truncated[row] > 0;
      const isFinal = ended && autoreset === 'same-step';
      const nextMask = maskAt(isFinal ? out.finalMasks : out.masks, row);
      transitions[row].push({
        observation: before[row],
        action: buffer[row],
        reward: out.rewards[row],
        terminated: out.terminated[row] === 1,
        truncated: out.truncated[row] === 1,
        next: look(isFinal ? out.finalObservations : out.observations, row),
        nextMask: nextMask && Array.from(nextMask),
      });
    }
  }
  return transitions;
}
