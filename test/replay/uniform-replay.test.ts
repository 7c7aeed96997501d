import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../fast-check.js';
import type { Engine } from '../../src/engines/engine.js';
import { createReferenceEngine } from '../../src/engines/reference/engine.js';
import { createWasmEngine } from '../../src/engines/wasm/engine.js';
import { RandomStream } from '../../src/random/random-stream.js';
import type { Replay, ReplayOptions } from '../../src/replay/contract.js';
import { createUniformReplay, predictReplayBytes } from '../../src/replay/uniform-replay.js';
import { errorOf } from '../runs/errors-of.js';
import {
  actions,
  discount,
  observations,
  Player,
  type PlainTransition,
  type WorldStep,
} from './vector-steps.js';

const makeOptions = (options: Partial<ReplayOptions> = {}): ReplayOptions => ({
  capacity: 10,
  environments: 1,
  observations,
  actions,
  masked: true,
  discount,
  ...options,
});

const step = (more: Partial<WorldStep> = {}): WorldStep => ({
  reward: 1,
  action: 0,
  terminated: false,
  truncated: false,
  ...more,
});

const anyWorldStep = fc.record({
  reward: fc.float({ noNaN: true }),
  action: fc.nat({ max: actions - 1 }),
  terminated: fc.boolean(),
  truncated: fc.boolean(),
});

/** Environments, capacity, and what each world does in each vector step. */
const anyHistory = fc.integer({ min: 1, max: 4 }).chain((environments) =>
  fc.record({
    environments: fc.constant(environments),
    capacity: fc.integer({ min: environments, max: 40 }),
    history: fc.array(fc.array(anyWorldStep, { minLength: environments, maxLength: environments }), {
      maxLength: 40,
    }),
  }),
);

/** What a learner would gather from one row. */
function readRow({ store }: Replay, row: number): PlainTransition {
  const cells = (name: string, size: number) => [...store.get(name).slice(row * size, (row + 1) * size)];
  return {
    position: cells('observation/position', 2),
    pixels: cells('observation/picture/pixels', 4),
    nextPosition: cells('nextObservation/position', 2),
    nextPixels: cells('nextObservation/picture/pixels', 4),
    action: store.get('action')[row],
    reward: store.get('reward')[row],
    discount: store.get('discount')[row],
    nextMask: cells('nextMask', actions),
  };
}

const readAll = (replay: Replay): readonly PlainTransition[] =>
  Array.from({ length: replay.size }, (_, row) => readRow(replay, row));

const byObservation = (transitions: readonly PlainTransition[]): readonly PlainTransition[] =>
  [...transitions].sort((a, b) => a.position[0] - b.position[0]);

function fill(replay: Replay, environments: number, vectorSteps: number): Player {
  const player = new Player(environments);
  for (let t = 0; t < vectorSteps; t++)
    player.play(
      Array.from({ length: environments }, (_, e) =>
        step({
          reward: t,
          action: (t + e) % actions,
          truncated: (t + e) % 5 === 4,
          terminated: (t + e) % 7 === 6,
        }),
      ),
      (batch) => replay.add(batch),
    );
  return player;
}

const engines: readonly (readonly [string, () => Engine])[] = [
  ['wasm', () => createWasmEngine()],
  ['reference', createReferenceEngine],
];

