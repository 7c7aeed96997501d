/** Kernels that work on whole rows: log-softmax and standardisation. */
import { keepLanes, loadLanes, storeLanes } from './lanes';
import { maxOf, sumOf, treeSum } from './reductions';
import { exp4, log4 } from './transcendental';

/** The sum of exp over a row, in 8 interleaved partial sums. */
function sumOfExp(a: usize, n: i32): f32 {
  let low = f32x4.splat(0);
  let high = f32x4.splat(0);
  for (; n > 0; n -= 8) {
    low = f32x4.add(low, keepLanes(exp4(loadLanes(a, n)), n));
    if (n > 4) high = f32x4.add(high, keepLanes(exp4(loadLanes(a + 16, n - 4)), n - 4));
    a += 32;
  }
  return treeSum(low, high);
}

/** out = a - shift along a row. */
// @ts-ignore: decorator
@inline
function shiftRow(out: usize, a: usize, n: i32, shift: f32): void {
  const shifts = f32x4.splat(shift);
  for (; n > 0; n -= 4) {
    storeLanes(out, n, f32x4.sub(loadLanes(a, n), shifts));
    out += 16;
    a += 16;
  }
}

export function logSoftmax(out: usize, a: usize, rows: i32, columns: i32): void {
  const step = <usize>columns << 2;
  for (; rows > 0; rows -= 1) {
    shiftRow(out, a, columns, maxOf(a, columns));
    const logSum = f32x4.extract_lane(log4(f32x4.splat(sumOfExp(out, columns))), 0);
    shiftRow(out, out, columns, logSum);
    out += step;
    a += step;
  }
}

/** The sum of (x - mean)^2 over a row. */
function sumOfSquares(a: usize, n: i32, mean: f32): f32 {
  const means = f32x4.splat(mean);
  let low = f32x4.splat(0);
  let high = f32x4.splat(0);
  for (; n > 0; n -= 8) {
    const first = f32x4.sub(loadLanes(a, n), means);
    low = f32x4.add(low, keepLanes(f32x4.mul(first, first), n));
    if (n > 4) {
      const second = f32x4.sub(loadLanes(a + 16, n - 4), means);
      high = f32x4.add(high, keepLanes(f32x4.mul(second, second), n - 4));
    }
    a += 32;
  }
  return treeSum(low, high);
}

export function inverseDeviation(out: usize, a: usize, rows: i32, columns: i32, epsilon: f32): void {
  const share = <f32>1 / <f32>columns;
  for (; rows > 0; rows -= 1) {
    const variance = sumOfSquares(a, columns, sumOf(a, columns) * share) * share;
    store<f32>(out, <f32>1 / sqrt<f32>(variance + epsilon));
    out += 4;
    a += <usize>columns << 2;
  }
}

export function standardize(out: usize, a: usize, inverseDeviation: usize, rows: i32, columns: i32): void {
  const share = <f32>1 / <f32>columns;
  for (; rows > 0; rows -= 1) {
    const means = f32x4.splat(sumOf(a, columns) * share);
    const scales = v128.load32_splat(inverseDeviation);
    for (let n = columns; n > 0; n -= 4) {
      storeLanes(out, n, f32x4.mul(f32x4.sub(loadLanes(a, n), means), scales));
      const width = <usize>min(n, 4) << 2;
      out += width;
      a += width;
    }
    inverseDeviation += 4;
  }
}

/** The sum of a * b over a row. */
function sumOfProducts(a: usize, b: usize, n: i32): f32 {
  let low = f32x4.splat(0);
  let high = f32x4.splat(0);
  for (; n > 0; n -= 8) {
    low = f32x4.add(low, f32x4.mul(loadLanes(a, n), loadLanes(b, n)));
    if (n > 4) high = f32x4.add(high, f32x4.mul(loadLanes(a + 16, n - 4), loadLanes(b + 16, n - 4)));
    a += 32;
    b += 32;
  }
  return treeSum(low, high);
}

export function standardizeGradient(
  out: usize, dy: usize, y: usize, inverseDeviation: usize, rows: i32, columns: i32,
): void { // prettier-ignore
  const share = <f32>1 / <f32>columns;
  for (; rows > 0; rows -= 1) {
    const means = f32x4.splat(sumOf(dy, columns) * share);
    const slopes = f32x4.splat(sumOfProducts(dy, y, columns) * share);
    const scales = v128.load32_splat(inverseDeviation);
    for (let n = columns; n > 0; n -= 4) {
      const along = f32x4.mul(loadLanes(y, n), slopes);
      const rest = f32x4.sub(f32x4.sub(loadLanes(dy, n), means), along);
      storeLanes(out, n, f32x4.mul(scales, rest));
      const width = <usize>min(n, 4) << 2;
      out += width;
      dy += width;
      y += width;
    }
    inverseDeviation += 4;
  }
}
