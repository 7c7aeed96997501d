import { check } from '../errors.js';
import type { RandomStream } from '../random/random-stream.js';
import { constant, linear, type Schedule } from './schedules.js';

export interface EpsilonGreedyInputs {
  /** The greedy actions; the explored ones are written over them. [B] */
  readonly actions: Int32Array;
  /** Probability of a random action, from 0 to 1. */
  readonly epsilon: number;
  /** A. */
  readonly actionCount: number;
  /** 1 where the action is possible, else 0; undefined: all are possible. [B, A] */
  readonly masks?: Uint8Array | undefined;
  readonly stream: RandomStream;
}

/**
 * Replaces each greedy action, with probability epsilon, by one of the possible actions, all equally likely. A row without
 * a possible action keeps the action that it has. Allocates nothing.
 *
 * Each row has a coin of its own, and each row takes two uniform numbers from the stream, whatever comes of them: what one
 * environment does never shifts the numbers of another.
 *
 * See "Reinforcement Learning: An Introduction" (Sutton & Barto, 2018), section 2.2.
 */
export function epsilonGreedy({ actions, epsilon, actionCount, masks, stream }: EpsilonGreedyInputs): void {
  for (let row = 0; row < actions.length; row++) {
    const explores = stream.uniform() < epsilon;
    const choice = stream.uniform();
    if (!explores) continue;
    if (masks === undefined) actions[row] = Math.floor(choice * actionCount);
    else choosePossible(actions, row, choice, masks, actionCount);
  }
}

function choosePossible(
  actions: Int32Array,
  row: number,
  choice: number,
  masks: Uint8Array,
  actionCount: number,
): void {
  const start = row * actionCount;
  const end = start + actionCount;
  let possible = 0;
  for (let at = start; at < end; at++) if (masks[at] !== 0) possible++;
  let skip = Math.floor(choice * possible);
  for (let at = start; at < end; at++) {
    if (masks[at] !== 0 && skip-- === 0) actions[row] = at - start;
  }
}

export interface EpsilonScheduleSettings {
  /** Epsilon at step 0. */
  readonly start: number;
  /** Epsilon from step explorationFraction * totalSteps on. */
  readonly end: number;
  /** Part of the training in which epsilon falls, from 0 to 1. */
  readonly explorationFraction: number;
  /** Length of the training in environment steps; a resumed training keeps the length that it began with. */
  readonly totalSteps: number;
}

/** Epsilon by environment step: on a straight line from start to end, then flat, as in CleanRL's `linear_schedule`. */
export function epsilonSchedule({
  start,
  end,
  explorationFraction,
  totalSteps,
}: EpsilonScheduleSettings): Schedule {
  check(explorationFraction >= 0 && explorationFraction <= 1, {
    component: 'epsilonSchedule',
    parameter: 'explorationFraction',
    value: explorationFraction,
    requirement: 'from 0 to 1',
  });
  const steps = explorationFraction * totalSteps;
  return steps > 0 ? linear({ from: start, to: end, steps }) : constant(end);
}
