import { describe, expect, it } from '@jest/globals';
import { makeActionBuffer, makeStepBuffers, readObservation } from '../../environments/buffers.js';
import type { Autoreset, Environment } from '../../environments/contract.js';
import { MultiDiscrete } from '../../environments/spaces/multi-discrete.js';
import { Box } from '../../environments/spaces/box.js';
import { vectorize } from '../../environments/vector.js';
import { timeLimit } from '../../environments/wrappers/time-limit.js';
import { Clock, MaskedGrid, TwoStateChain } from '../fixtures/worlds.js';
import { record } from './recording.js';

const modes: readonly Autoreset[] = ['next-step', 'same-step', 'disabled'];

describe('vectorize', () => {
  it('fills identical transitions whichever way episodes start again, masks included', () => {
    const seeds = [5, 6, 7];
    const [first, second, third] = modes.map((autoreset) =>
      record(
        vectorize(() => timeLimit(new MaskedGrid(), 9), 3, autoreset),
        4,
        100,
        seeds,
      ),
    );
    first.forEach((transitions, row) => {
      expect(transitions.length).toBeGreaterThan(70);
      expect(second[row].slice(0, transitions.length)).toEqual(transitions);
    });
    expect(third).toEqual(second);
    expect(first.flat().some(({ truncated, terminated }) => truncated && !terminated)).toBe(true);
    expect(first.flat().every(({ nextMask }) => nextMask?.length === 4)).toBe(true);
  });

  it('next-step: the step after an end ignores the action, has reward 0 and the first observation', () => {
    const world = vectorize([new TwoStateChain()], 1);
    const out = makeStepBuffers(world);
    const seen: number[][] = [];
    world.reset(undefined, out);
    for (const action of [1, 1, 1, 1]) {
      world.step(Int32Array.of(action), out);
      seen.push([...(out.observations.observation as Float32Array), out.rewards[0], out.terminated[0]]);
    }
    expect(seen).toEqual([
      [0, 1, 0, 0],
      [0, 1, 1, 1],
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ]);
  });

  it('same-step: keeps the last observation and shows the first of the next episode', () => {
    const world = vectorize([new TwoStateChain()], 1, 'same-step');
    const out = makeStepBuffers(world);
    world.reset(undefined, out);
    world.step(Int32Array.of(1), out);
    world.step(Int32Array.of(1), out);
    expect([out.rewards[0], out.terminated[0]]).toEqual([1, 1]);
    expect(Array.from(out.finalObservations.observation)).toEqual([0, 1]);
    expect(Array.from(out.observations.observation)).toEqual([1, 0]);
  });

  it('disabled: an ended world must be reset, alone if wanted', () => {
    const world = vectorize(() => new TwoStateChain(), 2, 'disabled');
    const out = makeStepBuffers(world);
    world.reset(undefined, out);
    world.step(Int32Array.of(1, 0), out);
    world.step(Int32Array.of(1, 1), out);
    expect(Array.from(out.terminated)).toEqual([1, 0]);
    expect(() => world.step(Int32Array.of(0, 0), out)).toThrow(
      expect.objectContaining({ code: 'wrong-order' }),
    );
    world.reset(undefined, out, Uint8Array.of(1, 0));
    expect(Array.from(out.terminated)).toEqual([0, 0]);
    expect(Array.from(out.observations.observation)).toEqual([1, 0, 0, 1]);
    world.step(Int32Array.of(0, 1), out);
    expect(Array.from(out.terminated)).toEqual([0, 1]);
  });

  it('raises for a step before the first reset, in every mode', () => {
    for (const mode of modes) {
      const world = vectorize(() => new TwoStateChain(), 1, mode);
      const step = () => world.step(Int32Array.of(0), makeStepBuffers(world));
      expect(step).toThrow(expect.objectContaining({ code: 'wrong-order' }));
    }
  });

  it('fills one array a key of a Dict, and a row reads back as the single form gives it', () => {
    const world = vectorize(() => new Clock(), 2);
    const [single, out] = [new Clock(), makeStepBuffers(world)];
    world.reset(undefined, out);
    single.reset();
    let expected: unknown;
    for (const action of [3, 1, 3]) {
      world.step(Int32Array.of(0, action), out);
      expected = single.step(action).observation;
    }
    expect(Object.keys(out.observations)).toEqual(['face/past', 'hand']);
    expect(out.observations.hand).toEqual(Int32Array.of(0, 7));
    expect(readObservation(world.observationSpace, out.observations, 1)).toEqual(expected);
  });

  it('goes on from a snapshot exactly, and has none if one world has none', () => {
    const make = () => vectorize(() => new MaskedGrid(), 2, 'same-step');
    const world = make();
    record(world, 4, 33, [1, 2]);
    const snapshot = world.snapshot!();
    const starts = (of: typeof world): unknown => {
      const out = makeStepBuffers(of);
      of.reset(undefined, out);
      return out;
    };
    const expected = starts(world);
    const resumed = make();
    resumed.restore!(snapshot);
    expect(starts(resumed)).toEqual(expected);
    const without = vectorize(() => new Clock(), 2);
    expect([without.snapshot, without.restore, without.masked]).toEqual([undefined, undefined, false]);
  });

  it('hands MultiDiscrete and Box actions over as arrays of one world', () => {
    const received: unknown[] = [];
    const worldWith = (actionSpace: Environment['actionSpace']): Environment => ({
      observationSpace: new Box({ low: 0, high: 1 }),
      actionSpace,
      reset: () => ({ observation: new Float32Array(1), info: {} }),
      step(action) {
        received.push(action);
        return { observation: new Float32Array(1), reward: 0, terminated: false, truncated: false, info: {} };
      },
    });
    for (const space of [new MultiDiscrete([3, 4]), new Box({ low: -1, high: 1, shape: [2] })]) {
      const world = vectorize(() => worldWith(space), 2);
      const out = makeStepBuffers(world);
      const actions = makeActionBuffer(space, 2);
      actions.set([0, 1, 2, 3]);
      world.reset(undefined, out);
      world.step(actions, out);
    }
    expect(received).toEqual([
      Int32Array.of(0, 1),
      Int32Array.of(2, 3),
      Float32Array.of(0, 1),
      Float32Array.of(2, 3),
    ]);
    const bytes = new Box({ low: 0, high: 9, type: 'uint8' });
    expect(() => vectorize(() => worldWith(bytes), 1)).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    );
  });

  it('closes every world', () => {
    let closed = 0;
    const worlds = [1, 2].map(() => Object.assign(new TwoStateChain(), { close: () => closed++ }));
    vectorize(worlds, 2).close?.();
    expect(closed).toBe(2);
  });

  it('refuses worlds that differ, counts that do not fit and seeds that are too few', () => {
    expect(() => vectorize([new TwoStateChain(), new MaskedGrid()], 2)).toThrow('like world 0');
    expect(() => vectorize([new TwoStateChain()], 2)).toThrow('count is 2');
    expect(() => vectorize(() => new TwoStateChain(), 0)).toThrow('count is 0');
    expect(() => vectorize([new TwoStateChain()], 1, 'never' as Autoreset)).toThrow('autoreset is "never"');
    const world = vectorize([new TwoStateChain()], 1);
    expect(() => world.reset([1, 2], makeStepBuffers(world))).toThrow('seeds is 2');
    expect(() => world.reset([-1], makeStepBuffers(world))).toThrow('seed is -1');
  });

  it('raises contract-broken for an observation or a mask of another size', () => {
    const broken = vectorize(
      [Object.assign(new TwoStateChain(), { reset: () => ({ observation: [1], info: {} }) })],
      1,
    );
    const contractBroken = expect.objectContaining({ code: 'contract-broken' });
    expect(() => broken.reset(undefined, makeStepBuffers(broken))).toThrow(contractBroken);
    const masked = vectorize(
      [Object.assign(new TwoStateChain(), { actionMask: () => new Uint8Array(3) })],
      1,
    );
    expect(() => masked.reset(undefined, makeStepBuffers(masked))).toThrow(contractBroken);
  });
});
