/** What worlds on a grid share: moves that stop at the edge, and pictures of cells. Row 0 is the top one. */
import type { Scene, Shape } from '../contract.js';

export interface Grid {
  readonly rows: number;
  readonly columns: number;
}

/** The cell beside (row, column), or the same one at the edge. */
export function moveWithin(
  { rows, columns }: Grid,
  row: number,
  column: number,
  [down, right]: readonly [down: number, right: number],
): readonly [row: number, column: number] {
  return [Math.min(Math.max(row + down, 0), rows - 1), Math.min(Math.max(column + right, 0), columns - 1)];
}

/** A picture of the grid, one unit a cell: a colour for each cell, lines between them, then `shapes`. */
export function drawGrid(
  { rows, columns }: Grid,
  colorOf: (row: number, column: number) => string,
  shapes: readonly Shape[],
): Scene {
  const cells = Array.from({ length: rows * columns }, (_, cell) => {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    return square({ rows, columns }, row, column, 0.48, colorOf(row, column));
  });
  return { width: [0, columns], height: [0, rows], shapes: [...cells, ...shapes] };
}

/** A square in the middle of a cell; half a side of 0.5 fills it. */
export function square(grid: Grid, row: number, column: number, halfSide: number, color: string): Shape {
  const [x, y] = centerOf(grid, row, column);
  const points = [
    [x - halfSide, y - halfSide],
    [x + halfSide, y - halfSide],
    [x + halfSide, y + halfSide],
    [x - halfSide, y + halfSide],
  ] as const;
  return { kind: 'polygon', points, color };
}

/** A disc in the middle of a cell. */
export function disc(grid: Grid, row: number, column: number, radius: number, color: string): Shape {
  return { kind: 'circle', center: centerOf(grid, row, column), radius, color };
}

function centerOf({ rows }: Grid, row: number, column: number): readonly [x: number, y: number] {
  return [column + 0.5, rows - row - 0.5];
}
