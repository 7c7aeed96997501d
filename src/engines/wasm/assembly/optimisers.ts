/** Optimiser kernels. */
import { loadLanes, storeLanes } from './lanes';

/** Moments that decay towards zero would end as denormals, which are slow. */
// @ts-ignore: decorator
@inline
function flush(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), f32x4.splat(1e-30)));
}

// @ts-ignore: decorator
@inline
function blend4(
  squares: bool, out: usize, average: usize, value: usize, count: i32, keep: v128, blend: v128,
): void { // prettier-ignore
  const x = loadLanes(value, count);
  const scaled = f32x4.mul(blend, x);
  const kept = f32x4.mul(keep, loadLanes(average, count));
  storeLanes(out, count, flush(f32x4.add(kept, squares ? f32x4.mul(scaled, x) : scaled)));
}

// @ts-ignore: decorator
@inline
function blendAll(squares: bool, out: usize, average: usize, value: usize, n: i32, keep: v128, blend: v128): void {
  for (; n >= 8; n -= 8) {
    blend4(squares, out, average, value, 4, keep, blend);
    blend4(squares, out + 16, average + 16, value + 16, 4, keep, blend);
    average += 32;
    value += 32;
    out += 32;
  }
  for (; n > 0; n -= 4) {
    blend4(squares, out, average, value, n, keep, blend);
    average += 16;
    value += 16;
    out += 16;
  }
}

export function movingAverage(out: usize, average: usize, value: usize, n: i32, keep: f32, blend: f32): void {
  blendAll(false, out, average, value, n, f32x4.splat(keep), f32x4.splat(blend));
}

export function movingAverageOfSquares(
  out: usize, average: usize, value: usize, n: i32, keep: f32, blend: f32,
): void { // prettier-ignore
  blendAll(true, out, average, value, n, f32x4.splat(keep), f32x4.splat(blend));
}

// @ts-ignore: decorator
@inline
function step4(
  out: usize, parameter: usize, m: usize, v: usize, count: i32, stepSize: v128, correction: v128, epsilon: v128,
): void { // prettier-ignore
  const divisor = f32x4.add(f32x4.mul(f32x4.sqrt(loadLanes(v, count)), correction), epsilon);
  const step = f32x4.div(f32x4.mul(stepSize, loadLanes(m, count)), divisor);
  storeLanes(out, count, f32x4.sub(loadLanes(parameter, count), step));
}

export function adamStep(
  out: usize, parameter: usize, m: usize, v: usize, stepSize: usize, inverseRootCorrection: usize, n: i32, epsilon: f32,
): void { // prettier-ignore
  const sizes = v128.load32_splat(stepSize);
  const corrections = v128.load32_splat(inverseRootCorrection);
  const epsilons = f32x4.splat(epsilon);
  for (; n >= 8; n -= 8) {
    step4(out, parameter, m, v, 4, sizes, corrections, epsilons);
    step4(out + 16, parameter + 16, m + 16, v + 16, 4, sizes, corrections, epsilons);
    parameter += 32;
    m += 32;
    v += 32;
    out += 32;
  }
  for (; n > 0; n -= 4) {
    step4(out, parameter, m, v, n, sizes, corrections, epsilons);
    parameter += 16;
    m += 16;
    v += 16;
    out += 16;
  }
}
