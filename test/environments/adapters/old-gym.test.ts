import { describe, expect, it } from '@jest/globals';
import { fromOldGym, type OldGym, type OldGymStep } from '../../../environments/adapters/old-gym.js';
import { checkEnvironment } from '../../../environments/check/check-environment.js';
import { makeVectorEnvironment } from '../../../environments/registry.js';
import { makeActionBuffer, makeStepBuffers } from '../../../environments/buffers.js';
import { Box } from '../../../environments/spaces/box.js';
import { Dict } from '../../../environments/spaces/dict.js';
import { Discrete } from '../../../environments/spaces/discrete.js';
import { Tuple } from '../../../environments/spaces/tuple.js';

/** A corridor as gym-js libraries have them: nested plain lists, a `seed` method, a time limit of its own. */
class Corridor implements OldGym {
  closed = 0;
  #place = 0;
  #steps = 0;
  #seed = 0;

  seed(seed: number): void {
    this.#seed = seed;
  }

  reset(): number[][] {
    this.#seed = (this.#seed * 5 + 3) % 8;
    this.#place = this.#seed % 4;
    this.#steps = 0;
    return [[this.#place], [0]];
  }

  step(action: number): [number[][], number, boolean, Record<string, unknown>] {
    this.#place += action === 1 ? 1 : -1;
    const isOut = this.#place < 0 || this.#place > 5;
    const isLate = ++this.#steps >= 6;
    const info = isLate ? { 'TimeLimit.truncated': !isOut } : {};
    return [[[this.#place], [this.#steps]], isOut ? 1 : -0.5, isOut || isLate, info];
  }

  close(): void {
    this.closed++;
  }
}

const corridorSpaces = {
  observationSpace: new Box({ low: -1, high: 9, shape: [2, 1] }),
  actionSpace: new Discrete(2),
};
const corridor = () => fromOldGym(new Corridor(), corridorSpaces);

/** One step of an object that always returns this. */
const stepOf = (result: unknown) =>
  fromOldGym(
    { reset: () => [0], step: () => result as OldGymStep },
    { observationSpace: new Box({ low: 0, high: 9 }), actionSpace: new Discrete(2) },
  ).step(0);

describe('fromOldGym', () => {
  it('turns done into terminated', () => {
    const world = corridor();
    expect(world.reset({ seed: 1 })).toEqual({ observation: Float32Array.of(0, 0), info: {} });
    expect(world.step(0)).toEqual({
      observation: Float32Array.of(-1, 1),
      reward: 1,
      terminated: true,
      truncated: false,
      info: {},
    });
  });

  it('turns done by a time limit into truncated', () => {
    const world = corridor();
    world.reset({ seed: 1 });
    const flags = [1, 0, 1, 0, 1, 0]
      .map((action) => world.step(action))
      .map(({ terminated, truncated }) => [terminated, truncated]);
    expect(flags.slice(0, 5)).toEqual(flags.slice(0, 5).map(() => [false, false]));
    expect(flags[5]).toEqual([false, true]);
  });

  it('terminates where the limit and the end come together, as Gym says it', () => {
    expect(stepOf([[0], 1, true, { 'TimeLimit.truncated': false }])).toMatchObject({
      terminated: true,
      truncated: false,
    });
  });

  it.each([
    ['a list of four', [[3], 2, true, { a: 1 }]],
    ['an object with an observation', { observation: [3], reward: 2, done: true, info: { a: 1 } }],
    ['an object with a state', { state: [3], reward: 2, done: true, info: { a: 1 } }],
  ])('takes %s', (_name, result) => {
    expect(stepOf(result)).toEqual({
      observation: Float32Array.of(3),
      reward: 2,
      terminated: true,
      truncated: false,
      info: { a: 1 },
    });
  });

  it('does without info', () => {
    expect(stepOf([[3], 2, false]).info).toEqual({});
    expect(stepOf({ state: [3], reward: 2, done: false }).info).toEqual({});
  });

  it.each([
    undefined,
    5,
    [[3], 2],
    { state: [3], reward: 2 },
    { observation: [3], reward: 1, terminated: true },
    [[3], 2, 1],
  ])('refuses %j', (result) => {
    expect(() => stepOf(result)).toThrow(expect.objectContaining({ code: 'contract-broken' }));
  });

  it('makes the arrays of any space, numbers of one element included', () => {
    const observationSpace = new Dict({
      a: new Box({ low: 0, high: 1 }),
      b: new Tuple([new Discrete(3), new Box({ low: 0, high: 255, shape: [2, 2], type: 'uint8' })]),
    });
    const old = {
      reset: () => ({
        a: 0.5,
        b: [
          2,
          [
            [1, 2],
            [3, 4],
          ],
        ],
      }),
      step: () => [0, 0, false] as const,
    };
    const { observation } = fromOldGym(old, { observationSpace, actionSpace: new Discrete(2) }).reset();
    expect(observation).toEqual({ a: Float32Array.of(0.5), b: [2, Uint8Array.of(1, 2, 3, 4)] });
    expect(observationSpace.contains(observation)).toBe(true);
  });

  it('copies: an object that writes into one array is no danger', () => {
    const shared = new Float32Array(1);
    const old = { reset: () => shared, step: () => ((shared[0] = 1), [shared, 0, false] as const) };
    const world = fromOldGym(old, {
      observationSpace: new Box({ low: 0, high: 1 }),
      actionSpace: new Discrete(2),
    });
    const { observation } = world.reset();
    world.step(0);
    expect(observation).toEqual(Float32Array.of(0));
  });

  it('keeps the contract: only a snapshot is missing', () => {
    const specification = { id: 'Corridor-test', description: '', create: corridor };
    expect(
      checkEnvironment(specification as Parameters<typeof checkEnvironment>[0]).map(({ check }) => check),
    ).toEqual(['snapshot']);
  });

  it('trains: it has a batched form', () => {
    const world = makeVectorEnvironment(
      { id: 'Corridor-test', description: '', create: corridor },
      { count: 2 },
    );
    const out = makeStepBuffers(world);
    const actions = makeActionBuffer(world.actionSpace, 2);
    world.reset([1, 2], out);
    world.step(actions, out);
    expect(Array.from(out.terminated)).toEqual([1, 0]);
  });

  it('closes the object, if it can be closed', () => {
    const old = new Corridor();
    fromOldGym(old, corridorSpaces).close!();
    expect(old.closed).toBe(1);
    expect(
      fromOldGym({ reset: () => [0], step: () => [[0], 0, false] }, corridorSpaces).close,
    ).toBeUndefined();
  });
});
