import type { Outcome } from '../tabular/tabular-model.js';
import { moveWithin } from '../tabular/grid.js';

/** Gymnasium's maps, by name. S: start, F: frozen, H: hole, G: goal. */
export const maps = {
  '4x4': ['SFFF', 'FHFH', 'FFFH', 'HFFG'],
  '8x8': ['SFFFFFFF', 'FFFFFFFF', 'FFFHFFFF', 'FFFFFHFF', 'FFFHFFFF', 'FHHFFFHF', 'FHFFHFHF', 'FFFHFFFG'],
} as const;

export interface Lake {
  /** One string a row, all of one length. */
  readonly map: readonly string[];
  readonly isSlippery: boolean;
  /** The probability of going where one wants to, on slippery ice. */
  readonly successRate: number;
  /** The reward for reaching the goal, a hole, frozen ice. */
  readonly rewardSchedule: readonly [goal: number, hole: number, ice: number];
}

const directions = [
  [0, -1], // left
  [1, 0], // down
  [0, 1], // right
  [-1, 0], // up
] as const;

/** The probability of each cell to be the first: the same for every S. [S] */
export function startsOf({ map }: Lake): readonly number[] {
  const cells = [...map.join('')];
  const count = cells.filter((letter) => letter === 'S').length;
  return cells.map((letter) => (letter === 'S' ? 1 / count : 0));
}

/** Where a walker may end up: as intended, or on slippery ice also to either side of that. Holes and the goal keep him. */
export function outcomesOf(lake: Lake, state: number, action: number): readonly Outcome[] {
  const columns = lake.map[0].length;
  const [row, column] = [Math.floor(state / columns), state % columns];
  if (isEnd(lake.map[row][column])) return [{ probability: 1, state, reward: 0, terminated: true }];
  const go = (direction: number, probability: number) => walk(lake, row, column, direction, probability);
  if (!lake.isSlippery) return [go(action, 1)];
  const failRate = (1 - lake.successRate) / 2;
  return [go((action + 3) % 4, failRate), go(action, lake.successRate), go((action + 1) % 4, failRate)];
}

function walk(
  { map, rewardSchedule: [goal, hole, ice] }: Lake,
  row: number,
  column: number,
  direction: number,
  probability: number,
): Outcome {
  const columns = map[0].length;
  const grid = { rows: map.length, columns };
  const [nextRow, nextColumn] = moveWithin(grid, row, column, directions[direction]);
  const letter = map[nextRow][nextColumn];
  return {
    probability,
    state: nextRow * columns + nextColumn,
    reward: letter === 'G' ? goal : letter === 'H' ? hole : ice,
    terminated: isEnd(letter),
  };
}

function isEnd(letter: string): boolean {
  return letter === 'G' || letter === 'H';
}
