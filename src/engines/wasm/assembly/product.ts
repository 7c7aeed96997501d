/** The matrix product. Every output sums over k in order from +0, then bias, then activation, then mask. */
import { biasOf, floorOf } from './epilogue';
import { packLanes } from './packing';
import { multiplyRow } from './row-product';
import { epilogueBytes, narrowTiles, wideTiles } from './tiles';

/** Up to so many rows packing does not pay. */
const fewRows = 8;

/** The packed rows of A should stay in the second-level cache: 256 KiB. */
const elementsOfBlock = 65536;

export function matmul(
  out: usize, a: usize, b: usize, bias: usize, mask: usize, m: i32, n: i32, k: i32,
  transposeA: i32, transposeB: i32, activation: i32, scratch: usize,
): void { // prettier-ignore
  const step = <usize>n << 2;
  if (m <= fewRows && !transposeB) {
    for (let i = 0; i < m; i += 1) {
      multiplyRow(out, a, transposeA ? <usize>m << 2 : 4, b, bias, mask, n, k, activation);
      out += step;
      if (mask) mask += step;
      a += transposeA ? 4 : <usize>k << 2;
    }
    return;
  }
  const rowsOfBlock = max(64, (elementsOfBlock / max(k, 1)) & ~3);
  v128.store(scratch, floorOf(activation), 32);
  for (let first = 0; first < m; first += rowsOfBlock) {
    const rows = min(m - first, rowsOfBlock);
    const panelOfB = packRows(scratch + epilogueBytes, a, transposeA != 0, first, rows, m, k);
    multiplyBlock(out, b, bias, mask, rows, n, k, transposeB != 0, panelOfB, scratch);
    out += <usize>rows * step;
    if (mask) mask += <usize>rows * step;
  }
}

/** Packs `rows` rows of A from `first` on and returns where the panels end. */
function packRows(panel: usize, a: usize, kMajor: bool, first: i32, rows: i32, m: i32, k: i32): usize {
  for (let i = 0; i < rows; i += 4) {
    packLanes(panel, 16, a, kMajor, first + i, rows - i, m, k);
    panel += <usize>k << 4;
  }
  return panel;
}

/** The product of packed rows and B, one panel of columns after the other. */
function multiplyBlock(
  out: usize, b: usize, bias: usize, mask: usize, m: i32, n: i32, k: i32, transposeB: bool, panelOfB: usize, scratch: usize,
): void { // prettier-ignore
  const step = <usize>n << 2;
  const panelOfA = scratch + epilogueBytes;
  for (let j = 0; j < n; j += 8) {
    const at = <usize>j << 2;
    const columns = n - j;
    v128.store(scratch, biasOf(bias, at, columns));
    if (columns > 4) {
      v128.store(scratch, biasOf(bias, at + 16, columns - 4), 16);
      packLanes(panelOfB, 32, b, !transposeB, j, columns, n, k);
      packLanes(panelOfB + 16, 32, b, !transposeB, j + 4, columns - 4, n, k);
      wideTiles(out, mask, at, step, columns, panelOfA, panelOfB, m, k, scratch);
    } else {
      packLanes(panelOfB, 16, b, !transposeB, j, columns, n, k);
      narrowTiles(out, mask, at, step, columns, panelOfA, panelOfB, m, k, scratch);
    }
  }
}
