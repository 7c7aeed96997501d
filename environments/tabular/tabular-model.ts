import type { Pcg64 } from '../../src/random/pcg64.js';
import { TERMINATED } from '../batch.js';
import type { Scene } from '../contract.js';
import { checkDiscreteAction, type Model } from '../model/model.js';
import { checkOptionNames } from '../options.js';
import { Discrete } from '../spaces/discrete.js';

/** One thing that may come of an action. */
export interface Outcome {
  readonly probability: number;
  readonly state: number;
  readonly reward: number;
  readonly terminated: boolean;
}

/** A world of finitely many states, numbered from 0; the number is the observation. */
export interface TabularWorld {
  readonly name: string;
  readonly actions: number;
  /** The probability of each state to be the first. [S] */
  readonly starts: readonly number[];
  /** What may come of each action in each state, in the order in which the draw goes through them. */
  readonly outcomes: (state: number, action: number) => readonly Outcome[];
  readonly draw: (state: number) => Scene;
  /** Writes which actions are possible, one byte each. */
  readonly mask?: (state: number, into: Uint8Array) => void;
}

/** Every start and every transition costs one draw of the generator, also where only one thing can happen, as in Gymnasium. */
export function tabularModel(world: TabularWorld): Model {
  const { name, actions, starts } = world;
  const cumulativeStarts = cumulate(starts); // [S]
  const table = tabulate(world);
  const masks = tabulateMasks(world);
  return {
    name,
    stateSize: 1,
    observationSpace: new Discrete(starts.length),
    actionSpace: new Discrete(actions),
    start(states, row, generator, options) {
      if (options !== undefined) checkOptionNames(name, options, []);
      states[row] = drawIndex(cumulativeStarts, 0, starts.length, generator);
    },
    step(states, row, chosen, rewards, generator) {
      const action = chosen[row];
      checkDiscreteAction(name, action, actions);
      const pair = states[row] * actions + action;
      const outcome = drawIndex(table.cumulative, table.first[pair], table.first[pair + 1], generator);
      states[row] = table.states[outcome];
      rewards[row] = table.rewards[outcome];
      return table.ends[outcome];
    },
    observe(states, row, { observation }) {
      observation[row] = states[row];
    },
    ...(masks && {
      mask(states: Float64Array, row: number, into: Uint8Array) {
        const from = states[row] * actions;
        for (let action = 0; action < actions; action++) into[row * actions + action] = masks[from + action];
      },
    }),
    draw: ([state]) => world.draw(state),
  };
}

/** All outcomes one after the other; those of a state and an action lie from first[pair] to first[pair + 1]. */
interface Table {
  readonly first: Int32Array; // [S A + 1]
  readonly cumulative: Float64Array; // probabilities, added up within each pair
  readonly states: Int32Array;
  readonly rewards: Float64Array;
  readonly ends: Uint8Array; // TERMINATED or 0
}

function tabulate({ actions, starts, outcomes }: TabularWorld): Table {
  const pairs = Array.from({ length: starts.length * actions }, (_, pair) =>
    outcomes(Math.floor(pair / actions), pair % actions),
  );
  const all = pairs.flat();
  const first = new Int32Array(pairs.length + 1);
  pairs.forEach((pair, index) => (first[index + 1] = first[index] + pair.length));
  return {
    first,
    cumulative: Float64Array.from(
      pairs.flatMap((pair) => cumulate(pair.map(({ probability }) => probability))),
    ),
    states: Int32Array.from(all, ({ state }) => state),
    rewards: Float64Array.from(all, ({ reward }) => reward),
    ends: Uint8Array.from(all, ({ terminated }) => (terminated ? TERMINATED : 0)),
  };
}

/** The possible actions of every state, where they are known. [S, A] */
function tabulateMasks({ actions, starts, mask }: TabularWorld): Uint8Array | undefined {
  if (mask === undefined) return undefined;
  const masks = new Uint8Array(starts.length * actions);
  starts.forEach((_, state) => mask(state, masks.subarray(state * actions, (state + 1) * actions)));
  return masks;
}

function cumulate(probabilities: readonly number[]): number[] {
  let sum = 0;
  return probabilities.map((probability) => (sum += probability));
}

/** The first index whose cumulative probability is above one draw; `from` where rounding left none. */
function drawIndex(cumulative: ArrayLike<number>, from: number, to: number, generator: Pcg64): number {
  const draw = generator.random();
  for (let index = from; index < to; index++) if (cumulative[index] > draw) return index;
  return from;
}
