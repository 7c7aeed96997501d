/** The product of one row and a matrix stored [k, n]: reads the matrix where it lies, vectorised over the outputs. */
import { biasOf, finish, floorOf } from './epilogue';
import { loadLanes } from './lanes';

// @ts-ignore: decorator
@inline
function finishAt(out: usize, bias: usize, mask: usize, at: usize, sum: v128, count: i32, floor: v128): void {
  finish(out + at, mask + at, mask != 0, sum, count, biasOf(bias, at, count), floor);
}

/**
 * `vectors` (constant: 1, 2, 4 or 6; more would not fit V8's registers) times four outputs from byte `at` of the row on; of a single
 * vector only `count`.
 */
// @ts-ignore: decorator
@inline
function block(
  vectors: i32, count: i32, at: usize, out: usize, a: usize, aStep: usize, b: usize, bStep: usize, bias: usize, mask: usize,
  k: i32, floor: v128,
): void { // prettier-ignore
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0; // prettier-ignore
  b += at;
  for (; k > 0; k -= 1) {
    const x = v128.load32_splat(a);
    s0 = f32x4.add(s0, f32x4.mul(x, loadLanes(b, count)));
    if (vectors > 1) s1 = f32x4.add(s1, f32x4.mul(x, v128.load(b, 16)));
    if (vectors > 2) s2 = f32x4.add(s2, f32x4.mul(x, v128.load(b, 32)));
    if (vectors > 2) s3 = f32x4.add(s3, f32x4.mul(x, v128.load(b, 48)));
    if (vectors > 4) s4 = f32x4.add(s4, f32x4.mul(x, v128.load(b, 64)));
    if (vectors > 4) s5 = f32x4.add(s5, f32x4.mul(x, v128.load(b, 80)));
    a += aStep;
    b += bStep;
  }
  finishAt(out, bias, mask, at, s0, count, floor);
  if (vectors > 1) finishAt(out, bias, mask, at + 16, s1, 4, floor);
  if (vectors > 2) finishAt(out, bias, mask, at + 32, s2, 4, floor);
  if (vectors > 2) finishAt(out, bias, mask, at + 48, s3, 4, floor);
  if (vectors > 4) finishAt(out, bias, mask, at + 64, s4, 4, floor);
  if (vectors > 4) finishAt(out, bias, mask, at + 80, s5, 4, floor);
}

/**
 * The elements of the row `a` lie `aStep` bytes apart. Blocks of 24, 16, 8 and 4 outputs; the last of a kind may begin earlier and
 * compute some outputs again, which gives the same bits.
 */
export function multiplyRow(
  out: usize, a: usize, aStep: usize, b: usize, bias: usize, mask: usize, n: i32, k: i32, activation: i32,
): void { // prettier-ignore
  const bStep = <usize>n << 2;
  const floor = floorOf(activation);
  let j = 0;
  if (n >= 24) {
    for (; n - j > 16; j += 24) block(6, 4, <usize>min(j, n - 24) << 2, out, a, aStep, b, bStep, bias, mask, k, floor);
  }
  if (n >= 16) {
    for (; n - j > 8; j += 16) block(4, 4, <usize>min(j, n - 16) << 2, out, a, aStep, b, bStep, bias, mask, k, floor);
  }
  if (n >= 8) {
    for (; n - j > 4; j += 8) block(2, 4, <usize>min(j, n - 8) << 2, out, a, aStep, b, bStep, bias, mask, k, floor);
  }
  for (; j < n; j += 4) block(1, n - j, <usize>j << 2, out, a, aStep, b, bStep, bias, mask, k, floor);
}
