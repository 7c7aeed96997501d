import { describe, expect, it } from '@jest/globals';
import {
  actionCount,
  makeActionBuffer,
  makeObservationBuffers,
  makeStepBuffers,
  observationLayout,
  readAction,
  readObservation,
  writeObservation,
} from '../../environments/buffers.js';
import { Box } from '../../environments/spaces/box.js';
import { Dict } from '../../environments/spaces/dict.js';
import { Discrete } from '../../environments/spaces/discrete.js';
import { MultiBinary } from '../../environments/spaces/multi-binary.js';
import { MultiDiscrete } from '../../environments/spaces/multi-discrete.js';
import type { Space } from '../../environments/spaces/space.js';
import { Tuple } from '../../environments/spaces/tuple.js';

const nested = new Dict({
  window: new Box({ low: -1, high: 1, shape: [3, 2] }),
  image: new Box({ low: 0, high: 255, shape: [2], type: 'uint8' }),
  pair: new Tuple([new Discrete(4), new MultiDiscrete([2, 3])]),
  lamps: new MultiBinary([2, 2]),
});

describe('observationLayout', () => {
  it('has one part called observation where the space is no Dict', () => {
    expect(observationLayout(new Box({ low: 0, high: 1, shape: [2, 3] }))).toEqual([
      { key: 'observation', path: [], shape: [2, 3], size: 6, type: 'float32' },
    ]);
    expect(observationLayout(new Discrete(3))).toMatchObject([
      { key: 'observation', shape: [], size: 1, type: 'int32' },
    ]);
  });

  it('says which integers are names, and what bytes are divided by', () => {
    const meaning = observationLayout(nested).map(({ key, categories, divisor }) => [
      key,
      categories,
      divisor,
    ]);
    expect(meaning).toEqual([
      ['image', undefined, 255],
      ['lamps', undefined, undefined],
      ['pair/0', [{ start: 0, count: 4 }], undefined],
      [
        'pair/1',
        [
          { start: 0, count: 2 },
          { start: 0, count: 3 },
        ],
        undefined,
      ],
      ['window', undefined, undefined],
    ]);
    expect(observationLayout(new Discrete(3, 1))[0].categories).toEqual([{ start: 1, count: 3 }]);
    expect(observationLayout(new MultiDiscrete([2], [5]))[0].categories).toEqual([{ start: 5, count: 2 }]);
    expect(observationLayout(new Box({ low: 0, high: 9, type: 'int32' }))[0].categories).toBeUndefined();
  });

  it('has one part a key, in alphabetical order, nested keys joined by slashes', () => {
    const parts = observationLayout(nested).map(({ key, shape, type }) => [key, shape, type]);
    expect(parts).toEqual([
      ['image', [2], 'uint8'],
      ['lamps', [2, 2], 'uint8'],
      ['pair/0', [], 'int32'],
      ['pair/1', [2], 'int32'],
      ['window', [3, 2], 'float32'],
    ]);
  });

  it('refuses keys that become the same once joined', () => {
    const space = new Dict({ 'a/b': new Discrete(2), a: new Dict({ b: new Discrete(2) }) });
    expect(() => observationLayout(space)).toThrow('all different');
  });
});

describe('writing and reading rows', () => {
  it.each<readonly [string, Space<unknown>]>([
    ['Dict', nested],
    ['Tuple', new Tuple([new Discrete(3), new Box({ low: 0, high: 1 })])],
    ['Box', new Box({ low: 0, high: 1, shape: [4] })],
    ['Discrete', new Discrete(7)],
    ['MultiBinary', new MultiBinary(3)],
    ['MultiDiscrete', new MultiDiscrete([3, 3])],
  ])('a row reads back as it was written, and the others stay: %s', (_name, space) => {
    const layout = observationLayout(space);
    const buffers = makeObservationBuffers(space, 3);
    const written = [space.sample(), space.sample(), space.sample()];
    written.forEach((observation, row) => writeObservation(layout, observation, buffers, row));
    expect([0, 1, 2].map((row) => readObservation(space, buffers, row))).toEqual(written);
  });

  it('refuses an observation that lacks a part or has one of another size', () => {
    const layout = observationLayout(nested);
    const buffers = makeObservationBuffers(nested, 1);
    const good = nested.sample();
    const { window: _window, ...lacking } = good;
    for (const bad of [
      lacking,
      { ...good, image: new Uint8Array(3) },
      { ...good, pair: ['1', good.pair] },
      undefined,
    ]) {
      const write = () => writeObservation(layout, bad, buffers, 0);
      expect(write).toThrow(expect.objectContaining({ code: 'contract-broken' }));
    }
  });
});

describe('step and action buffers', () => {
  it('have a row for each world, and masks only where steps come with masks', () => {
    const shape = { observationSpace: nested, actionSpace: new Discrete(5), count: 3 };
    const plain = makeStepBuffers({ ...shape, masked: false });
    expect(plain.observations.window.length).toBe(18);
    expect(plain.finalObservations.window).not.toBe(plain.observations.window);
    expect([plain.rewards.length, 'masks' in plain]).toEqual([3, false]);
    expect(makeStepBuffers({ ...shape, masked: true }).finalMasks?.length).toBe(15);
  });

  it('hold actions of every space that has a batched form', () => {
    expect(makeActionBuffer(new Discrete(2), 3)).toEqual(new Int32Array(3));
    expect(makeActionBuffer(new MultiDiscrete([2, 2]), 3)).toEqual(new Int32Array(6));
    expect(makeActionBuffer(new MultiBinary([2, 2]), 3)).toEqual(new Int32Array(12));
    expect(makeActionBuffer(new Box({ low: 0, high: 1, shape: [2] }), 3)).toEqual(new Float32Array(6));
    expect(readAction(new Discrete(5, 2), Int32Array.of(4, 2), 0)).toBe(4);
    expect(readAction(new MultiBinary(2), Int32Array.of(0, 0, 1, 0), 1)).toEqual(Uint8Array.of(1, 0));
  });

  it('raise unsupported for other actions, and for masks over anything but Discrete', () => {
    const unsupported = expect.objectContaining({ code: 'unsupported' });
    expect(() => makeActionBuffer(nested, 1)).toThrow(unsupported);
    expect(() => readAction(nested, new Int32Array(1), 0)).toThrow(unsupported);
    expect(() => actionCount(new MultiDiscrete([2]))).toThrow(unsupported);
  });
});
