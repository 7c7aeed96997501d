/**
 * The matrix product. Every output sums over k in order from +0, then bias, then activation, then mask.
 *
 * A and B are packed into k-major panels of 4 rows and 8 columns; a tile of 4 x 8 sums lives in eight registers while k runs. Six
 * loads, eight products and eight additions per k leave V8 just enough registers; a larger tile spills. The innermost loop stands
 * inside the loops over tiles, because only there V8 unrolls it.
 */
import { epilogueBytes, finish, prepareEpilogue } from './epilogue';
import { packLanes } from './packing';
import { multiplyRow } from './row-product';

export function matmul(
  out: usize, a: usize, b: usize, bias: usize, mask: usize, m: i32, n: i32, k: i32,
  transposeA: i32, transposeB: i32, activation: i32, scratch: usize,
): void { // prettier-ignore
  const relu = activation == 1;
  if (m < 4 && !transposeA && !transposeB) {
    const outStep = <usize>n << 2;
    for (let i = 0; i < m; i += 1) {
      multiplyRow(out, a, b, bias, mask, n, k, relu);
      out += outStep;
      if (mask) mask += outStep;
      a += <usize>k << 2;
    }
    return;
  }
  const panelBytes = <usize>k << 4;
  const panelsOfA = scratch + epilogueBytes;
  const panelOfB = panelsOfA + <usize>((m + 3) >> 2) * panelBytes;
  let panel = panelsOfA;
  for (let i = 0; i < m; i += 4) {
    packLanes(panel, 16, a, transposeA != 0, i, m - i, m, k);
    panel += panelBytes;
  }
  let j = 0;
  for (; n - j > 4; j += 8) {
    packLanes(panelOfB, 32, b, !transposeB, j, n - j, n, k);
    packLanes(panelOfB + 16, 32, b, !transposeB, j + 4, n - j - 4, n, k);
    prepareEpilogue(scratch, bias ? bias + (<usize>j << 2) : 0, n - j, relu);
    wideTiles(out, mask, panelsOfA, panelOfB, m, n, k, j, scratch);
  }
  if (n > j) {
    packLanes(panelOfB, 16, b, !transposeB, j, n - j, n, k);
    prepareEpilogue(scratch, bias ? bias + (<usize>j << 2) : 0, n - j, relu);
    narrowTiles(out, mask, panelsOfA, panelOfB, m, n, k, j, scratch);
  }
}

/** All tiles of the columns j to j + 7. */
// @ts-ignore: decorator
@inline
function wideTiles(
  out: usize, mask: usize, panelsOfA: usize, panelOfB: usize, m: i32, n: i32, k: i32, j: i32, epilogue: usize,
): void { // prettier-ignore
  const panelBytes = <usize>k << 4;
  const step = <usize>n << 2;
  const columns = n - j;
  let pa = panelsOfA;
  let at = <usize>j << 2;
  for (let i = 0; i < m; i += 4) {
    let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00; // prettier-ignore
    let pb = panelOfB;
    const end = pa + panelBytes;
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
    if (columns >= 8 && m - i >= 4) {
      finishWide(out, mask, at, s00, s01, 4, epilogue);
      finishWide(out, mask, at + step, s10, s11, 4, epilogue);
      finishWide(out, mask, at + 2 * step, s20, s21, 4, epilogue);
      finishWide(out, mask, at + 3 * step, s30, s31, 4, epilogue);
    } else {
      finishWide(out, mask, at, s00, s01, columns - 4, epilogue);
      if (m - i > 1) finishWide(out, mask, at + step, s10, s11, columns - 4, epilogue);
      if (m - i > 2) finishWide(out, mask, at + 2 * step, s20, s21, columns - 4, epilogue);
      if (m - i > 3) finishWide(out, mask, at + 3 * step, s30, s31, columns - 4, epilogue);
    }
    at += step << 2;
  }
}

// @ts-ignore: decorator
@inline
function finishWide(out: usize, mask: usize, at: usize, low: v128, high: v128, rest: i32, epilogue: usize): void {
  finish(out + at, mask ? mask + at : 0, low, 4, epilogue, 0);
  finish(out + at + 16, mask ? mask + at + 16 : 0, high, rest, epilogue, 16);
}

/** All tiles of the last columns, from j on, which are at most four. */
// @ts-ignore: decorator
@inline
function narrowTiles(
  out: usize, mask: usize, panelsOfA: usize, panelOfB: usize, m: i32, n: i32, k: i32, j: i32, epilogue: usize,
): void { // prettier-ignore
  const panelBytes = <usize>k << 4;
  const step = <usize>n << 2;
  const columns = n - j;
  let pa = panelsOfA;
  let at = <usize>j << 2;
  for (let i = 0; i < m; i += 4) {
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0; // prettier-ignore
    let pb = panelOfB;
    const end = pa + panelBytes;
    while (pa != end) {
      const b0 = v128.load(pb);
      s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(pa), b0));
      s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(pa, 4), b0));
      s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(pa, 8), b0));
      s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(pa, 12), b0));
      pa += 16;
      pb += 16;
    }
    finishNarrow(out, mask, at, s0, columns, epilogue);
    if (m - i > 1) finishNarrow(out, mask, at + step, s1, columns, epilogue);
    if (m - i > 2) finishNarrow(out, mask, at + 2 * step, s2, columns, epilogue);
    if (m - i > 3) finishNarrow(out, mask, at + 3 * step, s3, columns, epilogue);
    at += step << 2;
  }
}

// @ts-ignore: decorator
@inline
function finishNarrow(out: usize, mask: usize, at: usize, sum: v128, columns: i32, epilogue: usize): void {
  finish(out + at, mask ? mask + at : 0, sum, columns, epilogue, 0);
}
