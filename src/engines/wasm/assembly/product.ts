/** The matrix product. Every output sums over k in order from +0, then bias, then activation, then mask. */
import { loadLanes, storeLanes } from './lanes';
import { packLanes } from './packing';

/** Bias, activation and mask of `count` columns of one row. */
// @ts-ignore: decorator
@inline
function finish(out: usize, sum: v128, count: i32, bias: v128, mask: usize, relu: bool): void {
  const zero = f32x4.splat(0);
  sum = f32x4.add(sum, bias);
  if (relu) sum = f32x4.pmax(sum, zero);
  if (mask) sum = v128.and(sum, f32x4.gt(loadLanes(mask, count), zero));
  storeLanes(out, count, sum);
}

export function matmul(
  out: usize, a: usize, b: usize, bias: usize, mask: usize, m: i32, n: i32, k: i32,
  transposeA: i32, transposeB: i32, activation: i32, scratch: usize,
): void { // prettier-ignore
  const panelOfA = <usize>k << 4;
  const packedB = scratch + <usize>((m + 3) >> 2) * panelOfA;
  const outStep = <usize>n << 2;
  const relu = activation == 1;
  for (let i = 0; i < m; i += 4) packLanes(scratch + <usize>(i >> 2) * panelOfA, 16, a, transposeA != 0, i, m - i, m, k);
  for (let j = 0; j < n; j += 8) {
    const columns = n - j;
    packLanes(packedB, 32, b, !transposeB, j, columns, n, k);
    packLanes(packedB + 16, 32, b, !transposeB, j + 4, columns - 4, n, k);
    const bias0 = bias ? loadLanes(bias + (<usize>j << 2), columns) : f32x4.splat(0);
    const bias1 = bias && columns > 4 ? loadLanes(bias + (<usize>j << 2) + 16, columns - 4) : f32x4.splat(0);
    let pa = scratch;
    for (let i = 0; i < m; i += 4) {
      let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00; // prettier-ignore
      let pb = packedB;
      const end = pa + panelOfA;
      while (pa != end) {
        const b0 = v128.load(pb);
        const b1 = v128.load(pb, 16);
        const a0 = v128.load32_splat(pa);
        s00 = f32x4.add(s00, f32x4.mul(a0, b0));
        s01 = f32x4.add(s01, f32x4.mul(a0, b1));
        const a1 = v128.load32_splat(pa, 4);
        s10 = f32x4.add(s10, f32x4.mul(a1, b0));
        s11 = f32x4.add(s11, f32x4.mul(a1, b1));
        const a2 = v128.load32_splat(pa, 8);
        s20 = f32x4.add(s20, f32x4.mul(a2, b0));
        s21 = f32x4.add(s21, f32x4.mul(a2, b1));
        const a3 = v128.load32_splat(pa, 12);
        s30 = f32x4.add(s30, f32x4.mul(a3, b0));
        s31 = f32x4.add(s31, f32x4.mul(a3, b1));
        pa += 16;
        pb += 32;
      }
      const rows = m - i;
      let at = (<usize>i * <usize>n + <usize>j) << 2;
      finishRow(out, at, s00, s01, columns, bias0, bias1, mask, relu);
      at += outStep;
      if (rows > 1) finishRow(out, at, s10, s11, columns, bias0, bias1, mask, relu);
      at += outStep;
      if (rows > 2) finishRow(out, at, s20, s21, columns, bias0, bias1, mask, relu);
      at += outStep;
      if (rows > 3) finishRow(out, at, s30, s31, columns, bias0, bias1, mask, relu);
    }
  }
}

// @ts-ignore: decorator
@inline
function finishRow(
  out: usize, at: usize, low: v128, high: v128, columns: i32, bias0: v128, bias1: v128, mask: usize, relu: bool,
): void { // prettier-ignore
  finish(out + at, low, columns, bias0, mask ? mask + at : 0, relu);
  if (columns > 4) finish(out + at + 16, high, columns - 4, bias1, mask ? mask + at + 16 : 0, relu);
}
