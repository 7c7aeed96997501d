import type { Scene } from '../contract.js';
import { disc, drawGrid, square } from '../tabular/grid.js';

const walker = '#ca9865';
const goal = '#8184cb';
const ice = '#dfe9f2';
const hole = '#1f2933';

/** The lake from above: ice, holes, the goal as a square, the walker as a disc. */
export function drawFrozenLake(map: readonly string[], state: number): Scene {
  const grid = { rows: map.length, columns: map[0].length };
  const goals = map.flatMap((letters, row) =>
    [...letters].flatMap((letter, column) => (letter === 'G' ? [square(grid, row, column, 0.3, goal)] : [])),
  );
  const [row, column] = [Math.floor(state / grid.columns), state % grid.columns];
  return drawGrid(grid, (row, column) => (map[row][column] === 'H' ? hole : ice), [
    ...goals,
    disc(grid, row, column, 0.25, walker),
  ]);
}
