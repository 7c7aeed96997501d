/** Kernels that work on whole rows: log-softmax and standardisation. */
import { loadLanes, storeLanes } from './lanes';
import { greatestOf, sumOf, Term } from './row-sums';
import { log4 } from './transcendental';


/** out = a - shift along a row. */
// @ts-ignore: decorator
@inline
function shiftRow(out: usize, a: usize, n: i32, shift: v128): void {
  for (; n >= 4; n -= 4) {
    v128.store(out, f32x4.sub(v128.load(a), shift));
    out += 16;
    a += 16;
  }
  if (n > 0) storeLanes(out, n, f32x4.sub(loadLanes(a, n), shift));
}

export function logSoftmax(out: usize, a: usize, rows: i32, columns: i32): void {
  const step = <usize>columns << 2;
  for (; rows > 0; rows -= 1) {
    shiftRow(out, a, columns, f32x4.splat(greatestOf(a, columns)));
    const sum = sumOf(Term.exponential, out, out, columns, f32x4.splat(0));
    shiftRow(out, out, columns, log4(f32x4.splat(sum)));
    out += step;
    a += step;
  }
}

export function inverseDeviation(out: usize, a: usize, rows: i32, columns: i32, epsilon: f32): void {
  const share = <f32>1 / <f32>columns;
  for (; rows > 0; rows -= 1) {
    const mean = f32x4.splat(sumOf(Term.itself, a, a, columns, f32x4.splat(0)) * share);
    const variance = sumOf(Term.square, a, a, columns, mean) * share;
    store<f32>(out, <f32>1 / sqrt<f32>(variance + epsilon));
    out += 4;
    a += <usize>columns << 2;
  }
}

export function standardize(out: usize, a: usize, inverseDeviation: usize, rows: i32, columns: i32): void {
  const share = <f32>1 / <f32>columns;
  const step = <usize>columns << 2;
  for (; rows > 0; rows -= 1) {
    const mean = f32x4.splat(sumOf(Term.itself, a, a, columns, f32x4.splat(0)) * share);
    const scale = v128.load32_splat(inverseDeviation);
    for (let at: usize = 0, n = columns; n > 0; n -= 4) {
      storeLanes(out + at, n, f32x4.mul(f32x4.sub(loadLanes(a + at, n), mean), scale));
      at += 16;
    }
    inverseDeviation += 4;
    out += step;
    a += step;
  }
}

export function standardizeGradient(
  out: usize, dy: usize, y: usize, inverseDeviation: usize, rows: i32, columns: i32,
): void { // prettier-ignore
  const share = <f32>1 / <f32>columns;
  const step = <usize>columns << 2;
  for (; rows > 0; rows -= 1) {
    const mean = f32x4.splat(sumOf(Term.itself, dy, dy, columns, f32x4.splat(0)) * share);
    const slope = f32x4.splat(sumOf(Term.product, dy, y, columns, f32x4.splat(0)) * share);
    const scale = v128.load32_splat(inverseDeviation);
    for (let at: usize = 0, n = columns; n > 0; n -= 4) {
      const along = f32x4.mul(loadLanes(y + at, n), slope);
      const rest = f32x4.sub(f32x4.sub(loadLanes(dy + at, n), mean), along);
      storeLanes(out + at, n, f32x4.mul(scale, rest));
      at += 16;
    }
    inverseDeviation += 4;
    out += step;
    dy += step;
    y += step;
  }
}
