import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkEnvironment } from '../../../environments/check/check-environment.js';
import { makeActionBuffer, makeStepBuffers, readObservation } from '../../../environments/buffers.js';
import type {
  Autoreset,
  Environment,
  Info,
  StepBuffers,
  VectorEnvironment,
} from '../../../environments/contract.js';
import { loadEnvironment } from '../../../environments/load.node.js';
import { pythonEnvironment } from '../../../environments/python/python-environment.node.js';
import { makeEnvironment, makeVectorEnvironment } from '../../../environments/registry.js';
import { against, itWithGymnasium, itWithWorlds, prepareWorlds, python } from './pythons.js';

beforeAll(prepareWorlds);

const specificationOf = (id: string) => pythonEnvironment(`python:${id}`, { python });

function using<World extends { close?(): void }>(world: World, use: (world: World) => void): void {
  try {
    use(world);
  } finally {
    world.close?.();
  }
}

/** Steps both, and compares all that was written, bit by bit, after every step. */
function expectSameSteps(
  theirs: VectorEnvironment,
  ours: VectorEnvironment,
  steps: number,
  choose: (step: number, row: number, ours: StepBuffers) => number,
): { readonly ended: number } {
  const [theirOut, ourOut] = [makeStepBuffers(theirs), makeStepBuffers(ours)];
  const actions = makeActionBuffer(ours.actionSpace, ours.count);
  const seeds = Array.from({ length: ours.count }, (_, row) => 100 + row);
  theirs.reset(seeds, theirOut);
  ours.reset(seeds, ourOut);
  expect(theirOut).toEqual(ourOut);
  let ended = 0;
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < actions.length; i++) actions[i] = choose(step, i, ourOut);
    theirs.step(actions, theirOut);
    ours.step(actions, ourOut);
    expect(theirOut).toEqual(ourOut);
    ended += ourOut.terminated.filter((_, row) => ourOut.terminated[row] || ourOut.truncated[row]).length;
  }
  return { ended };
}

