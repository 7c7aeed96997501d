import { describe, expect, it } from '@jest/globals';
import { makeActionBuffer, makeStepBuffers, readAction } from '../../../environments/buffers.js';
import type { Autoreset, Environment, StepBuffers } from '../../../environments/contract.js';
import { makeEnvironment, makeVectorEnvironment } from '../../../environments/registry.js';
import { vectorize } from '../../../environments/vector.js';

const ids = [
  'MountainCar-v0',
  'Acrobot-v1',
  'Pendulum-v1',
  'FrozenLake-v1',
  'FrozenLake8x8-v1',
  'CliffWalking-v1',
  'CliffWalkingSlippery-v1',
  'Taxi-v4',
];
const modes: readonly Autoreset[] = ['next-step', 'same-step', 'disabled'];
const options = { maxEpisodeSteps: 17 };
const seeds = [42, 0, 7, 123, 5];

/** What every step wrote, the actions cycling through the space. */
function record(world: ReturnType<typeof makeVectorEnvironment>, steps: number): unknown[] {
  const out = makeStepBuffers(world);
  world.reset(seeds, out);
  return go(world, out, 0, steps);
}

function go(
  world: ReturnType<typeof makeVectorEnvironment>,
  out: StepBuffers,
  from: number,
  to: number,
): unknown[] {
  const actions = makeActionBuffer(world.actionSpace, seeds.length);
  world.actionSpace.seed(from);
  const seen: unknown[] = [];
  for (let step = from; step < to; step++) {
    const ended = out.terminated.map((flag, row) => flag | out.truncated[row]);
    if (world.autoreset === 'disabled') world.reset(undefined, out, ended);
    actions.forEach((_, row) => (actions[row] = [world.actionSpace.sample()].flat()[0] as number));
    world.step(actions, out);
    const { finalObservations, finalMasks, ...shown } = out;
    // Rows of worlds that go on are unspecified there.
    const final = seeds.map((_, row) =>
      out.terminated[row] | out.truncated[row] ? [finalObservations, finalMasks] : undefined,
    );
    seen.push(structuredClone(world.autoreset === 'same-step' && final.every(Boolean) ? out : shown));
  }
  return seen;
}

describe.each(ids)('%s', (id) => {
  it.each(modes)('the batched form equals the single one world by world, bit for bit: %s', (autoreset) => {
    const batched = makeVectorEnvironment(id, { count: seeds.length, autoreset, options });
    const singles = vectorize(() => makeEnvironment(id, options), seeds.length, autoreset);
    expect(record(batched, 60)).toEqual(record(singles, 60));
    expect(batched.masked).toBe(id === 'Taxi-v4');
  });

  it('observes members of its space, in arrays of their own', () => {
    const world = makeEnvironment(id);
    const { observation } = world.reset({ seed: 1 });
    const copy = structuredClone(observation);
    expect(world.observationSpace.contains(observation)).toBe(true);
    for (let step = 0; step < 20; step++) {
      const result = world.step(world.actionSpace.sample());
      expect(world.observationSpace.contains(result.observation)).toBe(true);
      if (result.terminated) world.reset();
    }
    expect(observation).toEqual(copy);
  });

  it('replays exactly from a snapshot, the generator included, in both forms', () => {
    const play = (world: Environment): unknown[] => {
      world.actionSpace.seed(8);
      return Array.from({ length: 12 }, () => {
        const result = world.step(world.actionSpace.sample());
        return result.terminated ? [result, world.reset()] : result;
      });
    };
    const world = makeEnvironment(id);
    world.reset({ seed: 9 });
    world.step(readAction(world.actionSpace, makeActionBuffer(world.actionSpace, 1), 0));
    const snapshot = world.snapshot!();
    const played = play(world);
    const resumed = makeEnvironment(id);
    resumed.restore!(snapshot);
    expect(play(resumed)).toEqual(played);
    expect(() => resumed.restore!(snapshot.slice(3))).toThrow(
      expect.objectContaining({ code: 'file-damaged' }),
    );

    const make = () => makeVectorEnvironment(id, { count: seeds.length, autoreset: 'same-step', options });
    const batched = make();
    const out = makeStepBuffers(batched);
    batched.reset(seeds, out);
    go(batched, out, 0, 30);
    const [saved, outThen] = [batched.snapshot!(), structuredClone(out)];
    const again = make();
    again.restore!(saved);
    expect(go(again, outThen, 30, 60)).toEqual(go(batched, out, 30, 60));
  });

  it('draws itself in finite numbers and without a change to its future', () => {
    const world = makeEnvironment(id);
    world.reset({ seed: 2 });
    const before = world.snapshot!();
    const scene = world.render!();
    expect(JSON.stringify(scene)).not.toMatch(/null|NaN/);
    expect(typeof scene !== 'string' && scene.shapes.length).toBeGreaterThan(1);
    expect(world.snapshot!()).toEqual(before);
  });

  it('raises for an action that is none, before it moves the world', () => {
    const world = makeEnvironment(id);
    world.reset({ seed: 2 });
    const before = world.snapshot!();
    for (const action of [NaN, undefined, 'left', {}]) {
      expect(() => world.step(action)).toThrow(expect.objectContaining({ code: 'invalid-value' }));
    }
    if (id !== 'Pendulum-v1') {
      for (const action of [-1, 0.5, 6]) expect(() => world.step(action)).toThrow('an integer from 0 to');
    }
    expect(world.snapshot!()).toEqual(before);
  });

  it('raises for an option that it does not have', () => {
    expect(() => makeEnvironment(id, { nothing: 1 })).toThrow('"nothing"');
    expect(() => makeVectorEnvironment(id, { options: { nothing: 1 } })).toThrow('"nothing"');
    expect(() => makeEnvironment(id).reset({ options: { nothing: 1 } })).toThrow('"nothing"');
  });
});