describe.each(engines)('uniform replay on the %s engine', (_name, createEngine) => {
  it('holds exactly the latest transitions of a list, each with its true next observation, mask and discount', () => {
    const engine = createEngine();
    fc.assert(
      fc.property(anyHistory, ({ environments, capacity, history }) => {
        const replay = createUniformReplay(engine, makeOptions({ environments, capacity }));
        const player = new Player(environments);
        for (const worlds of history) {
          player.play(worlds, (batch) => replay.add(batch));
          const kept = Math.floor(capacity / environments) * environments;
          const latest = player.happened.slice(-kept);
          expect(replay.size).toBe(latest.length);
          expect(byObservation(readAll(replay))).toEqual(byObservation(latest));
        }
        replay.dispose();
      }),
      runs(60),
    );
  });

  it('goes on from a saved state as if nothing had happened', () => {
    const options = makeOptions({ environments: 2, capacity: 10 });
    for (const vectorSteps of [0, 2, 5, 13]) {
      const original = createUniformReplay(createEngine(), options);
      const player = fill(original, 2, vectorSteps);
      const copy = createUniformReplay(createEngine(), options);
      fill(copy, 2, 3);
      copy.load(original.save());
      expect(copy.save()).toEqual(original.save());
      player.play([step({ reward: 0.1 }), step({ truncated: true })], (batch) => {
        original.add(batch);
        copy.add(batch);
      });
      expect(readAll(copy)).toEqual(readAll(original));
      const rows = [original, copy].map((replay) => {
        const indices = new Int32Array(50);
        replay.sample(indices, new RandomStream([1, 2, 3]));
        return indices;
      });
      expect(rows[1]).toEqual(rows[0]);
    }
  });
});

describe('uniform replay', () => {
  it('keeps the true last observation where an episode was cut, not the first of the next one', () => {
    const replay = createUniformReplay(createWasmEngine(), makeOptions());
    const player = new Player(1);
    player.play([step({ truncated: true })], (batch) => replay.add(batch));
    player.play([step()], (batch) => replay.add(batch));
    const [cut, next] = readAll(replay) as [PlainTransition, PlainTransition];
    expect(cut.nextPosition).toEqual(player.happened[0].nextPosition);
    expect(cut.nextPosition).not.toEqual(next.position);
    expect(cut.discount).toBe(discount);
  });

  it('takes an episode that ends in both ways at once as terminated', () => {
    const replay = createUniformReplay(createWasmEngine(), makeOptions());
    new Player(1).play([step({ terminated: true, truncated: true })], (batch) => replay.add(batch));
    expect(readRow(replay, 0).discount).toBe(0);
  });

  it('keeps the rows of a world apart: row t * B + e is what world e did in vector step t', () => {
    const replay = createUniformReplay(createWasmEngine(), makeOptions({ environments: 3, capacity: 12 }));
    const player = fill(replay, 3, 4);
    expect(readAll(replay)).toEqual(player.happened);
  });

  it('counts its capacity in transitions, not in vector steps', () => {
    const replay = createUniformReplay(createWasmEngine(), makeOptions({ environments: 4, capacity: 30 }));
    fill(replay, 4, 20);
    expect([replay.capacity, replay.size]).toEqual([28, 28]);
  });

  it('refuses a capacity below the number of environments', () => {
    const create = () =>
      createUniformReplay(createWasmEngine(), makeOptions({ environments: 4, capacity: 3 }));
    expect(errorOf(create)?.code).toBe('invalid-value');
    expect(errorOf(create)?.message).toContain('replay: capacity is 3, but must be');
  });

  it('stores nothing of masks where actions are not masked', () => {
    const replay = createUniformReplay(createWasmEngine(), makeOptions({ masked: false }));
    fill(replay, 1, 3);
    expect([...replay.store.specifications.keys()]).not.toContain('nextMask');
  });

  it('takes exactly the bytes that were predicted before', () => {
    for (const masked of [false, true])
      for (const [environments, capacity] of [
        [1, 1],
        [1, 1000],
        [7, 1000],
      ] as const) {
        const options = makeOptions({ environments, capacity, masked });
        const engine = createWasmEngine();
        const replay = createUniformReplay(engine, options);
        expect(replay.store.bytes).toBe(predictReplayBytes(options));
        expect(engine.memory().used).toBe(predictReplayBytes(options));
      }
  });

  it('stores a uint8 observation in a quarter of the bytes of a float32 one', () => {
    const bytesOf = (type: 'uint8' | 'float32') =>
      predictReplayBytes(
        makeOptions({
          capacity: 1000,
          observations: [{ key: 'pixels', shape: [84, 84], size: 84 * 84, type }],
        }),
      );
    const columns = predictReplayBytes(makeOptions({ capacity: 1000, observations: [] }));
    expect(4 * (bytesOf('uint8') - columns)).toBe(bytesOf('float32') - columns);
  });

  it('refuses to draw while it is empty', () => {
    const replay = createUniformReplay(createWasmEngine(), makeOptions());
    const draw = () => replay.sample(new Int32Array(1), new RandomStream([1, 2, 3]));
    expect(errorOf(draw)?.code).toBe('wrong-order');
  });

  it('refuses a state of another size, or with a position outside', () => {
    const replay = createUniformReplay(createWasmEngine(), makeOptions({ environments: 2, capacity: 10 }));
    fill(replay, 2, 2);
    const saved = replay.save();
    const position = (...numbers: number[]) =>
      new Map([
        ...saved,
        ['position', { type: 'float64', shape: [2], data: Float64Array.from(numbers) }] as const,
      ]);
    const positions = [
      [10, 4],
      [4, 12],
      [-2, 4],
      [4, 2.5],
      [3, 4],
      [NaN, 4],
    ];
    for (const numbers of positions)
      expect(errorOf(() => replay.load(position(...numbers)))?.code).toBe('file-damaged');
    const smaller = createUniformReplay(createWasmEngine(), makeOptions({ environments: 2, capacity: 2 }));
    expect(errorOf(() => smaller.load(saved))?.code).toBe('file-damaged');
  });
});