describe(`against ${against}`, () => {
  itWithWorlds.each(['same-step', 'next-step'] as const)(
    'CartPole-v1 over the bridge is our own one bit by bit, 7 worlds, %s',
    (autoreset) => {
      const settings = { count: 7, autoreset };
      using(makeVectorEnvironment(specificationOf('CartPole-v1'), settings), (theirs) => {
        const ours = makeVectorEnvironment('CartPole-v1', settings);
        const { ended } = expectSameSteps(
          theirs,
          ours,
          300,
          (step, row) => (step * (row + 3) + (step >> 2)) % 2,
        );
        expect(ended).toBeGreaterThan(50);
      });
    },
  );

  itWithWorlds(
    'the single CartPole-v1 plays the same episodes as our own, also after a reset without a seed',
    () => {
      using(makeEnvironment(specificationOf('CartPole-v1')), (theirs) => {
        const ours = makeEnvironment('CartPole-v1');
        for (let episode = 0; episode < 5; episode++) {
          const options = episode < 2 ? { seed: episode } : {};
          expect(theirs.reset(options)).toEqual(ours.reset(options));
          for (let step = 0, over = false; !over; step++) {
            const result = ours.step((step + episode) % 2);
            expect(theirs.step((step + episode) % 2)).toEqual(result);
            over = result.terminated || result.truncated;
          }
        }
      });
    },
  );

  itWithGymnasium('Taxi-v4 has the masks and observations of our own one, 3 worlds', () => {
    const settings = { count: 3, autoreset: 'same-step' } as const;
    using(makeVectorEnvironment(specificationOf('Taxi-v4'), settings), (theirs) => {
      expect(theirs.masked).toBe(true);
      const { ended } = expectSameSteps(
        theirs,
        makeVectorEnvironment('Taxi-v4', settings),
        650,
        (step, row, { masks }) => {
          const allowed = [...Array(6).keys()].filter((action) => masks?.[row * 6 + action] === 1);
          return allowed[(step * 5 + row) % allowed.length];
        },
      );
      expect(ended).toBeGreaterThanOrEqual(9);
    });
  });

  itWithGymnasium('Pendulum-v1 takes actions of a Box: 60 steps as our own one, up to the last bits', () => {
    const settings = { count: 4, autoreset: 'same-step' } as const;
    using(makeVectorEnvironment(specificationOf('Pendulum-v1'), settings), (theirs) => {
      const ours = makeVectorEnvironment('Pendulum-v1', settings);
      const [theirOut, ourOut] = [makeStepBuffers(theirs), makeStepBuffers(ours)];
      theirs.reset([1, 2, 3, 4], theirOut);
      ours.reset([1, 2, 3, 4], ourOut);
      for (let step = 0; step < 60; step++) {
        const torques = Float32Array.from([0, 1, 2, 3], (row) => ((step * 7 + row * 3) % 9) / 2 - 2);
        theirs.step(torques, theirOut);
        ours.step(torques, ourOut);
        const [their, our] = [theirOut.observations['observation'], ourOut.observations['observation']];
        their.forEach((value, i) => expect(Math.abs(value - our[i])).toBeLessThanOrEqual(2e-6));
        theirOut.rewards.forEach((value, i) => expect(value).toBeCloseTo(ourOut.rewards[i], 5));
      }
    });
  });

  itWithWorlds('every space crosses, nested ones too: each part arrives under its own key', () => {
    using(
      makeVectorEnvironment(specificationOf('worlds:Mixed-v0'), { count: 3, autoreset: 'same-step' }),
      (worlds) => {
        const out = makeStepBuffers(worlds);
        worlds.reset([0, 0, 0], out);
        for (let call = 1; call <= 10; call++) {
          worlds.step(new Int32Array(3), out);
          const [steps, episode] = [call % 3, Math.floor(call / 3)];
          for (let row = 0; row < 3; row++) {
            expect(readObservation(worlds.observationSpace, out.observations, row)).toEqual(
              mixed(steps, episode),
            );
            if (steps === 0)
              expect(readObservation(worlds.observationSpace, out.finalObservations, row)).toEqual(
                mixed(3, episode - 1),
              );
          }
          expect(
            worlds.observationSpace.contains(readObservation(worlds.observationSpace, out.observations, 0)),
          ).toBe(true);
        }
      },
    );
  });

  const mixed = (steps: number, episode: number) => ({
    '9': new Uint8Array(4).fill(steps),
    '10': steps,
    int: Int32Array.of(episode, -steps),
    drawn: expect.anything(),
    z: [
      Int32Array.of(steps, episode),
      { bits: Uint8Array.of(steps & 1, (steps >> 1) & 1, (steps >> 2) & 1), far: Float32Array.of(steps / 3) },
    ],
  });

  itWithWorlds.each([
    ['multi-discrete', Int32Array.of(2, 3, 4, 5, 0, 1, 0, 1), [2, 3, 4, 5, 0, 1, 0, 1]],
    ['multi-binary', Int32Array.of(1, 0, 0, 1, 0, 1, 1, 0), [1, 0, 0, 1, 0, 1, 1, 0]],
    // 0.1 in float32 lies above 0.1: the Box of float64 gets its bound.
    [
      'box',
      Float32Array.of(0.1, -0.1, 0.05, 0, 0, 0.1, 0, 0),
      [0.1, -0.1, 0.05, 0, 0, 0.1, 0, 0].map(Math.fround),
    ],
  ])('actions of a %s reach the worlds in their own type and shape', (space, actions, seen) => {
    const settings = { count: 2, options: { space } };
    using(makeVectorEnvironment(specificationOf('worlds:Echo-v0'), settings), (worlds) => {
      const out = makeStepBuffers(worlds);
      worlds.reset(undefined, out);
      worlds.step(actions, out);
      expect([...(out.observations['observation'] as Float32Array)]).toEqual(seen);
    });
  });

  itWithWorlds('messages that are longer than a pipe arrive whole', () => {
    const settings = { count: 4, autoreset: 'same-step' } as const;
    using(makeVectorEnvironment(specificationOf('worlds:Wide-v0'), settings), (worlds) => {
      const out = makeStepBuffers(worlds);
      worlds.reset(undefined, out);
      for (let step = 1; step <= 3; step++) {
        const actions = Float32Array.from({ length: 80_000 }, (_, i) => ((i * step) % 1024) / 1024);
        worlds.step(actions, out);
        const shown = (step === 3 ? out.finalObservations : out.observations)['observation'];
        expect(shown.every((value, i) => value === actions[i] * 2)).toBe(true);
      }
    });
  });

  itWithWorlds.each(['method', 'info'])(
    'masks told by %s are those of the observation beside them',
    (told) => {
      const settings = { count: 2, autoreset: 'same-step', options: { told } } as const;
      using(makeVectorEnvironment(specificationOf('worlds:Masked-v0'), settings), (worlds) => {
        const out = makeStepBuffers(worlds);
        worlds.reset(undefined, out);
        expect([...(out.masks ?? [])]).toEqual([1, 0, 1, 0]);
        worlds.step(new Int32Array(2), out);
        expect([...(out.masks ?? [])]).toEqual([1, 1, 1, 1]);
        worlds.step(new Int32Array(2), out);
        worlds.step(new Int32Array(2), out); // the third step ends the episode
        expect([...(out.masks ?? [])]).toEqual([1, 0, 1, 0]);
        expect([...(out.finalMasks ?? [])]).toEqual([1, 1, 1, 1]);
      });
    },
  );

  itWithWorlds('checkEnvironment finds nothing but that there is no snapshot', () => {
    // One world for all its checks: each process takes its time to start.
    using(specificationOf('worlds:Mixed-v0').create({}), (world) => {
      const open = { ...world, close: () => undefined };
      expect(checkEnvironment(open)).toEqual([
        expect.objectContaining({ level: 'warning', check: 'snapshot' }),
      ]);
    });
  });

  const rewardsOf = (autoreset: Autoreset, options: Info): readonly number[] => {
    const rewards: number[] = [];
    using(makeVectorEnvironment(specificationOf('worlds:Counting-v0'), { autoreset, options }), (worlds) => {
      const out = makeStepBuffers(worlds);
      worlds.reset([0], out);
      for (let step = 0; step < 6; step++) {
        worlds.step(new Int32Array(1), out);
        rewards.push(out.rewards[0]);
      }
    });
    return rewards;
  };

  itWithWorlds(
    'environmentOptions are the arguments of gymnasium.make; maxEpisodeSteps cuts from outside',
    () => {
      expect(rewardsOf('same-step', { length: 4 })).toEqual([1, 2, 3, 4, 1, 2]);
      expect(rewardsOf('next-step', { length: 4 })).toEqual([1, 2, 3, 4, 0, 1]);
      expect(rewardsOf('same-step', { length: 4, maxEpisodeSteps: 2 })).toEqual([1, 2, 1, 2, 1, 2]);
      expect(rewardsOf('same-step', { length: 9, max_episode_steps: 3 })).toEqual([1, 2, 3, 1, 2, 3]);
    },
  );

  itWithWorlds('without autoreset the caller resets, the rows that he chooses', () => {
    const settings = { count: 2, autoreset: 'disabled' } as const;
    using(makeVectorEnvironment(specificationOf('worlds:Counting-v0'), settings), (worlds) => {
      const out = makeStepBuffers(worlds);
      const step = () => worlds.step(new Int32Array(2), out);
      expect(step).toThrow('never reset');
      worlds.reset([5, 6], out);
      step();
      worlds.reset(undefined, out, Uint8Array.of(0, 1));
      expect([...(out.observations['observation'] as Float32Array)]).toEqual([0, 1, 1, 0]);
      expect([...out.rewards]).toEqual([1, 0]);
      step();
      step();
      expect([...out.terminated]).toEqual([1, 0]);
      expect(step).toThrow(expect.objectContaining({ code: 'wrong-order' }));
      expect(() => worlds.reset([1], out)).toThrow('a list of 2 integers');
    });
  });

  itWithWorlds('the options of reset reach the world; an action outside the space does not', () => {
    using(makeEnvironment(specificationOf('worlds:Counting-v0')), (world: Environment) => {
      expect(world.reset({ seed: 0, options: { steps: 2 } }).observation).toEqual(Float32Array.of(0, 2));
      expect(() => world.step(2)).toThrow(expect.objectContaining({ code: 'invalid-value' }));
      expect(world.step(1)).toMatchObject({ reward: 3, terminated: true });
    });
  });

  itWithWorlds('what a world prints does not come between, and it has nothing to read', () => {
    using(makeVectorEnvironment(specificationOf('worlds:Talking-v0'), { count: 2 }), (worlds) => {
      const out = makeStepBuffers(worlds);
      worlds.reset([0, 1], out);
      const [first, second] = out.observations['observation'] as Int32Array;
      expect(first).toBeGreaterThan(1);
      expect(second).toBe(first);
    });
  });
});

it('python: names are references that loadEnvironment knows', async () => {
  await expect(loadEnvironment('python:my_module:MyEnv-v0', '.')).resolves.toMatchObject({
    id: 'python:my_module:MyEnv-v0',
  });
  await expect(loadEnvironment('python:', '.')).rejects.toMatchObject({ code: 'invalid-value' });
});
