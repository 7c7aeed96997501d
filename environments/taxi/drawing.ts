import type { Scene, Shape } from '../contract.js';
import { disc, drawGrid, square } from '../tabular/grid.js';
import { decode, grid, inTaxi, stands, walls } from './dynamics.js';

const road = '#e4e7eb';
const wall = { width: 0.06, color: '#1f2933' };
const standColors = ['#d64545', '#3f9142', '#e9b949', '#2186eb'];
const taxiColor = '#7b8794';
const passengerColor = '#1f2933';

/** The town from above: stands, walls, the taxi as a square, the passenger as a disc, a frame around the destination. */
export function drawTaxi(state: number): Scene {
  const { row, column, passenger, destination } = decode(state);
  const [passengerRow, passengerColumn] = passenger === inTaxi ? [row, column] : stands[passenger];
  const standSquares = stands.flatMap(([row, column], stand) => {
    const color = standColors[stand];
    if (stand !== destination) return [square(grid, row, column, 0.3, color)];
    return [square(grid, row, column, 0.48, color), square(grid, row, column, 0.36, road)];
  });
  const wallLines = walls.map(([row, column]): Shape => {
    const [x, y] = [column + 1, grid.rows - row];
    return { kind: 'line', from: [x, y], to: [x, y - 1], ...wall };
  });
  return drawGrid(grid, () => road, [
    ...standSquares,
    ...wallLines,
    square(grid, row, column, 0.25, taxiColor),
    disc(grid, passengerRow, passengerColumn, 0.14, passengerColor),
  ]);
}