describe('a batch of the uniform replay', () => {
  // Pearson's statistic with 99 degrees of freedom: above 180.79 with probability 1e-6 where the draws are uniform.
  const limit = 180.79;

  it.each([
    ['while it fills', 200, 50],
    ['once it is full and has wrapped', 100, 83],
  ])('is drawn uniformly over all that is there %s', (_when, capacity, vectorSteps) => {
    const replay = createUniformReplay(
      createWasmEngine(),
      makeOptions({ environments: 2, capacity, observations: [], masked: false }),
    );
    fill(replay, 2, vectorSteps);
    expect(replay.size).toBe(100);
    const counts = new Float64Array(capacity);
    const indices = new Int32Array(64);
    const stream = new RandomStream([7, 8, 9]);
    const rounds = 5000;
    for (let round = 0; round < rounds; round++) {
      replay.sample(indices, stream);
      for (const row of indices) counts[row]++;
    }
    expect([...counts.subarray(100)]).toEqual(new Array(capacity - 100).fill(0));
    const expected = (rounds * 64) / 100;
    const statistic = counts
      .subarray(0, 100)
      .reduce((sum, count) => sum + ((count - expected) * (count - expected)) / expected, 0);
    expect(statistic).toBeLessThan(limit);
  });

  it('takes nothing from the stream but its own rows', () => {
    const replay = createUniformReplay(createWasmEngine(), makeOptions());
    fill(replay, 1, 10);
    const [stream, other] = [new RandomStream([1, 2, 3]), new RandomStream([1, 2, 3])];
    const indices = new Int32Array(20);
    replay.sample(indices, stream);
    expect([...indices]).toEqual(Array.from(indices, () => other.integer(10)));
  });
});

it('of worlds that have brought different numbers of transitions draws each transition equally often, and no other row', () => {
  const environments = 2;
  const options = makeOptions({ environments, capacity: 12 });
  const replay = createUniformReplay(createWasmEngine(), options);
  const player = new Player(environments);
  for (const rows of [
    [1, 1],
    [1, 0],
    [1, 1],
    [1, 0],
  ])
    player.play([step(), step()], (batch) => replay.add(batch, Uint8Array.from(rows)));
  expect(replay.size).toBe(6);
  const copy = createUniformReplay(createWasmEngine(), options);
  copy.load(replay.save());
  const indices = new Int32Array(6000);
  copy.sample(indices, new RandomStream([1, 2, 3]));
  const counts = Array.from({ length: 12 }, (_, row) => indices.filter((index) => index === row).length);
  // World 0 has rows 0, 2, 4, 6; world 1 has rows 1 and 3. The standard deviation of each count is 29.
  const there = [0, 1, 2, 3, 4, 6];
  for (const row of there) expect(Math.abs(counts[row] - 1000)).toBeLessThan(150);
  expect(there.reduce((sum, row) => sum + counts[row], 0)).toBe(6000);
});
