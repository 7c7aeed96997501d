/** Example 6.6 of "Reinforcement Learning: An Introduction" (Sutton and Barto, 2018), in Gymnasium's form. */
import { moveWithin } from '../tabular/grid.js';
import type { Outcome } from '../tabular/tabular-model.js';

export const grid = { rows: 4, columns: 12 } as const;
/** The bottom corner on the left. */
export const startState = 36;
/** The bottom corner on the right. */
export const goalState = 47;

const directions = [
  [-1, 0], // up
  [0, 1], // right
  [1, 0], // down
  [0, -1], // left
] as const;

/** Whether the cell is a part of the cliff, which lies between the start and the goal. */
export function isCliff(state: number): boolean {
  return state > startState && state < goalState;
}

/** Where a walker may end up: as intended, or, where it is slippery, with equal chances also to either side of that. */
export function outcomesOf(state: number, action: number, isSlippery: boolean): readonly Outcome[] {
  const moves = isSlippery ? [(action + 3) % 4, action, (action + 1) % 4] : [action];
  return moves.map((move) => walk(state, move, 1 / moves.length));
}

function walk(state: number, move: number, probability: number): Outcome {
  const { columns } = grid;
  const [row, column] = moveWithin(grid, Math.floor(state / columns), state % columns, directions[move]);
  const next = row * columns + column;
  return isCliff(next)
    ? { probability, state: startState, reward: -100, terminated: false }
    : { probability, state: next, reward: -1, terminated: next === goalState };
}
