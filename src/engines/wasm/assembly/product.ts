/** The matrix product. Every output sums over k in order from +0, then bias, then activation, then mask. */
import { biasOf, floorOf } from './epilogue';
import { packLanes } from './packing';
import { multiplyRow } from './row-product';
import { epilogueBytes, narrowTiles, wideTiles } from './tiles';

/** Up to so many rows packing does not pay. */
const fewRows = 8;

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
  const panelsOfA = scratch + epilogueBytes;
  let panelOfB = panelsOfA;
  for (let i = 0; i < m; i += 4) {
    packLanes(panelOfB, 16, a, transposeA != 0, i, m - i, m, k);
    panelOfB += <usize>k << 4;
  }
  v128.store(scratch, floorOf(activation), 32);
  for (let j = 0; j < n; j += 8) {
    const at = <usize>j << 2;
    const columns = n - j;
    v128.store(scratch, biasOf(bias, at, columns));
    if (columns > 4) {
      v128.store(scratch, biasOf(bias, at + 16, columns - 4), 16);
      packLanes(panelOfB, 32, b, !transposeB, j, columns, n, k);
      packLanes(panelOfB + 16, 32, b, !transposeB, j + 4, columns - 4, n, k);
      wideTiles(out, mask, at, step, columns, panelsOfA, panelOfB, m, k, scratch);
    } else {
      packLanes(panelOfB, 16, b, !transposeB, j, columns, n, k);
      narrowTiles(out, mask, at, step, columns, panelsOfA, panelOfB, m, k, scratch);
    }
  }
}
