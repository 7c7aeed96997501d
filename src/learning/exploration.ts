import type { RandomStream } from '../random/random-stream.js';

export interface EpsilonGreedyOptions {
  /** Probability of a random action, from 0 to 1. */
  readonly epsilon: number;
  /** A. */
  readonly actions: number;
  /** 1 where the action is possible, else 0; undefined: all are possible. [B, A] */
  readonly masks?: Uint8Array | undefined;
  /** 0 for rows that are left alone, and that draw nothing; undefined: there are none. [B] */
  readonly rows?: Uint8Array | undefined;
  readonly stream: RandomStream;
}

/** The two numbers of one row; in an array, because a function that returns a fraction may allocate it. */
const coinAndChoice = new Float64Array(2);

/**
 * Replaces each greedy action, with probability epsilon, by one of the possible actions, all equally likely. A row without
 * a possible action keeps the action that it has. Allocates nothing.
 *
 * Each row has a coin of its own, and each row takes two uniform numbers from the stream, whatever comes of them: what one
 * environment does never shifts the numbers of another.
 *
 * See "Reinforcement Learning: An Introduction" (Sutton & Barto, 2018), section 2.2.
 *
 * @param chosen the greedy actions; the random ones are written over them. [B]
 */
export function epsilonGreedy(
  chosen: Int32Array,
  { epsilon, actions, masks, rows, stream }: EpsilonGreedyOptions,
): void {
  for (let row = 0; row < chosen.length; row++) {
    if (rows !== undefined && rows[row] === 0) continue;
    stream.fillUniform(coinAndChoice, 0, 1);
    const choice = coinAndChoice[1];
    if (!(coinAndChoice[0] < epsilon)) continue;
    if (masks === undefined) chosen[row] = Math.floor(choice * actions);
    else choosePossible(chosen, row, choice, masks, actions);
  }
}

function choosePossible(
  chosen: Int32Array,
  row: number,
  choice: number,
  masks: Uint8Array,
  actions: number,
): void {
  const start = row * actions;
  const end = start + actions;
  let possible = 0;
  for (let at = start; at < end; at++) if (masks[at] !== 0) possible++;
  let skip = Math.floor(choice * possible);
  for (let at = start; at < end; at++) {
    if (masks[at] !== 0 && skip-- === 0) chosen[row] = at - start;
  }
}
