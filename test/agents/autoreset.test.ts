import { describe, expect, it } from '@jest/globals';
import type { Agent } from '../../agents/contract.js';
import { makeActionBuffer, makeStepBuffers } from '../../environments/buffers.js';
import type { Autoreset, EnvironmentSpecification, StepBuffers } from '../../environments/contract.js';
import { environmentSpecification, makeVectorEnvironment } from '../../environments/registry.js';
import { buildAgent } from '../../experiments/build-agent.js';
import { Streams } from '../../src/random/streams.js';
import { arrayIn, stateUnder } from '../../src/runs/state.js';
import type { State } from '../../src/runs/storage.js';
import { weightsHash } from '../../src/runs/weights-hash.js';
import { maskedGrid } from '../fixtures/worlds.js';
import { tinyAgent } from './training.js';

const cartPole = environmentSpecification('CartPole-v1');
const automatic = ['same-step', 'next-step'] as const;

/** A loop of one's own around an agent, that can be left and entered again. */
class Loop {
  readonly agent: Agent;
  readonly #world: ReturnType<typeof makeVectorEnvironment>;
  readonly #streams = new Streams(3);
  readonly #actions: Int32Array;
  readonly #transitions: Int32Array;
  #current: StepBuffers;
  #next: StepBuffers;
  /** 1 where the coming step of a world only resets. [B] */
  readonly #resets: Uint8Array;

  constructor(specification: EnvironmentSpecification, autoreset: Autoreset, count: number) {
    const options = { maxEpisodeSteps: 15 };
    this.#world = makeVectorEnvironment(specification, { count, autoreset, options });
    const settings = { ...tinyAgent, replayCapacity: 400, normalizeObservations: true };
    this.agent = buildAgent({
      environment: this.#world,
      settings,
      horizon: 300,
      streams: this.#streams,
    });
    this.#actions = makeActionBuffer(this.#world.actionSpace, count) as Int32Array; // [B]
    this.#transitions = new Int32Array(count); // [B]
    this.#resets = new Uint8Array(count); // [B]
    [this.#current, this.#next] = [makeStepBuffers(this.#world), makeStepBuffers(this.#world)];
    this.#world.reset(
      Array.from({ length: count }, (_, row) => 70 + row),
      this.#current,
    );
  }

  /** One vector step. @param act undefined: the agent decides; else the action of each world's n-th step */
  step(act?: (world: number, n: number, masks: Uint8Array | undefined) => number): void {
    const [current, next, actions] = [this.#current, this.#next, this.#actions];
    if (act === undefined) this.agent.act(current.observations, current.masks, actions, { explore: true });
    else
      actions.forEach((_, row) => {
        // A row that only resets is given an action that would raise if anybody took it.
        actions[row] = this.#resets[row] === 1 ? 99 : act(row, this.#transitions[row]++, current.masks);
      });
    this.#world.step(actions, next);
    this.agent.observe({ observations: current.observations, actions, step: next });
    void this.agent.learn();
    if (this.#world.autoreset === 'next-step')
      this.#resets.forEach((_, row) => (this.#resets[row] = next.terminated[row] | next.truncated[row]));
    [this.#current, this.#next] = [next, current];
  }

  replay(): State {
    return stateUnder('replay', this.agent.save());
  }

  /** What `other` becomes when it goes on from here. */
  handTo(other: Loop): void {
    other.agent.load(this.agent.save());
    other.#streams.restoreState(this.#streams.saveState());
    other.#world.restore!(this.#world.snapshot!());
    for (const [key, values] of Object.entries(this.#current.observations))
      other.#current.observations[key].set(values);
    if (this.#current.masks !== undefined) other.#current.masks!.set(this.#current.masks);
  }
}

/** The n-th action of a world: any sequence that tells one from the other, possible where there are masks. */
function scripted(actions: number) {
  return (world: number, n: number, masks: Uint8Array | undefined): number => {
    const wanted = (n * n + 3 * n + world) % actions;
    if (masks === undefined) return wanted;
    const possible = Array.from({ length: actions }, (_, i) => (wanted + i) % actions);
    return possible.find((action) => masks[world * actions + action] === 1)!;
  };
}

const worlds = [
  { name: 'CartPole', specification: cartPole, actions: 2 },
  { name: 'a masked grid', specification: maskedGrid, actions: 4 },
];

describe.each(worlds)('AC2 in $name', ({ specification, actions }) => {
  it('same-step and next-step fill a replay with identical transitions, byte for byte, from the same seed and actions', () => {
    const [same, next] = automatic.map((autoreset) => {
      const loop = new Loop(specification, autoreset, 1);
      while (loop.agent.steps < 200) loop.step(scripted(actions));
      return loop;
    });
    expect(weightsHash(next.replay())).toBe(weightsHash(same.replay()));
    expect(arrayIn(next.replay(), 'reward', 'float32')).toHaveLength(200);
    const discounts = arrayIn(same.replay(), 'discount', 'float32');
    if (specification === cartPole)
      expect(discounts.filter((value) => value === 0).length).toBeGreaterThan(3);
    // Cadence and statistics count the same steps, so that what was learned is the same too.
    expect(weightsHash(next.agent.weights())).toBe(weightsHash(same.agent.weights()));
  });

  it('so does an agent that explores by itself, with one world: the ignored action draws nothing', () => {
    const [same, next] = automatic.map((autoreset) => {
      const loop = new Loop(specification, autoreset, 1);
      while (loop.agent.steps < 200) loop.step();
      return loop.agent;
    });
    expect(weightsHash(next.weights())).toBe(weightsHash(same.weights()));
    expect([next.steps, next.updates]).toEqual([same.steps, same.updates]);
  });

  it('several worlds bring the same transitions each, in the same order', () => {
    const B = 3;
    const [same, next] = automatic.map((autoreset) => {
      const loop = new Loop(specification, autoreset, B);
      for (let step = 0; step < 100; step++) loop.step(scripted(actions));
      return loop.replay();
    });
    // A world that has reset has done fewer steps; what it has done is the same.
    const reached = Array.from(next.get('position')!.data).slice(B);
    expect(Math.max(...reached)).toBeLessThan(100);
    for (const [name, { data, shape }] of next) {
      if (name === 'position') continue;
      const size = shape.slice(1).reduce((product, side) => product * side, 1);
      const cellsOf = (state: State, row: number) =>
        Array.from(state.get(name)!.data.slice(row * size, (row + 1) * size));
      expect(data.length).toBe(Math.max(...reached) * B * size);
      for (let e = 0; e < B; e++)
        for (let n = 0; n < reached[e]; n++)
          expect([name, e, n, cellsOf(next, n * B + e)]).toEqual([name, e, n, cellsOf(same, n * B + e)]);
    }
  });
});

it('an agent under next-step goes on byte for byte from a save at any step, before a reset too', () => {
  const straight = new Loop(maskedGrid, 'next-step', 3);
  for (let step = 0; step < 40; step++) {
    const resumed = new Loop(maskedGrid, 'next-step', 3);
    straight.handTo(resumed);
    straight.step();
    resumed.step();
    expect(weightsHash(resumed.agent.save())).toBe(weightsHash(straight.agent.save()));
  }
});
