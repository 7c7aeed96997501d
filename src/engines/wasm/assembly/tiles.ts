/**
 * Tiles of a product over packed panels: 4 rows by 8 or 4 columns of sums stay in registers while k runs.
 *
 * Six loads, eight products and eight additions for each k leave V8 just enough registers; a larger tile spills. The loop over k
 * stands inside the loop over tiles, and both inside the loop over columns, because only in a nest V8 unrolls it.
 */
import { finish } from './epilogue';

/**
 * What the tiles of one panel of columns share, in memory, so that it takes no registers while k runs: the bias of 8 columns, then
 * four times the least output.
 */
// @ts-ignore: decorator
@inline
export const epilogueBytes: usize = 48;

// @ts-ignore: decorator
@inline
function finishNarrow(out: usize, mask: usize, masked: bool, at: usize, sum: v128, columns: i32, block: usize): void {
  finish(out + at, mask + at, masked, sum, columns, v128.load(block), v128.load(block, 32));
}

// @ts-ignore: decorator
@inline
function finishWide(
  out: usize, mask: usize, masked: bool, at: usize, low: v128, high: v128, columns: i32, block: usize,
): void { // prettier-ignore
  finish(out + at, mask + at, masked, low, 4, v128.load(block), v128.load(block, 32));
  finish(out + at + 16, mask + at + 16, masked, high, columns - 4, v128.load(block, 16), v128.load(block, 32));
}

/** The tiles of the 5 to 8 columns from byte `at` of each row on; `step` is a row of `out` in bytes. */
// @ts-ignore: decorator
@inline
export function wideTiles(
  out: usize, mask: usize, at: usize, step: usize, columns: i32, panelOfA: usize, panelOfB: usize, m: i32, k: i32, block: usize,
): void { // prettier-ignore
  for (; m > 0; m -= 4) {
    let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00; // prettier-ignore
    let b = panelOfB;
    const end = panelOfA + (<usize>k << 4);
    while (panelOfA != end) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const a0 = v128.load32_splat(panelOfA);
      s00 = f32x4.add(s00, f32x4.mul(a0, b0));
      s01 = f32x4.add(s01, f32x4.mul(a0, b1));
      const a1 = v128.load32_splat(panelOfA, 4);
      s10 = f32x4.add(s10, f32x4.mul(a1, b0));
      s11 = f32x4.add(s11, f32x4.mul(a1, b1));
      const a2 = v128.load32_splat(panelOfA, 8);
      s20 = f32x4.add(s20, f32x4.mul(a2, b0));
      s21 = f32x4.add(s21, f32x4.mul(a2, b1));
      const a3 = v128.load32_splat(panelOfA, 12);
      s30 = f32x4.add(s30, f32x4.mul(a3, b0));
      s31 = f32x4.add(s31, f32x4.mul(a3, b1));
      panelOfA += 16;
      b += 32;
    }
    if (columns >= 8 && m >= 4) {
      if (mask) {
        finishWide(out, mask, true, at, s00, s01, 8, block);
        finishWide(out, mask, true, at + step, s10, s11, 8, block);
        finishWide(out, mask, true, at + 2 * step, s20, s21, 8, block);
        finishWide(out, mask, true, at + 3 * step, s30, s31, 8, block);
      } else {
        finishWide(out, 0, false, at, s00, s01, 8, block);
        finishWide(out, 0, false, at + step, s10, s11, 8, block);
        finishWide(out, 0, false, at + 2 * step, s20, s21, 8, block);
        finishWide(out, 0, false, at + 3 * step, s30, s31, 8, block);
      }
    } else {
      finishWide(out, mask, mask != 0, at, s00, s01, columns, block);
      if (m > 1) finishWide(out, mask, mask != 0, at + step, s10, s11, columns, block);
      if (m > 2) finishWide(out, mask, mask != 0, at + 2 * step, s20, s21, columns, block);
      if (m > 3) finishWide(out, mask, mask != 0, at + 3 * step, s30, s31, columns, block);
    }
    at += step << 2;
  }
}

/** The tiles of the 1 to 4 columns from byte `at` of each row on. */
// @ts-ignore: decorator
@inline
export function narrowTiles(
  out: usize, mask: usize, at: usize, step: usize, columns: i32, panelOfA: usize, panelOfB: usize, m: i32, k: i32, block: usize,
): void { // prettier-ignore
  for (; m > 0; m -= 4) {
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0; // prettier-ignore
    let b = panelOfB;
    const end = panelOfA + (<usize>k << 4);
    while (panelOfA != end) {
      const b0 = v128.load(b);
      s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(panelOfA), b0));
      s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(panelOfA, 4), b0));
      s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(panelOfA, 8), b0));
      s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(panelOfA, 12), b0));
      panelOfA += 16;
      b += 16;
    }
    finishNarrow(out, mask, mask != 0, at, s0, columns, block);
    if (m > 1) finishNarrow(out, mask, mask != 0, at + step, s1, columns, block);
    if (m > 2) finishNarrow(out, mask, mask != 0, at + 2 * step, s2, columns, block);
    if (m > 3) finishNarrow(out, mask, mask != 0, at + 3 * step, s3, columns, block);
    at += step << 2;
  }
}
