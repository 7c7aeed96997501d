import type { Scene } from '../contract.js';
import { disc, drawGrid, square } from '../tabular/grid.js';
import { goalState, grid, isCliff } from './dynamics.js';

const walker = '#ca9865';
const goal = '#8184cb';
const ground = '#e4e7eb';
const cliff = '#1f2933';

/** The field from above: ground, cliff, the goal as a square, the walker as a disc. */
export function drawCliffWalking(state: number): Scene {
  const { columns } = grid;
  const goalSquare = square(grid, Math.floor(goalState / columns), goalState % columns, 0.3, goal);
  const walkerDisc = disc(grid, Math.floor(state / columns), state % columns, 0.25, walker);
  const colorOf = (row: number, column: number) => (isCliff(row * columns + column) ? cliff : ground);
  return drawGrid(grid, colorOf, [goalSquare, walkerDisc]);
}
